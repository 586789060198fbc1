"""What the options and the configuration file of pytest ask for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pytest

NODE_ID = "loopspec"
"""First part of the node ids of all cases."""


@dataclass(frozen=True)
class Settings:
    """What is judged, and how."""

    targets: tuple[str, ...]
    """`MODULE` or `MODULE:FACTORY`; none where nothing is asked for."""
    select: tuple[str, ...]
    expect: Path | None
    strict: bool
    jobs: int | None
    out: Path | None
    node_ids: tuple[str, ...]
    """Node ids of the command line; all cases without."""

    def names(self, node_id: str) -> bool:
        """Whether the command line asks for this item."""
        return not self.node_ids or any(_covers(wanted, node_id) for wanted in self.node_ids)

    def strangers(self, node_ids: Iterable[str]) -> list[str]:
        """What the command line asks for by node id, and none of these is."""
        known = list(node_ids) if self.node_ids else []
        return [each for each in self.node_ids if not any(_covers(each, id_) for id_ in known)]


def _covers(wanted: str, node_id: str) -> bool:
    """A node id names an item or a part of the tree; an item's may end before its title."""
    name = wanted.rstrip(":")
    return node_id == wanted or node_id.startswith((f"{name}::", f"{name}: "))


def take_node_ids(config: pytest.Config) -> None:
    """Moves our node ids from the arguments, which are paths, to an option, which workers get."""
    option = config.option
    if not hasattr(option, "loopspec_node_ids"):
        ours = [arg for arg in config.args if arg.startswith(f"{NODE_ID}::")]
        config.args[:] = [arg for arg in config.args if arg not in ours]
        option.loopspec_node_ids = ours
        option.loopspec_only = bool(ours) and not config.args
        option.loopspec_whole_run = config.args_source is not pytest.Config.ArgsSource.ARGS
    elif option.loopspec_only:
        # A worker that is given no path looks for all tests.
        config.args[:] = []


def configured(config: pytest.Config) -> Settings:
    """The settings of this session.

    A configuration file asks for the suite in a run of all tests; `pytest tests/test_a.py` is about
    that file.
    """
    option = config.option
    asked = option.loopspec or option.loopspec_node_ids or option.loopspec_whole_run
    targets = option.loopspec or (config.getini("loopspec") if asked else [])
    if option.loopspec_node_ids and not targets:
        raise pytest.UsageError(
            f"{option.loopspec_node_ids[0]} is a case of loopspec, and no loop is named:"
            " add --loopspec MODULE:FACTORY"
        )
    if not targets and not config.getini("loopspec"):
        _refuse_without_loop(config)
    if option.loopspec_jobs is not None and option.loopspec_jobs < 1:
        raise pytest.UsageError(
            f"--loopspec-jobs takes a whole number of at least 1, got {option.loopspec_jobs}"
        )
    expect = option.loopspec_expect
    return Settings(
        # Once each: two items of one name would be told apart by nobody.
        targets=tuple(dict.fromkeys(target.removeprefix("python:") for target in targets)),
        select=tuple(option.loopspec_select or config.getini("loopspec_select")),
        expect=Path(expect).absolute() if expect else _beside(config, "loopspec_expect"),
        strict=bool(
            config.getini("loopspec_strict")
            if option.loopspec_strict is None
            else option.loopspec_strict
        ),
        jobs=option.loopspec_jobs,
        out=Path(option.loopspec_out).absolute() if option.loopspec_out else None,
        node_ids=tuple(option.loopspec_node_ids),
    )


def _refuse_without_loop(config: pytest.Config) -> None:
    """Nothing would be judged, and a job in CI would stay green. What `addopts` adds was not typed."""
    for word in config.invocation_params.args:
        if str(word).startswith("--loopspec-"):
            name = str(word).split("=")[0]
            raise pytest.UsageError(
                f"{name} is given, and no loop is named: add --loopspec MODULE:FACTORY"
            )


def _beside(config: pytest.Config, name: str) -> Path | None:
    """A path of the configuration file, meant from its folder."""
    path: str = config.getini(name)
    if not path:
        return None
    folder = config.rootpath if config.inipath is None else config.inipath.parent
    return Path(folder, path)
