"""The user's own gazetteer files and corrections, loaded as the arguments say."""

from __future__ import annotations

import argparse
import sys

from indexer.corrections.corrections_file import beside, read
from indexer.corrections.in_force import Corrections
from synonyms import gazetteer
from synonyms.gazetteer import Gazetteer


def load_layers(args: argparse.Namespace) -> tuple[Gazetteer, Corrections]:
    """Return the gazetteer and the corrections; print the corrections that are not in force.

    Raises ``GazetteerError`` and ``CorrectionsBroken`` for a file that cannot be read.
    """
    names = gazetteer.load(args.synonyms)
    corrections = read(args.corrections or beside(args.index), names)
    print_problems(corrections)
    return names, corrections


def print_problems(corrections: Corrections) -> None:
    """Print each line of the corrections file that is not valid; the other lines are in force."""
    for problem in corrections.problems:
        print(f"songngu: {problem}; this correction is not in force", file=sys.stderr)
