"""The command `loopspec`: hands over to Node."""

from __future__ import annotations

import os
import sys

from ._errors import NodeNotFoundError
from ._node import find_node
from ._package import COMMAND

_USAGE = 2
_INTERRUPTED = 130


def environment() -> dict[str, str]:
    """The environment of the suite: `python:` means this interpreter unless `--python` says otherwise."""
    own = {"LOOPSPEC_PYTHON": sys.executable} if sys.executable else {}
    return {**own, **os.environ}


def main() -> None:
    """Runs the command line of the suite in place of this process."""
    try:
        node = find_node()
    except NodeNotFoundError as error:
        print(f"loopspec: {error}", file=sys.stderr)
        sys.exit(_USAGE)
    arguments = [node, COMMAND, *sys.argv[1:]]
    if os.name != "nt":
        os.execve(node, arguments, environment())
    # On Windows, exec would return to the shell before the suite has ended.
    import subprocess

    try:
        sys.exit(subprocess.call(arguments, env=environment()))
    except KeyboardInterrupt:
        sys.exit(_INTERRUPTED)
