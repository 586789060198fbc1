"""The functions of the package."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import pytest

import loopspec

WRONG = """
import asyncio

class Loop(asyncio.SelectorEventLoop):
    is_closed = lambda self: False

def make():
    return Loop()
"""
SELECT = ["state/closed-after-close-plain", "state/open-in-timer"]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    return {"PYTHONPATH": str(tmp_path)}


def test_run_returns_what_was_found(environment: dict[str, str], tmp_path: Path) -> None:
    results = loopspec.run("python:wrong:make", select=SELECT, env=environment, out=tmp_path / "r")
    assert not results.ok
    assert results.complete
    assert results.totals["pass"] == results.totals["fail"] == 1
    assert results.implementation.language_version == sys.version.split()[0]
    (failure,) = results.failures
    assert failure.case.id == SELECT[0]
    assert failure.case.clause.id == "is-closed.true-after-close"
    assert failure.expected is not None and failure.observed is not None
    assert results.causes[failure.case.id].to == "implementation"
    assert (tmp_path / "r" / "results.json").exists()


def test_stream_gives_the_verdicts_in_between(environment: dict[str, str]) -> None:
    told = list(loopspec.stream("python:wrong:make", select=SELECT, env=environment))
    kinds = [type(each).__name__ for each in told]
    assert kinds == ["Implementation", "Verdict", "Verdict", "Results"]


def test_a_stream_that_is_closed_ends_the_run(environment: dict[str, str]) -> None:
    told = loopspec.stream("python:wrong:make", select=["state/*"], env=environment)
    assert isinstance(next(told), loopspec.Implementation)
    told.close()
    assert list(told) == []


def test_the_reference_loop_needs_no_python() -> None:
    assert loopspec.run("reference", select=["call-soon.fifo"]).ok


@pytest.mark.parametrize(
    ("options", "error", "message"),
    [
        ({"select": ["no-such.*"]}, loopspec.UsageError, "matches no case"),
        ({"select": SELECT, "expect": "no-such-file"}, loopspec.UsageError, "no-such-file"),
        ({"select": SELECT, "python": "no-such-python"}, loopspec.CannotStartError, "no-such-python"),
    ],
)
def test_errors_say_what_is_wrong(
    options: dict[str, object], error: type[loopspec.LoopspecError], message: str
) -> None:
    with pytest.raises(error, match=message):
        loopspec.run("python:asyncio", **options)  # type: ignore[arg-type]


def test_a_module_that_cannot_be_imported_cannot_start() -> None:
    with pytest.raises(loopspec.CannotStartError, match="no_such_module"):
        loopspec.run("python:no_such_module", select=SELECT)


def test_an_old_node_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    node = tmp_path / "node"
    node.write_text("#!/bin/sh\necho v18.20.0\n", encoding="utf-8")
    node.chmod(0o755)
    monkeypatch.setenv("LOOPSPEC_NODE", str(node))
    with pytest.raises(loopspec.NodeNotFoundError, match=r"found .*node \(18\.20\)"):
        loopspec.cases(["call-soon.fifo"])


def test_every_name_of_the_package_can_be_used() -> None:
    for name in loopspec.__all__:
        assert getattr(loopspec, name) is not None
    with pytest.raises(AttributeError):
        loopspec.no_such_name  # noqa: B018


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"select": "call-soon.*"}, r"`select` must be a list, .*\nWrite \['call-soon\.\*'\]"),
        ({"jobs": 0}, "^`jobs` must be at least 1$"),
        ({"timeout": float("inf")}, "^`timeout` must be a finite number$"),
        ({"edition": "2.7"}, "^`edition` must be 3.8 or newer$"),
    ],
)
def test_a_wrong_argument_is_named_and_no_file(options: dict[str, object], message: str) -> None:
    with pytest.raises(loopspec.UsageError, match=message):
        loopspec.run("python:asyncio", **{"select": SELECT, **options})  # type: ignore[arg-type]


def test_a_text_is_no_selection_of_cases() -> None:
    with pytest.raises(loopspec.UsageError, match="`select` must be a list"):
        loopspec.cases("*")


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize(
    "options", [{"env": {"A": 1}}, {"select": 7}, {"expect": 7}, {"out": b"results"}]
)
def test_what_cannot_begin_leaves_nothing(
    options: dict[str, object], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(TypeError):
        loopspec.run("python:asyncio", **options)  # type: ignore[arg-type]
    assert list(tmp_path.iterdir()) == []
