"""``songngu backup``: write the index into one file, with checksums."""

from __future__ import annotations

import argparse
from pathlib import Path

from indexer.corrections.corrections_file import beside
from indexer.storage.backup import back_up
from songngu.arguments import add_index
from songngu.environment import Settings


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument("file", type=Path, metavar="FILE.tar.zst", help="the file to write")


def run(args: argparse.Namespace) -> int:
    """Write the backup; return 0. Raises ``IndexProblem`` and ``OSError``."""
    count = back_up(args.index, args.file, beside(args.index))
    size = args.file.stat().st_size
    print(f"{count} files of {args.index} in {args.file}, {size:,} bytes, each with its checksum")
    return 0
