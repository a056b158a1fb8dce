"""What every command says of the file of corrections."""

from __future__ import annotations

import sys

from indexer.corrections.correction import Corrections


def tell_problems(corrections: Corrections) -> None:
    """Say which lines of the file of corrections could not be taken; the others hold."""
    for problem in corrections.problems:
        print(f"songngu: {problem}; this correction is not in force", file=sys.stderr)
