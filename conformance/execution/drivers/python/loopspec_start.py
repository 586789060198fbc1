#!/usr/bin/env python3
"""Starts the Python driver of loopspec, which `loopspec_driver.py` describes.

    python3 loopspec_start.py MODULE [FACTORY [SETUP]]

Python keeps what it has compiled of a module, but not of the file that it was told to run: that it compiles each time.
"""

import os
import sys

if sys.version_info < (3, 8):  # Before any text that an older Python cannot read.
    sys.stdout.write(
        '{"type": "fatal", "message": "loopspec needs Python 3.8 or newer, and this is %d.%d: '
        'choose another interpreter with --python"}\n' % sys.version_info[:2]
    )
    sys.stdout.flush()
    sys.exit(3)

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import loopspec_driver

del sys.path[0]

if __name__ == "__main__":
    loopspec_driver.main()
