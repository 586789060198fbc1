"""With pytest-xdist: the main process runs the suite, and the workers ask it for verdicts."""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Callable, Mapping, Sequence
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client, Connection, Listener
from typing import Any

from ._errors import LoopspecError
from ._model import Case, Verdict
from ._pytest_settings import Settings
from ._pytest_source import RunningSource

Invitation = tuple[str, str]
"""Address and key of the main process, in types that go through execnet."""


class ServingSource(RunningSource):
    """The source of the main process. It answers each worker in a thread of its own."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings)
        self._answers: dict[str, Callable[..., object]] = {
            "cases": self.cases,
            "start": self.start,
            "verdict": self.verdict,
        }
        self._key = secrets.token_hex(32)
        # No address: a Unix socket in a private folder, or a pipe on Windows.
        self._listener = Listener(None, authkey=self._key.encode())
        self._closing = threading.Event()
        self._acceptor = threading.Thread(
            target=self._accept, name="loopspec-listener", daemon=True
        )
        self._acceptor.start()

    def invitation(self) -> Invitation:
        """What a worker needs to reach this process."""
        return str(self._listener.address), self._key

    def _accept(self) -> None:
        while True:
            try:
                connection = self._listener.accept()
            except (AuthenticationError, EOFError, ConnectionError):
                continue  # A stranger, or a worker that ended while it said its key: others may come.
            if self._closing.is_set():
                connection.close()
                return
            threading.Thread(target=self._serve, args=(connection,), daemon=True).start()

    def _serve(self, connection: Connection[Any, Any]) -> None:
        with connection:
            while True:
                try:
                    name, *arguments = connection.recv()
                    answer_to = self._answers[name]
                except (EOFError, ConnectionError):
                    return  # The worker has ended.
                answer: object
                try:
                    answer = answer_to(*arguments)
                except LoopspecError as error:
                    answer = error
                connection.send(answer)

    def end(self) -> None:
        """Ends the runs and takes no more workers."""
        super().end()
        if self._closing.is_set():
            return
        self._closing.set()
        # A thread that still waits for a connection does not notice that its socket is closed, and may take the
        # connections of the next socket with that number: it is let go by a last connection.
        if self._acceptor.is_alive():
            Client(self._listener.address, authkey=self._key.encode()).close()
            self._acceptor.join()
        self._listener.close()

class WorkerSource:
    """The source of a worker: asks the main process."""

    failure: LoopspecError | None = None

    def __init__(self, address: str, key: str) -> None:
        self._connection = Client(address, authkey=key.encode())

    def _ask(self, *request: object) -> Any:
        self._connection.send(request)
        answer = self._connection.recv()
        if isinstance(answer, LoopspecError):
            raise answer
        return answer

    def cases(self) -> list[Case]:
        """The cases that the settings select."""
        answer: list[Case] = self._ask("cases")
        return answer

    def start(self, chosen: Mapping[str, Sequence[str]], beside: bool) -> None:
        """Says which cases will be asked for.

        What is wrong the main process tells, once for all workers, and ends the session.
        """
        with contextlib.suppress(LoopspecError):
            self._ask("start", dict(chosen), beside)

    def verdict(self, target: str, case: str) -> Verdict:
        """The verdict of a case; waits for it."""
        answer: Verdict = self._ask("verdict", target, case)
        return answer

    def end(self) -> None:
        """Leaves the main process, which goes on for other workers."""
        self._connection.close()

    def subjects(self) -> list[str]:
        """Nothing: the main process says it."""
        return []

    def leftovers(self) -> list[str]:
        """Nothing: the main process says it."""
        return []
