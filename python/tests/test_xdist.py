"""The plugin below pytest-xdist: one run of the suite for all workers."""

from __future__ import annotations

import pytest

RIGHT = ["--loopspec=right_loop", "--loopspec-select=is-closed.false-until-close", "-n2"]
WRONG = [
    "--loopspec=wrong_loop",
    "--loopspec-select=state/closed-after-close-*",
    "--loopspec-select=state/open-in-timer",
    "-n2",
]


@pytest.mark.usefixtures("right_loop")
def test_no_case_runs_twice(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest(*RIGHT, "--loopspec-jobs=1", "-v")
    outcomes = result.parseoutcomes()
    assert outcomes.keys() == {"passed"}
    lines = [line for line in result.outlines if "PASSED" in line and "loopspec::" in line]
    cases = [line.split("::")[-1] for line in lines]
    assert len(set(cases)) == outcomes["passed"] > 20
    # One process has tried what the loop offers, and one has judged for both workers: nothing failed, so that none
    # was replaced. A run for each worker would have taken two of each.
    assert (pytester.path / "right_loop.imports").read_text() == "imported\n" * 2
    result.stdout.fnmatch_lines(["right_loop.Loop * on Python *"])


@pytest.mark.usefixtures("wrong_loop")
def test_failures_arrive_from_workers(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest(*WRONG)
    outcomes = result.parseoutcomes()
    assert outcomes["passed"] == 1
    assert outcomes["failed"] > 10
    result.stdout.fnmatch_lines(["*expected * | observed*", "*loopspec explain state/*"])


@pytest.mark.usefixtures("wrong_loop")
def test_the_first_failure_ends_the_session(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest(*WRONG, "-x")
    assert result.ret != pytest.ExitCode.OK
    assert 1 <= result.parseoutcomes()["failed"] <= 4


@pytest.mark.usefixtures("right_loop")
def test_a_node_id_is_an_argument(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_own="def test_own(): pass")
    result = pytester.runpytest(*RIGHT, "loopspec::right_loop::loop.is_closed()")
    outcomes = result.parseoutcomes()
    assert outcomes.keys() == {"passed"}
    result.stdout.no_fnmatch_line("*test_own*")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--loopspec=no_such_module", "--loopspec-select=call-soon.fifo"], "*cannot be imported*"),
        (["--loopspec=asyncio", "--loopspec-select=no-such.*"], "*matches no case*"),
        (["--loopspec=asyncio", "--loopspec-expect=nowhere.json"], "*no file *nowhere.json*"),
        (["--loopspec=asyncio", "test_own.py", "loopspec::typo"], "*loopspec::typo names no case*"),
    ],
)
def test_a_mistake_is_wrong_usage(
    pytester: pytest.Pytester, options: list[str], said: str
) -> None:
    pytester.makepyfile(test_own="def test_own(): pass")
    result = pytester.runpytest(*options, "-n2")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "passed" not in result.stdout.str()
    result.stderr.fnmatch_lines([said])
