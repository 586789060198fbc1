"""What a run says, as data. The names are those of the lines that `loopspec run --jsonl` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Clause:
    """A sentence of the documentation."""

    id: str
    """Permanent id, such as `call-soon.fifo`."""
    heading: str
    """Heading of the documentation that it stands under, such as `loop.call_soon()`."""
    sentence: str
    """What the documentation says, in the suite's words."""
    level: str
    """`MUST`, `SHOULD`, `MAY` or `INFO`."""
    basis: str
    """What states it: the chapter, another page, or nothing but what CPython does (`observed`)."""
    url: str | None = None
    """Link to the documentation."""


@dataclass(frozen=True)
class Case:
    """A program with what it must show of a loop."""

    id: str
    title: str
    clause: Clause
    """The sentence that it is about."""


@dataclass(frozen=True)
class Implementation:
    """What was judged."""

    id: str
    """As it was named: `python:uvloop`."""
    name: str
    version: str
    language: str
    language_version: str
    platform: str
    edition: str
    """Version of the documentation that it is judged by."""
    capabilities: tuple[str, ...] = ()

    def __str__(self) -> str:
        return (
            f"{self.name} {self.version} on {self.language} {self.language_version}"
            f" ({self.platform}), edition {self.edition}"
        )


@dataclass(frozen=True)
class Known:
    """An entry of an expectations file that foresaw a verdict."""

    match: str
    verdict: str
    reason: str
    file: str
    line: int
    issue: str | None = None


@dataclass(frozen=True)
class Problem:
    """A reason for which the gate does not hold."""

    code: str
    message: str
    fix: str
    """What to do about it."""
    cases: tuple[str, ...] = ()
    file: str | None = None
    """Expectations file to change, with its line."""
    line: int | None = None

    def __str__(self) -> str:
        place = "" if self.file is None else f"{self.file}:{self.line}: "
        return f"{place}{self.message} -> {self.fix}"


@dataclass(frozen=True)
class Cause:
    """Whose fault a failure is, found by running the same case on loops that are known."""

    to: str
    """`implementation`, `environment` or `suite`."""
    why: str


@dataclass(frozen=True)
class Verdict:
    """What one case says of an implementation."""

    implementation: str
    case: Case
    verdict: str
    """`pass`, `fail`, `differs`, `timeout`, `crash`, `flaky`, `unsupported` and others."""
    red: bool
    """Whether the gate does not hold for it, unless an expectations file foresees it."""
    seconds: float
    message: str | None = None
    reason: str | None = None
    expected: Mapping[str, Any] | None = None
    observed: Mapping[str, Any] | None = None
    comparison: tuple[str, ...] = ()
    """Expected and observed side by side, line by line."""
    explain: str | None = None
    """Command that prints the program, the trace and a script."""
    known: Known | None = None
    problems: tuple[Problem, ...] = ()
    """What the gate holds against it; empty for what passes and for what is known."""

    @property
    def ok(self) -> bool:
        """Whether the gate holds for this verdict."""
        return not self.problems


@dataclass(frozen=True)
class Results:
    """What a run says of one implementation."""

    implementation: Implementation
    verdicts: tuple[Verdict, ...]
    """One for each case, in the order in which they fell."""
    problems: tuple[Problem, ...]
    """Why the gate does not hold; empty where it does."""
    totals: Mapping[str, int]
    """How many cases got each verdict."""
    complete: bool
    """Whether every case was judged."""
    causes: Mapping[str, Cause] = field(default_factory=dict)
    """Causes of failures, by id of the case."""

    @property
    def ok(self) -> bool:
        """Whether the gate holds: nothing is red that no expectation foresees, and all was judged."""
        return not self.problems

    @property
    def failures(self) -> tuple[Verdict, ...]:
        """The verdicts that the gate holds something against."""
        return tuple(verdict for verdict in self.verdicts if not verdict.ok)
