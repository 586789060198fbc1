#!/usr/bin/env bash
# Puts the loops that the integration tests judge into a virtual environment inside the checkout.
set -euo pipefail
cd "$(dirname "$0")/../../.."
python="${LOOPSPEC_PYTHON:-python3}"
[ -x .venv/bin/python ] || "$python" -m venv .venv
.venv/bin/python -m pip install --quiet --disable-pip-version-check -r conformance/testing-the-suite/real-loops/requirements.txt
.venv/bin/python -c 'import rloop, uvloop; print("uvloop", uvloop.__version__, "rloop", rloop.__version__)'
