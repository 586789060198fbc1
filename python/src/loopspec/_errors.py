"""What goes wrong before a loop is judged. Each error says what to do about it."""

from __future__ import annotations


class LoopspecError(Exception):
    """The suite cannot judge.

    `hint` says what to do about it; it is empty where the message says that itself.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message if hint == "" else f"{message}\n{hint}")
        self.message = message
        self.hint = hint


class NodeNotFoundError(LoopspecError):
    """There is no Node that is new enough."""


class UsageError(LoopspecError):
    """An option, an id or a file is wrong."""


class CannotStartError(LoopspecError):
    """The implementation cannot be started, such as a module that cannot be imported."""
