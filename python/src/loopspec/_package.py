"""The JavaScript that this wheel carries. Imports little: the command waits for it."""

from __future__ import annotations

import json
import os
from typing import cast

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "_javascript")
"""Folder of the npm package inside this one."""

COMMAND = os.path.join(ROOT, "dist", "conformance", "cli", "bin.js")
"""The program that Node runs."""


def manifest() -> dict[str, object]:
    """What the npm package says of itself."""
    with open(os.path.join(ROOT, "package.json"), encoding="utf-8") as file:
        return cast("dict[str, object]", json.load(file))


def version() -> str:
    """The version of the suite, which is that of this wheel."""
    return str(manifest()["version"])


def oldest_node() -> tuple[int, int]:
    """The oldest Node that the npm package runs on, as major and minor version."""
    engines = cast("dict[str, str]", manifest()["engines"])
    major, minor = engines["node"].removeprefix(">=").split(".")[:2]
    return int(major), int(minor)
