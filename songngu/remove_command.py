"""``songngu remove``: documents leave the index, by file, by id, or because their file is gone."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from corpus.document import Document
from indexer.pipeline.removal import Selection, remove, select
from indexer.storage.open_index import OpenIndex


def run(given: argparse.Namespace) -> int:
    """Print what goes; 1 if something that was asked for is not in the index."""
    if not (given.paths or given.ids or given.gone):
        print("songngu: Say what is to go: PATH, --id ID or --gone FOLDER.", file=sys.stderr)
        return 2
    index: Path = given.index
    with OpenIndex(index).reading() as reader:
        selection = select(reader, given.paths, given.ids, given.gone, even_all=given.even_all)
    if selection.documents and not given.dry_run:
        remove(index, [one.id for one in selection.documents], given.line)
    if given.json:
        print(json.dumps(_shape(selection, is_done=not given.dry_run), ensure_ascii=False))
    else:
        _print(selection, is_done=not given.dry_run)
    return 1 if selection.missing else 0


def _shape(selection: Selection, *, is_done: bool) -> dict[str, object]:
    return {
        "removed": len(selection.documents) if is_done else 0,
        "dry_run": not is_done,
        "documents": [
            {"id": one.id, "path": one.path, "line": one.line, "title": one.title}
            for one in selection.documents
        ],
        "missing": list(selection.missing),
    }


def _print(selection: Selection, *, is_done: bool) -> None:
    for one in selection.documents:
        print(f"{one.id}\t{_place(one)}\t{' '.join(one.title.split())}")
    for what in selection.missing:
        print(f"{what}: the index holds no document of it", file=sys.stderr)
    done = "removed" if is_done else "would be removed; nothing was"
    print(f"{len(selection.documents)} documents {done}")


def _place(document: Document) -> str:
    return f"{document.path}:{document.line}" if document.line else document.path
