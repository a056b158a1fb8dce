"""``songngu mentions``: print every mention of an entity, or of all, for other programs."""

from __future__ import annotations

import argparse
import sys

from search.export.formats import default_format, export_format, format_names
from search.export.writers import COLUMNS
from search.names.gate_sides import BOTH, SIDES
from songngu.arguments import add_index, add_layers
from songngu.environment import Settings
from songngu.open_archive import open_archive


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument("name", nargs="?", default="", help="a name in any script, or an id")
    parser.add_argument("--all", action="store_true", help="mentions of all entities")
    parser.add_argument(
        "--side",
        choices=(*SIDES, BOTH),
        default="",
        help="of a border gate, that side of its crossing, or both",
    )
    parser.add_argument("--format", choices=format_names(), default=default_format())
    add_layers(parser, settings)


def run(args: argparse.Namespace) -> int:
    """Print the mentions as they are read, those of the newest document first; return 0.

    Raises ``BadRequest`` for a name that the index does not know; no name without ``--all`` is
    one of them.
    """
    archive = open_archive(args)
    mentions = archive.mentions(None if args.all else archive.mentioned(args.name, args.side))
    for chunk in export_format(args.format).write(mentions, COLUMNS):
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
    return 0
