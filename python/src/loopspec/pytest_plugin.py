"""The pytest plugin: `pytest --loopspec MODULE:FACTORY` judges a loop, every case an item.

pytest loads this in each of its runs. One that is too old for the plugin gets the options alone, so
that it goes on with everything else, and says what is missing where a loop is to be judged.
"""

from __future__ import annotations

from typing import Any

import pytest

OLDEST = "7.2"
"""The first pytest that says where its arguments come from (`Config.ArgsSource`)."""

if hasattr(getattr(pytest, "Config", None), "ArgsSource"):
    pytest_plugins = ["loopspec._pytest_hooks"]
else:

    def pytest_configure(config: Any) -> None:
        """Refuses to judge: a job in CI that judged nothing would stay green."""
        if config.getoption("loopspec") or config.getini("loopspec"):
            raise pytest.UsageError(
                f"loopspec needs pytest {OLDEST} or newer, and this is {pytest.__version__}:"
                " `pip install -U pytest`"
            )


def pytest_addoption(parser: Any) -> None:
    """Options, each with a setting of the same name for configuration files."""
    group = parser.getgroup("loopspec", "conformance of event loops (loopspec)")
    group.addoption(
        "--loopspec",
        metavar="MODULE[:FACTORY]",
        action="append",
        help="judge the loop that MODULE.FACTORY() makes (default factory: new_event_loop);"
        " may be repeated",
    )
    group.addoption(
        "--loopspec-select",
        metavar="GLOB",
        action="append",
        help="only cases whose id or any of whose clauses matches; `!GLOB` removes;"
        " may be repeated",
    )
    group.addoption("--loopspec-expect", metavar="FILE", help="known deviations: strict xfail")
    group.addoption(
        "--loopspec-strict",
        action="store_true",
        default=None,
        help="fail also where a loop differs in what no text promises",
    )
    group.addoption("--loopspec-jobs", metavar="N", type=int, help="cases at the same time")
    group.addoption(
        "--loopspec-out", metavar="DIR", help="folder for the result document of loopspec report"
    )
    parser.addini("loopspec", "loops to judge: MODULE or MODULE:FACTORY", "linelist")
    parser.addini("loopspec_select", "globs over ids of cases and clauses", "linelist")
    parser.addini("loopspec_expect", "file of known deviations", "string", default="")
    parser.addini("loopspec_strict", "whether what merely differs fails", "bool", default=False)
