"""The list of all commands, and the parser made of it.

A command's module is imported when the command is used, so ``songngu --help`` imports none, and
``songngu search`` not what ``songngu index`` needs. A module has two functions::

    add_arguments(parser, settings)   # the arguments of the command
    run(args) -> int                  # what it does; returns the exit status
"""

from __future__ import annotations

import argparse
from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, Final

from msgspec import Struct

from songngu.environment import Settings


class Command(Struct, frozen=True):
    """A command: its name, the text of its help, and its module in ``songngu.commands``."""

    name: str
    summary: str
    module: str


class CommandGroup(Struct, frozen=True):
    """Commands of two words with the same first word; ``metavar`` is the second word in help."""

    name: str
    summary: str
    metavar: str
    commands: tuple[Command, ...]


COMMANDS: Final[tuple[Command | CommandGroup, ...]] = (
    Command("index", "Add files and folders to the index.", "index"),
    Command("watch", "Index folders whenever something in them changes.", "watch"),
    Command("remove", "Remove documents from the index.", "remove"),
    Command("embed", "Make vectors of the documents, to search by meaning.", "embed"),
    Command("search", "Search for a name, a phrase or words.", "search"),
    Command("similar", "Find documents that tell of the same as a document.", "similar"),
    Command("serve", "Serve the page and the JSON interface.", "serve"),
    Command("mcp", "Offer the archive as tools to an assistant.", "mcp"),
    Command("passwd", "Give somebody a name, a role and a password.", "passwd"),
    Command("doctor", "Check that the index is complete and fits this version.", "doctor"),
    Command("backup", "Write the index into one file, with checksums.", "backup"),
    Command("restore", "Make an index of such a file.", "restore"),
    CommandGroup(
        "parts",
        "Index one archive on several machines.",
        "ACTION",
        (
            Command("gather", "Gather what a part says of names, for the others.", "parts_gather"),
            Command("join", "Join parts into one archive that is searched.", "parts_join"),
        ),
    ),
    CommandGroup(
        "synonyms",
        "Check gazetteer files, or propose new names.",
        "ACTION",
        (
            Command("check", "Report what is wrong in gazetteer files.", "synonyms_check"),
            Command(
                "suggest",
                "Propose pairs of names from the archive, with the evidence for each.",
                "synonyms_suggest",
            ),
        ),
    ),
    Command(
        "mentions", "Print every mention of a gate, place, person or organisation.", "mentions"
    ),
    CommandGroup(
        "eval",
        "Measure against labels made by hand.",
        "KIND",
        (
            Command("names", "Recall and precision of names in four spellings.", "eval_names"),
            Command(
                "mentions",
                "Border gates distinguished from towns, hospitals and rivers.",
                "eval_mentions",
            ),
            Command("people", "People's names in documents read in full.", "eval_people"),
            Command(
                "organisations",
                "Organisations named by what they are, in documents read in full.",
                "eval_organisations",
            ),
        ),
    ),
    Command(
        "annotate", "Decide again what mentions are, after rules or names changed.", "annotate"
    ),
    Command("correct", "Correct what was decided wrongly, or undo a correction.", "correct"),
)
"""In the order in which ``songngu --help`` lists them."""


class CommandParser(argparse.ArgumentParser):
    """A parser that gets its arguments when it is first used."""

    def __init__(
        self, *, fill: Callable[[CommandParser], None] | None = None, **options: Any
    ) -> None:
        super().__init__(**options)
        self._fill = fill

    def fill(self) -> None:
        """Add the arguments, if they were not added yet."""
        if self._fill is not None:
            fill, self._fill = self._fill, None
            fill(self)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Parse as ``ArgumentParser`` does."""
        self.fill()
        return super().parse_known_args(args, namespace)


def command_parser(settings: Settings) -> CommandParser:
    """Return the parser of the whole command line; ``settings`` gives the default values."""
    parser = CommandParser(
        prog="songngu", description="Search Vietnamese and Chinese documents by one name."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for entry in COMMANDS:
        if isinstance(entry, Command):
            _add(commands, entry, settings)
            continue
        group = commands.add_parser(entry.name, help=entry.summary, description=entry.summary)
        inner = group.add_subparsers(dest="action", required=True, metavar=entry.metavar)
        for command in entry.commands:
            _add(inner, command, settings)
    return parser


def _add(
    commands: argparse._SubParsersAction[CommandParser], command: Command, settings: Settings
) -> None:
    commands.add_parser(
        command.name,
        help=command.summary,
        description=command.summary,
        fill=partial(_fill, command, settings),
    )


def _fill(command: Command, settings: Settings, parser: CommandParser) -> None:
    module = import_module(f"songngu.commands.{command.module}")
    module.add_arguments(parser, settings)
    parser.set_defaults(run=module.run)
