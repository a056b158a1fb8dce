"""``songngu parts join``: join the parts of an archive into one that is searched."""

from __future__ import annotations

import argparse
from pathlib import Path

from indexer.pipeline.parts_joining import join
from songngu.arguments import add_index, add_layers
from songngu.environment import Settings
from songngu.layers import load_layers


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument(
        "parts", nargs="+", type=Path, metavar="PART", help="the folder of the index of each part"
    )
    add_layers(parser, settings)


def run(args: argparse.Namespace) -> int:
    """Join the parts; return 0. Raises ``IndexProblem``."""
    names, corrections = load_layers(args)
    count = join(args.parts, args.index, names, corrections, args.line)
    print(f"{count} documents of {len(args.parts)} parts in {args.index}")
    return 0
