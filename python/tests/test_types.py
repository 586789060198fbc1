"""The package is typed, and strictly so."""

from __future__ import annotations

from pathlib import Path

import pytest

USE = """
import loopspec

results: loopspec.Results = loopspec.run("python:uvloop", select=["call-soon.*"])
sentences: list[str] = [verdict.case.clause.sentence for verdict in results.failures]
results.no_such_attribute
loopspec.run("python:uvloop", select=7)
"""


def mypy(*arguments: str) -> tuple[str, str, int]:
    api = pytest.importorskip("mypy.api")
    result: tuple[str, str, int] = api.run([*arguments, "--no-incremental"])
    return result


def test_the_package_is_clean() -> None:
    out, err, code = mypy("--strict", "--exclude", "/_javascript/", "--package", "loopspec")
    assert code == 0, out + err


def test_users_see_the_types(tmp_path: Path) -> None:
    file = tmp_path / "use.py"
    file.write_text(USE, encoding="utf-8")
    out, _, code = mypy("--strict", str(file))
    assert code == 1
    assert "no_such_attribute" in out
    assert out.count(": error:") == 2, out
