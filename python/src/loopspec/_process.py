"""Runs the suite in a process and reads what it prints."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from ._command import environment
from ._decode import SCHEMA, Line
from ._errors import LoopspecError, UsageError
from ._node import find_node
from ._package import COMMAND

_USAGE = 2
_PATIENCE = 10
"""Seconds for a run to end its drivers when it is told to stop."""


@dataclass(frozen=True)
class Request:
    """What is to be judged, and how."""

    implementation: str
    select: Sequence[str] = ()
    expect: str | os.PathLike[str] | None = None
    strict: bool = False
    python: str | None = None
    env: Mapping[str, str] | None = None
    edition: str | None = None
    timeout: float | None = None
    jobs: int | None = None
    control: bool = True
    out: str | os.PathLike[str] | None = None

    def configuration(self) -> str:
        """A configuration file: thousands of ids fit on no command line.

        Raises:
            UsageError: If no such file could say it.
        """
        options = {
            "select": globs(self.select) or None,
            "edition": self.edition,
            "timeout": self.timeout,
            "jobs": self.jobs,
            "strict": self.strict or None,
        }
        given = {name: value for name, value in options.items() if value is not None}
        try:
            return json.dumps(given, allow_nan=False)
        except ValueError as error:
            raise UsageError("`timeout` must be a finite number") from error

    def arguments(self) -> list[str]:
        """The options of the command line."""
        return [
            f"--implementation={self.implementation}",
            f"--python={self.python or sys.executable}",
            *([] if self.expect is None else [f"--expect={os.fspath(self.expect)}"]),
            *([] if self.control else ["--no-control"]),
        ]


def globs(select: Sequence[str]) -> list[str]:
    """A selection as a list. A text is a sequence too, of letters that nobody meant.

    Raises:
        UsageError: If it is a text.
    """
    if isinstance(select, str):
        raise UsageError(f"`select` must be a list, got the text {select!r}", f"Write [{select!r}].")
    return list(select)


def output_of(*arguments: str) -> str:
    """What a command of the suite prints.

    Raises:
        UsageError: If the suite refuses the arguments.
    """
    ended = subprocess.run(
        [find_node(), COMMAND, *arguments],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=environment(),
    )
    if ended.returncode != 0:
        raise _refusal(ended.returncode, ended.stderr)
    return ended.stdout


class Run:
    """A run that goes on. Its lines are read by iterating; leaving the `with` block ends it."""

    def __init__(self, request: Request) -> None:
        # First what can be refused: nothing is left behind then.
        node, configuration, arguments = find_node(), request.configuration(), request.arguments()
        environment_ = {**environment(), **(request.env or {})}
        self._folder = tempfile.TemporaryDirectory(prefix="loopspec-")
        folder = Path(self._folder.name)
        self._configuration = folder / "loopspec.config.json"
        self._configuration.write_text(configuration, encoding="utf-8")
        self._errors = (folder / "stderr").open("w+", encoding="utf-8", errors="replace")
        try:
            out = folder / "results" if request.out is None else Path(request.out)
            files = [f"--config={self._configuration}", f"--out={out.absolute()}"]
            self._process = subprocess.Popen(
                [node, COMMAND, "run", "--jsonl", "--quiet", *files, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=self._errors,
                encoding="utf-8",
                env=environment_,
            )
        except BaseException:
            self._remove()
            raise

    def __enter__(self) -> Run:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.end()

    def __iter__(self) -> Iterator[Line]:
        """The lines as they are printed.

        Raises:
            UsageError: If the suite refuses the request.
            LoopspecError: If the run ends without its footer, unless it was told to.
        """
        assert self._process.stdout is not None
        kind = ""
        for text in self._process.stdout:
            line: dict[str, Any] = json.loads(text)
            if kind == "" and line.get("schema") != SCHEMA:
                raise LoopspecError(f"expected lines of {SCHEMA}, got {text[:100]!r}")
            kind = line["type"]
            yield line
        code = self._process.wait()
        if kind != "footer":
            raise self._refusal(code)

    def interrupt(self) -> None:
        """Tells the run to end: it ends its drivers and prints its footer."""
        self._process.terminate()

    def end(self) -> None:
        """Ends the run, if it still goes on, and removes what it left."""
        if self._process.poll() is None:
            self.interrupt()
            try:
                self._process.communicate(timeout=_PATIENCE)
            except subprocess.TimeoutExpired:
                self._process.kill()
                self._process.communicate()
        elif self._process.stdout is not None:
            self._process.stdout.close()
        self._remove()

    def _remove(self) -> None:
        self._errors.close()
        self._folder.cleanup()

    def _refusal(self, code: int) -> LoopspecError:
        self._errors.seek(0)
        error = _refusal(code, self._errors.read())
        # Nobody wrote that file, and it is gone: what is wrong is an argument.
        ours = f"{self._configuration}: "
        if not error.message.startswith(ours):
            return error
        return UsageError(error.message.removeprefix(ours))


def _refusal(code: int, said: str) -> LoopspecError:
    message, _, hint = said.strip().removeprefix("loopspec: ").partition("\n")
    if code == _USAGE:
        return UsageError(message, hint)
    return LoopspecError(f"the suite ended with exit code {code}", said.strip())
