"""``songngu mentions``: print every mention of an entity, or of all, for other programs."""

from __future__ import annotations

import argparse
import sys
from typing import Final

from search.concordance.mention_filter import LABEL_VALUES, SINCE, UNTIL, mention_filter
from search.export.formats import default_format, export_format, format_names
from search.export.writers import COLUMNS
from search.names.gate_sides import BOTH, SIDES
from songngu.arguments import add_index, add_layers
from songngu.environment import Settings
from songngu.open_archive import open_archive

FILTERS: Final = {
    "label": f"keep what a mention stands for: {', '.join(LABEL_VALUES)} (all but other)",
    "form": "keep mentions in this form",
    "off": "leave out mentions in this form",
    "year": "keep documents of this year, or unknown",
    "lang": "keep documents of this language",
    "title": "keep mentions with this office",
    "source": "keep documents of this source",
    "province": "keep documents of this province",
    "genre": "keep documents of this genre",
    "people": "keep documents that name this person, too (an id)",
}
"""The filters of a dossier; each may be repeated."""


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
    for name, text in FILTERS.items():
        parser.add_argument(f"--{name}", action="append", default=[], metavar="VALUE", help=text)
    for name in (SINCE, UNTIL):
        parser.add_argument(
            f"--{name}", default="", metavar="DATE", help="2023, 2023-02, 2023-02-28"
        )
    parser.add_argument("--format", choices=format_names(), default=default_format())
    add_layers(parser, settings)


def run(args: argparse.Namespace) -> int:
    """Print the mentions as they are read, those of the newest document first; return 0.

    Raises ``BadRequest`` for a name that the index does not know; no name without ``--all`` is
    one of them.
    """
    archive = open_archive(args)
    given = vars(args)
    pairs = [(name, value) for name in FILTERS for value in given[name]]
    wanted = mention_filter([*pairs, *((name, given[name]) for name in (SINCE, UNTIL))])
    entities = None if args.all else archive.mentioned(args.name, args.side)
    mentions = archive.mentions(entities, wanted)
    for chunk in export_format(args.format).write(mentions, COLUMNS):
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
    return 0
