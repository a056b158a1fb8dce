"""Open the archive that the arguments name."""

from __future__ import annotations

import argparse

from search.archive import Archive
from songngu.layers import print_problems


def open_archive(args: argparse.Namespace) -> Archive:
    """Return the archive of ``--index`` with the user's own files; print bad corrections.

    Raises ``IndexProblem`` where there is no index that this version can read.
    """
    archive = Archive(args.index, args.synonyms, args.corrections)
    print_problems(archive.corrections)
    return archive
