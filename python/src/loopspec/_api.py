"""The functions of the package."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping, Sequence

from . import _decode
from ._errors import LoopspecError
from ._model import Case, Implementation, Problem, Results, Verdict
from ._process import Request, Run, globs, output_of


def cases(select: Sequence[str] = ()) -> list[Case]:
    """The cases of the suite, in its order.

    Args:
        select: Globs over ids of cases and clauses; `!glob` removes. All cases without.

    Raises:
        UsageError: If a glob matches nothing, or a text is given instead of a list.
    """
    options = [f"--select={glob}" for glob in globs(select)]
    lines = json.loads(output_of("list", "cases", "--json", *options))
    return [_decode.listed_case(line) for line in lines]


def stream(
    implementation: str,
    *,
    select: Sequence[str] = (),
    expect: str | os.PathLike[str] | None = None,
    strict: bool = False,
    python: str | None = None,
    env: Mapping[str, str] | None = None,
    edition: str | None = None,
    timeout: float | None = None,
    jobs: int | None = None,
    control: bool = True,
    out: str | os.PathLike[str] | None = None,
) -> Iterator[Implementation | Verdict | Results]:
    """Judges an implementation, and gives what is found out at once.

    First comes the `Implementation`, then a `Verdict` for each case, at last the `Results`. Closing
    the iterator ends the run.

    Args:
        implementation: As for `loopspec run -i`: `python:MODULE:FACTORY`, `reference` and others.
        select: Globs over ids of cases and clauses; `!glob` removes. All cases without.
        expect: File of known deviations.
        strict: Whether a verdict `differs` is red too.
        python: Interpreter of a `python:` implementation; this one by default.
        env: What to add to the environment of the implementation.
        edition: Version of the documentation; by default that of the implementation.
        timeout: Seconds that a case may take, instead of its own limit.
        jobs: Cases at the same time; by default as many as there are processors.
        control: Whether failures are run on the interpreter's own asyncio, to find their causes.
        out: Folder for the result document, which `loopspec report` reads; none by default.

    Raises:
        UsageError: If an option or a file is wrong.
        CannotStartError: If the implementation cannot be started.
        NodeNotFoundError: If there is no Node that is new enough.
        LoopspecError: If the suite itself fails.
    """
    request = Request(
        implementation, select, expect, strict, python, env, edition, timeout, jobs, control, out
    )
    with Run(request) as run_:
        yield from _told(run_)


def _told(lines: Run) -> Iterator[Implementation | Verdict | Results]:
    subject: Implementation | None = None
    verdicts: dict[str, Verdict] = {}
    for line in lines:
        if line["type"] == "implementation":
            failure = _decode.failure(line)
            if failure is not None:
                raise failure
            subject = _decode.implementation(line)
            yield subject
        elif line["type"] == "verdict":
            verdict = _decode.verdict(line)
            # A driver that breaks after its answer changes what it said: the last line counts.
            verdicts[verdict.case.id] = verdict
            yield verdict
        elif line["type"] == "footer":
            if subject is None:
                raise LoopspecError("the run ended before the implementation greeted")
            yield _results(subject, tuple(verdicts.values()), line)


def _results(
    subject: Implementation, verdicts: tuple[Verdict, ...], footer: _decode.Line
) -> Results:
    (about,) = footer["implementations"]
    problems: list[Problem] = [_decode.problem(each) for each in footer["problems"]]
    return Results(
        implementation=subject,
        verdicts=verdicts,
        problems=tuple(problems),
        totals=about["totals"],
        complete=footer["complete"],
        causes=_decode.causes(about["causes"]),
    )


def run(
    implementation: str,
    *,
    select: Sequence[str] = (),
    expect: str | os.PathLike[str] | None = None,
    strict: bool = False,
    python: str | None = None,
    env: Mapping[str, str] | None = None,
    edition: str | None = None,
    timeout: float | None = None,
    jobs: int | None = None,
    control: bool = True,
    out: str | os.PathLike[str] | None = None,
) -> Results:
    """Judges an implementation.

    The arguments and errors are those of `stream()`.

    Returns:
        The verdicts, and whether the gate holds.
    """
    for told in stream(
        implementation,
        select=select,
        expect=expect,
        strict=strict,
        python=python,
        env=env,
        edition=edition,
        timeout=timeout,
        jobs=jobs,
        control=control,
        out=out,
    ):
        if isinstance(told, Results):
            return told
    raise LoopspecError("the run ended without results")
