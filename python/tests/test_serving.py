"""The main process under pytest-xdist, as its workers meet it."""

from __future__ import annotations

from multiprocessing import AuthenticationError
from multiprocessing.connection import Client

import pytest

pytest.importorskip("xdist")

from loopspec._pytest_settings import Settings
from loopspec._pytest_xdist import ServingSource, WorkerSource


@pytest.fixture
def settings() -> Settings:
    return Settings(
        targets=("asyncio",),
        select=("call-soon.fifo",),
        expect=None,
        strict=False,
        jobs=None,
        out=None,
        node_ids=(),
    )


def test_a_stranger_does_not_end_the_service(settings: Settings) -> None:
    source = ServingSource(settings)
    address, key = source.invitation()
    with pytest.raises(AuthenticationError):
        Client(address, authkey=b"guessed")
    worker = WorkerSource(address, key)
    assert worker.cases() == source.cases()
    worker.end()
    source.end()


def test_nothing_waits_for_workers_after_the_end(settings: Settings) -> None:
    source = ServingSource(settings)
    address, key = source.invitation()
    source.end()
    source.end()
    with pytest.raises(OSError):
        Client(address, authkey=key.encode())
