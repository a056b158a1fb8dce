"""``songngu synonyms check``: what is wrong in gazetteer files, with file and line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from synonyms.gazetteer_check import check as problems_of


def check(paths: Sequence[Path]) -> int:
    """Print the problems; 0 if there are none."""
    problems = problems_of(list(paths))
    for one in problems:
        print(f"{one.path}:{one.line}: {one.message}")
    print(f"{len(problems)} problems" if problems else "no problems")
    return 1 if problems else 0
