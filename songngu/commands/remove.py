"""``songngu remove``: remove documents by file, by id, or because their file is gone."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from corpus.document import Document
from indexer.pipeline.removal import Selection, remove, select
from indexer.storage.open_index import OpenIndex
from songngu.arguments import add_index
from songngu.command_errors import NothingChosen
from songngu.environment import Settings


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument(
        "paths", nargs="*", type=Path, metavar="PATH", help="the documents of a file or folder"
    )
    parser.add_argument(
        "--id",
        dest="ids",
        action="append",
        default=[],
        metavar="ID",
        help="the document with this id; may be repeated",
    )
    parser.add_argument(
        "--gone",
        action="append",
        default=[],
        type=Path,
        metavar="FOLDER",
        help="the documents from this folder whose file is no longer there; may be repeated",
    )
    parser.add_argument(
        "--even-all", action="store_true", help="with --gone: also if no file is left there"
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="list what would be removed, change nothing"
    )
    parser.add_argument("--json", action="store_true", help="print the report as JSON")


def run(args: argparse.Namespace) -> int:
    """Print what is removed; return 1 if something asked for is not in the index, otherwise 0.

    Raises ``NothingChosen`` without a path, an id or a folder, and ``IndexProblem``.
    """
    if not (args.paths or args.ids or args.gone):
        raise NothingChosen("Say what to remove: PATH, --id ID or --gone FOLDER.")
    with OpenIndex(args.index).reading() as reader:
        selection = select(reader, args.paths, args.ids, args.gone, even_all=args.even_all)
    if selection.documents and not args.dry_run:
        remove(args.index, [document.id for document in selection.documents], args.line)
    if args.json:
        print(json.dumps(_report(selection, dry_run=args.dry_run), ensure_ascii=False))
    else:
        _print(selection, dry_run=args.dry_run)
    return 1 if selection.missing else 0


def _report(selection: Selection, *, dry_run: bool) -> dict[str, object]:
    """Return what ``--json`` prints."""
    return {
        "removed": 0 if dry_run else len(selection.documents),
        "dry_run": dry_run,
        "documents": [
            {"id": one.id, "path": one.path, "line": one.line, "title": one.title}
            for one in selection.documents
        ],
        "missing": list(selection.missing),
    }


def _print(selection: Selection, *, dry_run: bool) -> None:
    for document in selection.documents:
        print(f"{document.id}\t{_place(document)}\t{' '.join(document.title.split())}")
    for what in selection.missing:
        print(f"{what}: the index holds no document of it", file=sys.stderr)
    done = "would be removed; nothing was" if dry_run else "removed"
    print(f"{len(selection.documents)} documents {done}")


def _place(document: Document) -> str:
    return f"{document.path}:{document.line}" if document.line else document.path
