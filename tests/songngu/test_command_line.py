"""The list of commands: all modules are in it, and none is imported before it is used."""

from __future__ import annotations

import json
import pkgutil
import subprocess
import sys

import pytest

from songngu import commands
from songngu.command_line import COMMANDS, CommandGroup

IMPORTED = """
import json, sys
from songngu.__main__ import main
try:
    main(sys.argv[1:])
finally:
    print(json.dumps(sorted({name.split(".")[0] for name in sys.modules})), file=sys.stderr)
"""


def imported(*arguments: str) -> set[str]:
    """Return the top-level packages that a command line has imported when it ends."""
    done = subprocess.run(
        [sys.executable, "-c", IMPORTED, *arguments], capture_output=True, text=True
    )
    found: list[str] = json.loads(done.stderr.splitlines()[-1])
    return set(found)


@pytest.mark.parametrize("group", [(), ("eval",), ("synonyms",)])
def test_the_help_imports_nothing_that_a_command_needs(group: tuple[str, ...]) -> None:
    packages = {"search", "indexer", "web", "corpus", "synonyms", "rich", "underthesea"}
    assert imported(*group, "--help") & packages == set()


def test_a_search_imports_no_server_and_no_model() -> None:
    found = imported("search", "x", "--index", "/none")
    assert "search" in found
    assert found & {"web", "fastapi", "uvicorn", "underthesea", "onnxruntime"} == set()


def test_every_module_of_commands_is_in_the_list_once() -> None:
    listed = [
        command.module
        for entry in COMMANDS
        for command in (entry.commands if isinstance(entry, CommandGroup) else [entry])
    ]
    assert sorted(listed) == sorted(one.name for one in pkgutil.iter_modules(commands.__path__))
