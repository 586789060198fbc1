"""Loops for the tests. Each test runs pytest in a folder of its own."""

from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

LOOP = """
import asyncio
from pathlib import Path

with Path(__file__).with_suffix(".imports").open("a") as file:
    file.write("imported\\n")

class Loop(asyncio.SelectorEventLoop):
    {body}

def new_event_loop():
    return Loop()
"""


@pytest.fixture
def wrong_loop(pytester: pytest.Pytester) -> None:
    """A module `wrong_loop`, whose loops are never closed."""
    pytester.makepyfile(wrong_loop=LOOP.format(body="is_closed = lambda self: False"))


@pytest.fixture
def right_loop(pytester: pytest.Pytester) -> None:
    """A module `right_loop`, whose loops are asyncio's."""
    pytester.makepyfile(right_loop=LOOP.format(body="pass"))
