"""Loops that a forked child has too much of, or too little."""

import asyncio
import os
import signal

from labels import breaks
from mutant_base import Base
from mutant_current import installed


def at_fork(before, in_child):
    """Hands what `before` gives in the parent to `in_child`, in each child."""
    kept = []
    os.register_at_fork(
        before=lambda: kept.append(before()), after_in_child=lambda: in_child(kept[-1])
    )


def set_installed(loop):
    if loop is not None:
        asyncio.set_event_loop(loop)


def installed_after_a_run():
    loop = installed()
    return loop if getattr(loop, "runs", 0) else None


def wake_up_descriptor():
    descriptor = signal.set_wakeup_fd(-1)
    signal.set_wakeup_fd(descriptor)
    return descriptor


@breaks("fork.child-has-no-loop", "leaves a forked child its parent's current loop")
class LeavesTheCurrentLoop(Base):
    def __init__(self):
        super().__init__()
        at_fork(installed, set_installed)


@breaks("fork.child-has-no-loop", "leaves a forked child its parent's current loop after a run")
class LeavesALoopThatRan(Base):
    def __init__(self):
        super().__init__()
        at_fork(installed_after_a_run, set_installed)


@breaks("fork.child-has-no-loop", "leaves a forked child the descriptor that signals wake it by")
class LeavesItsWakeUp(Base):
    def __init__(self):
        super().__init__()
        at_fork(wake_up_descriptor, signal.set_wakeup_fd)


@breaks("fork.child-has-no-loop", "takes its parent's run in a forked child for its own")
class RunsInItsChild(Base):
    running = 0

    def run_forever(self):
        if RunsInItsChild.running:
            raise RuntimeError("another loop is running")
        RunsInItsChild.running += 1
        try:
            super().run_forever()
        finally:
            RunsInItsChild.running -= 1


def take_away(loop):
    if loop is not None:
        asyncio.set_event_loop(None)


@breaks("fork.child-inherits-current-loop", "takes the current loop away from a forked child")
class TakesTheCurrentLoopAway(Base):
    def __init__(self):
        super().__init__()
        at_fork(installed, take_away)


@breaks(
    "fork.child-inherits-current-loop",
    "takes the current loop away from a forked child if it has run",
)
class TakesALoopAwayThatRan(Base):
    def __init__(self):
        super().__init__()
        at_fork(installed_after_a_run, take_away)
