"""Where the items of a session get their verdicts."""

from __future__ import annotations

import os
import site
import sys
import sysconfig
import threading
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Protocol

import pytest

from . import _api, _decode
from ._errors import LoopspecError
from ._model import Case, Implementation, Problem, Verdict
from ._process import Request, Run
from ._pytest_settings import Settings


class Source(Protocol):
    """What items and hooks ask."""

    failure: LoopspecError | None
    """Why nothing can be judged, once that is known."""

    def cases(self) -> list[Case]:
        """The cases that the settings select."""

    def start(self, chosen: Mapping[str, Sequence[str]], beside: bool) -> None:
        """Says which cases will be asked for, by target: no others run. Sees that the loops can be made.

        Args:
            beside: Whether other tests run before the cases: the run waits until they are over.

        Raises:
            LoopspecError: If an option is wrong, or a loop cannot be made.
        """

    def verdict(self, target: str, case: str) -> Verdict:
        """The verdict of a case; waits for it."""

    def end(self) -> None:
        """Ends what still runs."""

    def subjects(self) -> list[str]:
        """What was judged, a line each."""

    def leftovers(self) -> list[str]:
        """Problems that no item can show."""


def source_for(config: pytest.Config, settings: Settings) -> Source:
    """A run of its own, or, in a worker of pytest-xdist, the one of the main process."""
    invitation = getattr(config, "workerinput", {}).get("loopspec")
    if invitation is None:
        return RunningSource(settings)
    from ._pytest_xdist import WorkerSource

    return WorkerSource(*invitation)


class RunningSource:
    """Runs the suite, once for each target."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._chosen: Mapping[str, Sequence[str]] = {}
        self._judgings: dict[str, Judging] = {}
        self._cases: list[Case] | None = None
        self._lock = threading.Lock()
        self._starting = threading.Lock()
        self._started = False
        self._ended = False
        self.failure: LoopspecError | None = None

    def cases(self) -> list[Case]:
        """The cases that the settings select, listed once."""
        with self._lock:
            if self._cases is None:
                self._cases = _api.cases(self._settings.select)
            return self._cases

    def start(self, chosen: Mapping[str, Sequence[str]], beside: bool) -> None:
        """Sees that the loops can be made. Only the first word counts: all workers say the same.

        The first run begins here, unless other tests come before it: it would take their processors.
        Of the other loops one is made, and left.
        """
        with self._starting:
            if not self._started:
                self._started = True
                self._chosen = chosen
                try:
                    self._greet(beside)
                except LoopspecError as error:
                    self.failure = error
            if self.failure is not None:
                raise self.failure

    def _greet(self, beside: bool) -> None:
        for target, cases in self._chosen.items():
            if beside or self._judgings:
                self._make_once(target, cases[0])
            else:
                self._judging(target).greeted()

    def _make_once(self, target: str, case: str) -> None:
        with Run(replace(self._request(target), select=[case], jobs=1, out=None)) as run:
            for line in run:
                if line["type"] == "implementation":
                    failure = _decode.failure(line)
                    if failure is not None:
                        raise failure
                    return

    def verdict(self, target: str, case: str) -> Verdict:
        """The verdict of a case; waits for it, and starts the run if this is the first one."""
        return self._judging(target).verdict(case)

    def _judging(self, target: str) -> Judging:
        with self._lock:
            if self._ended:
                raise LoopspecError("the session has ended")
            judging = self._judgings.get(target)
            if judging is None:
                judging = Judging(self._request(target))
                self._judgings[target] = judging
            return judging

    def _request(self, target: str) -> Request:
        settings = self._settings
        return Request(
            f"python:{target}",
            select=self._chosen.get(target) or settings.select,
            expect=settings.expect,
            strict=settings.strict,
            env={"PYTHONPATH": os.pathsep.join(_import_path())},
            jobs=settings.jobs,
            control=False,
            out=settings.out,
        )

    def end(self) -> None:
        """Ends the runs."""
        with self._lock:
            self._ended = True
        for judging in self._judgings.values():
            judging.end()

    def subjects(self) -> list[str]:
        """What was judged."""
        return [str(each.subject) for each in self._judgings.values() if each.subject is not None]

    def leftovers(self) -> list[str]:
        """Problems that no item can show."""
        return [text for each in self._judgings.values() for text in each.leftovers()]


def _import_path() -> list[str]:
    """What this process imports from, without what every process of this interpreter does.

    A loop that a test could import can then be judged: pytest adds folders to `sys.path`.
    """
    names = ("stdlib", "platstdlib", "purelib", "platlib")
    own = {sysconfig.get_path(name) for name in names} | {site.getusersitepackages()}
    standard = {path for path in own if path}
    kept = [path or os.getcwd() for path in sys.path]
    return [
        path
        for path in kept
        if os.path.isdir(path) and path not in standard and "lib-dynload" not in path
    ]


class Judging:
    """One run of the suite, read by a thread of its own."""

    def __init__(self, request: Request) -> None:
        self.subject: Implementation | None = None
        self._run = Run(request)
        self._verdicts: dict[str, Verdict] = {}
        self._told: set[str] = set()
        self._problems: list[Problem] = []
        self._changed: list[Verdict] = []
        self._failure: LoopspecError | None = None
        self._asked: int | None = None
        self._over = False
        self._news = threading.Condition()
        self._reader = threading.Thread(target=self._read, name="loopspec", daemon=True)
        self._reader.start()

    def verdict(self, case: str) -> Verdict:
        """The verdict of a case; waits for it.

        Raises:
            LoopspecError: If the run cannot start, or ends without this verdict.
        """
        with self._news:
            self._news.wait_for(lambda: case in self._verdicts or self._over or self._failure)
            if self._failure is not None:
                raise self._failure
            if case not in self._verdicts:
                raise LoopspecError(f"the run ended without a verdict on {case}")
            self._told.add(case)
            return self._verdicts[case]

    def greeted(self) -> None:
        """Waits until the loop was made.

        Raises:
            LoopspecError: If an option is wrong, or no loop can be made.
        """
        with self._news:
            self._news.wait_for(lambda: self.subject or self._over or self._failure)
            if self._failure is not None:
                raise self._failure

    def _read(self) -> None:
        try:
            for line in self._run:
                with self._news:
                    self._take(line)
                    self._news.notify_all()
        except LoopspecError as error:
            with self._news:
                self._failure = self._failure or error
        finally:
            with self._news:
                self._over = True
                self._news.notify_all()

    def _take(self, line: dict[str, Any]) -> None:
        if line["type"] == "header":
            self._asked = line["cases"]
        elif line["type"] == "implementation":
            self._failure = _decode.failure(line)
            if self._failure is None:
                self.subject = _decode.implementation(line)
        elif line["type"] == "verdict":
            verdict = _decode.verdict(line)
            if verdict.case.id in self._told:
                self._changed.append(verdict)
            self._verdicts[verdict.case.id] = verdict
        elif line["type"] == "footer":
            self._problems = [_decode.problem(each) for each in line["problems"]]

    def end(self) -> None:
        """Ends the run: at once if a verdict is still to come, in good order otherwise."""
        with self._news:
            done = self._over or len(self._told) == self._asked
        if not done:
            self._run.interrupt()
        self._reader.join()
        self._run.end()

    def leftovers(self) -> list[str]:
        """Problems of the whole run, and verdicts that changed after their items had ended."""
        shown = {case for case in self._told if not self._verdicts[case].ok}
        # A session that ends early has not asked for all cases, and is incomplete because it did.
        unshown = [
            problem
            for problem in self._problems
            if problem.code not in ("incomplete", "not-started")
            and self._told.issuperset(problem.cases)
            and not (problem.cases and shown.issuperset(problem.cases))
        ]
        changed = [
            f"{verdict.case.id} became {verdict.verdict} after its item had ended: {verdict.message}"
            for verdict in self._changed
            if not verdict.ok
        ]
        return [*map(str, unshown), *changed]
