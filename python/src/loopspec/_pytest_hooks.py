"""What the plugin does: `pytest_plugin` loads it where pytest is new enough.

Collection lists the cases and runs nothing. Before the first item runs, the loops are made once: a
loop that cannot be made is wrong usage. One run of the suite serves all items that were selected;
each of them waits for its verdict.
"""

from __future__ import annotations

from typing import Any

import pytest

from ._errors import CannotStartError, LoopspecError
from ._package import version
from ._pytest_items import LoopspecItem, LoopspecSuite, node_id_of
from ._pytest_settings import NODE_ID, Settings, configured, take_node_ids
from ._pytest_source import Source, source_for

UNDER_PYTEST = (
    "Under pytest the loop is made by pytest's own interpreter, from what a test can import:"
    " run the pytest of the environment that has it, or set PYTHONPATH or pytest's `pythonpath`."
)

SETTINGS = pytest.StashKey[Settings]()
SOURCE = pytest.StashKey[Source]()


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Reads the settings, and takes our node ids out of the arguments: they are no paths."""
    config.addinivalue_line("markers", "loopspec: a case of the conformance suite loopspec")
    take_node_ids(config)
    config.stash[SETTINGS] = configured(config)


def pytest_report_header(config: pytest.Config) -> list[str]:
    """Names the loops that are judged."""
    targets = config.stash[SETTINGS].targets
    return [f"loopspec {version()}: {', '.join(targets)}"] if targets else []


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """Adds the cases, after the tests of files and before anything is deselected."""
    settings = config.stash[SETTINGS]
    if not settings.targets:
        return
    source = source_for(config, settings)
    config.stash[SOURCE] = source
    _listed(source, settings)
    suite = LoopspecSuite.from_parent(
        session, name=NODE_ID, nodeid=NODE_ID, settings=settings, source=source
    )
    items.extend(item for item in session.genitems(suite) if settings.names(item.nodeid))


def _cannot_judge(error: LoopspecError) -> str:
    not_found = isinstance(error, CannotStartError) and "ModuleNotFoundError" in error.message
    advice = f"\n{UNDER_PYTEST}" if not_found else ""
    return f"loopspec cannot judge: {error}{advice}"


def _listed(source: Source, settings: Settings) -> None:
    """Has the cases listed: a missing Node is wrong usage, and so is what matches nothing."""
    try:
        cases = source.cases()
    except LoopspecError as error:
        raise pytest.UsageError(_cannot_judge(error)) from error
    node_ids = [node_id_of(target, case) for target in settings.targets for case in cases]
    for stranger in settings.strangers(node_ids):
        raise pytest.UsageError(
            f"{stranger} names no case: `pytest {NODE_ID}::{settings.targets[0]} --collect-only -q`"
            " prints the node ids"
        )


@pytest.hookimpl(tryfirst=True)
def pytest_collection_finish(session: pytest.Session) -> None:
    """Tells the source what was left of the selection, before the first item runs."""
    source = session.config.stash.get(SOURCE, None)
    if source is None or session.config.option.collectonly:
        return
    chosen: dict[str, list[str]] = {}
    for item in session.items:
        if isinstance(item, LoopspecItem):
            chosen.setdefault(item.target, []).append(item.case.id)
    count = sum(len(cases) for cases in chosen.values())
    try:
        source.start(chosen, beside=count < len(session.items))
    except LoopspecError as error:
        raise pytest.UsageError(_cannot_judge(error)) from error


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Gives a case the time that it took: its item waits for other cases too."""
    report: pytest.TestReport = yield
    if call.when == "call" and isinstance(item, LoopspecItem) and item.verdict is not None:
        report.duration = item.verdict.seconds
    return report


@pytest.hookimpl(tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """Ends what still runs, and fails for what no item could show."""
    source = session.config.stash.get(SOURCE, None)
    if source is None:
        return
    source.end()
    if source.leftovers() and session.exitstatus in (
        pytest.ExitCode.OK,
        pytest.ExitCode.NO_TESTS_COLLECTED,
    ):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter, config: pytest.Config) -> None:
    """Names what was judged, and the problems that no item could show."""
    source = config.stash.get(SOURCE, None)
    if source is None:
        return
    lines = source.subjects()
    problems = source.leftovers()
    if not lines and not problems:
        return
    terminalreporter.section("loopspec")
    for line in lines:
        terminalreporter.line(line)
    for problem in problems:
        terminalreporter.line(f"problem: {problem}", red=True)


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """With pytest-xdist: one run in the main process serves the workers, so no case runs twice."""
    settings = node.config.stash[SETTINGS]
    if not settings.targets:
        return
    source = node.config.stash.get(SOURCE, None)
    if source is None:
        from ._pytest_xdist import ServingSource

        source = ServingSource(settings)
        node.config.stash[SOURCE] = source
        _listed(source, settings)
    node.workerinput["loopspec"] = source.invitation()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_node_collection_finished(node: Any) -> None:
    """With pytest-xdist: ends the session where the run in the main process cannot begin."""
    source = node.config.stash.get(SOURCE, None)
    if source is not None and source.failure is not None:
        raise pytest.UsageError(_cannot_judge(source.failure))
