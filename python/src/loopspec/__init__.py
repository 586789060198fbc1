"""loopspec for Python: the command, the pytest plugin, and a few functions.

`run()` judges an event loop and returns `Results`; `stream()` gives the verdicts while they fall;
`cases()` lists what would be asked. The names are loaded when they are used, since the command
imports this package on its way to Node.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ._api import cases, run, stream
    from ._errors import CannotStartError, LoopspecError, NodeNotFoundError, UsageError
    from ._model import Case, Cause, Clause, Implementation, Known, Problem, Results, Verdict

    __version__: str

__all__ = [
    "CannotStartError",
    "Case",
    "Cause",
    "Clause",
    "Implementation",
    "Known",
    "LoopspecError",
    "NodeNotFoundError",
    "Problem",
    "Results",
    "UsageError",
    "Verdict",
    "__version__",
    "cases",
    "run",
    "stream",
]

_MODULES = ("._api", "._errors", "._model")


def __getattr__(name: str) -> object:
    if name == "__version__":
        from ._package import version

        return version()
    if name in __all__:
        from importlib import import_module

        for module in _MODULES:
            found = getattr(import_module(module, __name__), name, None)
            if found is not None:
                return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
