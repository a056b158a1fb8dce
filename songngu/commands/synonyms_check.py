"""``songngu synonyms check``: report what is wrong in gazetteer files, with file and line."""

from __future__ import annotations

import argparse
from pathlib import Path

from songngu.environment import Settings
from synonyms.gazetteer_check import check


def add_arguments(parser: argparse.ArgumentParser, _: Settings) -> None:
    """Add the arguments of the command."""
    parser.add_argument(
        "paths",
        nargs="*",
        type=Path,
        metavar="PATH",
        help="files or folders (default: those of Song Ngữ itself)",
    )


def run(args: argparse.Namespace) -> int:
    """Print the problems; return 0 if there are none, otherwise 1."""
    problems = check(args.paths)
    for one in problems:
        print(f"{one.path}:{one.line}: {one.message}")
    print(f"{len(problems)} problems" if problems else "no problems")
    return 1 if problems else 0
