"""``songngu mentions``: every mention of an entity, or of all, as lines for other programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from search.archive import Archive
from search.concordance import Line
from search.errors import BadRequest


def run(index: Path, name: str, synonyms: Sequence[Path], *, everything: bool, form: str) -> int:
    """Print the mentions, streamed, newest document first."""
    archive = Archive(index, synonyms)
    if not everything and not name:
        raise BadRequest("no_entity", value=name)
    found = archive.mentions(() if everything else archive.entities_named(name))
    if form == "csv":
        _print_csv(found)
    else:
        for line in found:
            print(json.dumps(line.shape(), ensure_ascii=False))
    return 0


def _print_csv(found: Iterator[Line]) -> None:
    writer = None
    for line in found:
        shape = line.shape()
        if writer is None:
            writer = csv.DictWriter(sys.stdout, list(shape))
            writer.writeheader()
        writer.writerow(shape)
