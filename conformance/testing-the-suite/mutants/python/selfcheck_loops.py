"""Loops that cannot be judged to the end: for proving that a run notices it."""

import os

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
