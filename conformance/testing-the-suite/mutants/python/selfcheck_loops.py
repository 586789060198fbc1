"""Loops that cannot be judged to the end: for proving that a run notices it."""

import os
import sys

from mutant_base import Base


class Spins(Base):
    """Holds the whole process, and keeps Python from doing anything else for as long as it can."""

    def run_forever(self):
        while True:
            sum(range(10_000_000))


class Dies(Base):
    """Takes the process with it."""

    def run_forever(self):
        os._exit(70)


def makes_nothing():
    """Makes no loop."""
    return None


class IgnoresTheEnvironment(Base):
    """Does not look for PYTHONASYNCIODEBUG: what only a run under that variable can notice."""

    def __init__(self):
        super().__init__()
        self._debug = sys.flags.dev_mode
