"""Lines of JSON into data."""

from __future__ import annotations

from typing import Any

from ._errors import CannotStartError
from ._model import Case, Cause, Clause, Implementation, Known, Problem, Verdict

Line = dict[str, Any]
"""An object of JSON."""

SCHEMA = "loopspec-stream/1"
"""The lines that this wheel reads: those that its own JavaScript prints."""


def implementation(line: Line) -> Implementation:
    """The line of type `implementation`."""
    return Implementation(
        id=line["implementation"],
        name=line["name"],
        version=line["version"],
        language=line["language"],
        language_version=line["languageVersion"],
        platform=line["platform"],
        edition=line["edition"],
        capabilities=tuple(line["capabilities"]),
    )


def failure(line: Line) -> CannotStartError | None:
    """Why the implementation of such a line cannot be judged."""
    said = line.get("failure")
    return None if said is None else CannotStartError(said["message"], said["hint"])


def listed_case(line: Line) -> Case:
    """An element of `loopspec list cases --json`."""
    return Case(line["id"], line["title"], _clause(line["clauses"][0], line))


def verdict(line: Line) -> Verdict:
    """The line of type `verdict`."""
    known = line.get("known")
    return Verdict(
        implementation=line["implementation"],
        case=Case(line["case"], line["title"], _clause(line["clause"], line)),
        verdict=line["verdict"],
        red=line["red"],
        seconds=line["ms"] / 1000,
        message=line.get("message"),
        reason=line.get("reason"),
        expected=line.get("expected"),
        observed=line.get("observed"),
        comparison=tuple(line.get("comparison", ())),
        explain=line.get("explain"),
        known=None if known is None else _known(known),
        problems=tuple(problem(each) for each in line.get("problems", ())),
    )


def problem(line: Line) -> Problem:
    """A problem of a verdict, or of the footer."""
    at = line.get("at") or {}
    return Problem(
        code=line["code"],
        message=line["message"],
        fix=line["fix"],
        cases=tuple(line["cases"]),
        file=at.get("file"),
        line=at.get("line"),
    )


def causes(lines: list[Line]) -> dict[str, Cause]:
    """The causes that the footer names, by id of the case."""
    return {line["case"]: Cause(line["to"], line["why"]) for line in lines}


def _clause(clause_id: str, line: Line) -> Clause:
    return Clause(
        id=clause_id,
        heading=line["heading"],
        sentence=line["sentence"],
        level=line["level"],
        basis=line["basis"],
        url=line.get("url"),
    )


def _known(line: Line) -> Known:
    return Known(
        match=line["match"],
        verdict=line["verdict"],
        reason=line["reason"],
        file=line["at"]["file"],
        line=line["at"]["line"],
        issue=line.get("issue"),
    )
