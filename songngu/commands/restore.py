"""``songngu restore``: make an index of a backup."""

from __future__ import annotations

import argparse
from pathlib import Path

from indexer.corrections.corrections_file import beside
from indexer.storage.backup import restore
from songngu.arguments import add_index
from songngu.environment import Settings


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument("file", type=Path, metavar="FILE.tar.zst", help="what backup has written")
    parser.add_argument(
        "--anew", action="store_true", help="take the place of the index that is there"
    )


def run(args: argparse.Namespace) -> int:
    """Restore the index; return 0. Raises ``IndexProblem`` and ``OSError``."""
    count = restore(args.file, args.index, beside(args.index), anew=args.anew)
    print(f"{count} files of {args.file} in {args.index}, all as they were written")
    return 0
