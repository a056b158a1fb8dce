"""What ``songngu remove`` can be told; apart from what it does, which imports much."""

from __future__ import annotations

import argparse
from pathlib import Path


def add_arguments(leave: argparse.ArgumentParser) -> None:
    """Give the command its arguments."""
    leave.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="the documents of a file or folder"
    )
    leave.add_argument(
        "--id", dest="ids", action="append", default=[], metavar="ID", help="may be repeated"
    )
    leave.add_argument(
        "--gone",
        action="append",
        default=[],
        type=Path,
        metavar="FOLDER",
        help="the documents from this folder whose file is no longer there; may be repeated",
    )
    leave.add_argument(
        "--even-all", action="store_true", help="with --gone, also where nothing is left"
    )
    leave.add_argument("--dry-run", action="store_true", help="list what would go, change nothing")
    leave.add_argument("--json", action="store_true", help="print the report as JSON")
