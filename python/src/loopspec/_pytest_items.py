"""The cases as pytest sees them: a tree of loops, headings and cases."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from ._errors import LoopspecError
from ._model import Case, Verdict
from ._pytest_settings import NODE_ID

if TYPE_CHECKING:
    from ._pytest_settings import Settings
    from ._pytest_source import Source


def node_id_of(target: str, case: Case) -> str:
    """The node id of a case, as the tree below gives it."""
    return "::".join([NODE_ID, target, case.clause.heading, _name_of(case)])


def _name_of(case: Case) -> str:
    return f"{case.id}: {case.title}"


class LoopspecSuite(pytest.Collector):
    """The suite: one collector a loop."""

    def __init__(self, *, settings: Settings, source: Source, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.settings = settings
        self.source = source

    def collect(self) -> Iterator[pytest.Collector]:
        """The loops. This is where the cases are listed, so that a bad glob is an error here."""
        try:
            cases = self.source.cases()
        except LoopspecError as error:
            raise self.CollectError(str(error)) from error
        for target in self.settings.targets:
            yield LoopspecLoop.from_parent(self, name=target, cases=cases)


class LoopspecLoop(pytest.Collector):
    """A loop: one collector a heading of the documentation."""

    def __init__(self, *, cases: list[Case], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.cases = cases

    def collect(self) -> Iterator[pytest.Collector]:
        """The headings, in the order in which they first occur."""
        order = list(dict.fromkeys(case.clause.heading for case in self.cases))
        ordered = sorted(self.cases, key=lambda case: order.index(case.clause.heading))
        for heading, group in groupby(ordered, key=lambda case: case.clause.heading):
            yield LoopspecHeading.from_parent(
                self, name=heading, target=self.name, cases=list(group)
            )


class LoopspecHeading(pytest.Collector):
    """A heading of the documentation: one item a case."""

    def __init__(self, *, target: str, cases: list[Case], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.target = target
        self.cases = cases

    def collect(self) -> Iterable[pytest.Item]:
        """The cases."""
        for case in self.cases:
            yield LoopspecItem.from_parent(
                self, name=_name_of(case), target=self.target, case=case
            )


class LoopspecItem(pytest.Item):
    """A case."""

    def __init__(self, *, target: str, case: Case, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.target = target
        self.case = case
        self.verdict: Verdict | None = None
        self.add_marker("loopspec")
        self.user_properties.extend(
            [
                ("loopspec_case", case.id),
                ("loopspec_clause", case.clause.id),
                ("loopspec_level", case.clause.level),
                ("loopspec_url", case.clause.url or ""),
            ]
        )

    def runtest(self) -> None:
        """Waits for the verdict, and says what it is in pytest's words."""
        source = self.getparent_suite().source
        try:
            verdict = source.verdict(self.target, self.case.id)
        except LoopspecError:
            # Once is enough: thousands of other cases would say the same.
            self.session.shouldfail = f"loopspec cannot judge {self.target}"
            raise
        self.verdict = verdict
        self.user_properties.append(("loopspec_verdict", verdict.verdict))
        known = verdict.known
        if known is not None and verdict.verdict != "pass":
            if self.config.option.runxfail:
                raise LoopspecFailure(verdict)
            issue = "" if known.issue is None else f" ({known.issue})"
            pytest.xfail(f"{known.reason}{issue}")
        if not verdict.ok:
            raise LoopspecFailure(verdict)
        if verdict.verdict != "pass":
            pytest.skip(f"{verdict.verdict}: {verdict.message or verdict.case.title}")

    def getparent_suite(self) -> LoopspecSuite:
        """The suite that this case belongs to."""
        suite = self.getparent(LoopspecSuite)
        assert suite is not None, "items are made by a suite alone"
        return suite

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where pytest shows the case: below the first part of its node id."""
        return self.config.rootpath / self.nodeid.split("::")[0], None, self.name

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """Sentence, link, expected and observed instead of a traceback through pytest."""
        if isinstance(excinfo.value, (LoopspecFailure, LoopspecError)):
            return FailureText(str(excinfo.value), _first_line(excinfo.value))
        return super().repr_failure(excinfo, style)


class LoopspecFailure(Exception):
    """The gate holds something against a verdict."""

    def __init__(self, verdict: Verdict) -> None:
        super().__init__("\n".join(_lines(verdict)))
        self.verdict = verdict


def _lines(verdict: Verdict) -> Iterator[str]:
    clause = verdict.case.clause
    if verdict.verdict == "pass":
        yield "[XPASS(strict)] the case passes, against its expectation"
    else:
        yield f"{verdict.verdict}: {verdict.message or 'no message'}"
    yield ""
    yield f"  {clause.sentence}"
    yield f"  {clause.level}, {clause.basis}: {clause.id} under {clause.heading}"
    if clause.url is not None:
        yield f"  {clause.url}"
    if verdict.comparison:
        yield ""
        yield from verdict.comparison
    yield ""
    for problem in verdict.problems:
        if problem.file is not None:
            yield str(problem)
    if verdict.explain is not None:
        yield f"Program, trace and script: {verdict.explain}"


def _first_line(error: BaseException) -> str:
    return str(error).partition("\n")[0]


class FailureText:
    """A failure as pytest prints it: in full among the failures, its first line in the summary."""

    def __init__(self, text: str, message: str) -> None:
        self.text = text
        self.reprcrash = _Crash(message)

    def __str__(self) -> str:
        return self.text

    def toterminal(self, tw: Any) -> None:
        """Writes it to pytest's terminal writer."""
        for number, line in enumerate(self.text.split("\n")):
            tw.line(line, red=number == 0, bold=number == 0)


class _Crash:
    """What pytest's summary of failures reads."""

    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return self.message
