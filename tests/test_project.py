"""Promises of the project itself."""

from __future__ import annotations

import argparse
import importlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from songngu.command_line import CommandParser, command_parser
from songngu.environment import Settings

ROOT = Path(__file__).resolve().parents[1]


@pytest.mark.parametrize("name", ["corpus", "synonyms", "indexer", "search", "web", "songngu"])
def test_each_package_is_the_one_of_this_repository(name: str) -> None:
    # PyPI has a synonyms, an indexer and a corpus of its own.
    found = importlib.import_module(name).__file__
    assert found is not None
    assert Path(found).resolve().parent == ROOT / name


def commands(parser: argparse.ArgumentParser, path: str = "songngu") -> Iterator[str]:
    if isinstance(parser, CommandParser):
        parser.fill()
    inner = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    for action in inner:
        for name, sub in action.choices.items():
            yield from commands(sub, f"{path} {name}")
    if not inner:
        yield path


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    found = list(commands(command_parser(Settings.from_environment({}))))
    assert len(found) > 15
    assert [command for command in found if command not in readme] == []


def test_every_setting_is_documented() -> None:
    assert Settings.__doc__ is not None
    named = set(re.findall(r"SONGNGU_\w+", Settings.__doc__))
    assert len(named) == len(Settings.__struct_fields__)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in sorted(named) if name not in readme] == []


def test_every_dependency_has_a_line_why() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    required = [*project["dependencies"], *(one for extra in extras for one in extra)]
    listed = [re.split(r"[^A-Za-z0-9_.-]", one)[0] for one in required]
    reasons = (ROOT / "docs" / "dependencies.md").read_text("utf-8").lower()
    assert listed
    assert [name for name in listed if name.lower() not in reasons] == []
