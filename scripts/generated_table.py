"""Write a generated table, or with ``--check`` compare it with what its sources give."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path


def write_or_check(table: Path, written: Callable[[], str]) -> int:
    """The exit code: 1 where ``--check`` finds a difference."""
    parser = argparse.ArgumentParser(description=f"Rebuild {table.name}.")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    given = parser.parse_args()
    text = written()
    if not given.check:
        table.write_text(text, "utf-8")
        print(f"{len(text.splitlines())} lines written to {table.name}")
        return 0
    if table.read_text("utf-8") != text:
        print(f"{table.name} differs from its sources: python {sys.argv[0]}", file=sys.stderr)
        return 1
    print(f"{table.name} is as its sources say")
    return 0
