#!/usr/bin/env python3
"""Starts the Python driver of loopspec, which `loopspec_driver.py` describes.

    python3 loopspec_start.py MODULE [FACTORY [SETUP]]

Python keeps what it has compiled of a module, but not of the file that it was told to run: that it compiles each time.
"""

import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import loopspec_driver

del sys.path[0]

if __name__ == "__main__":
    loopspec_driver.main()
