"""``songngu annotate``: decide mentions again where rules, names or evidence have changed."""

from __future__ import annotations

import argparse

from indexer.pipeline.reannotation import reannotate
from songngu.arguments import add_index, add_layers
from songngu.environment import Settings
from songngu.layers import load_layers


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument(
        "--people", action="store_true", help="first collect the evidence for people again"
    )
    add_layers(parser, settings)


def run(args: argparse.Namespace) -> int:
    """Print how many documents were annotated again; return 0."""
    names, corrections = load_layers(args)
    done = reannotate(args.index, names, corrections, gather_people=args.people, command=args.line)
    print(f"{done.again} of {done.documents} documents annotated again")
    return 0
