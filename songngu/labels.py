"""What the ``eval`` commands read: files of labels made by hand, and the labelled documents."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from corpus.document import Document
from corpus.readers import read_paths
from indexer.ner.evidence.known_people import People, gather
from indexer.storage.fingerprint import data_folder
from songngu.command_errors import BadFile


def add_label_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the file of labels, ``--corpus`` and ``--misses``."""
    parser.add_argument("file", type=Path, help="the labels, as JSON lines")
    parser.add_argument(
        "--corpus",
        nargs="+",
        required=True,
        type=Path,
        metavar="PATH",
        help="the labelled documents, among others",
    )
    parser.add_argument("--misses", action="store_true", help="print what was missed or wrong")


def add_evidence_argument(parser: argparse.ArgumentParser) -> None:
    """Add ``--index``, for ``evidence_of``."""
    parser.add_argument(
        "--index", type=Path, metavar="DIR", help="take the evidence for people from this index"
    )


def evidence_of(args: argparse.Namespace) -> People:
    """Return the evidence for people: that of ``--index``, otherwise what the corpus says."""
    if args.index:
        return People.load(data_folder(args.index))
    return gather(read_documents(args.corpus))


def ratio(count: int, whole: int) -> str:
    """Return a ratio with three decimals, or a dash where there is nothing to count."""
    return f"{count / whole:.3f}" if whole else "–"


def read_json_lines(file: Path, take: Callable[[dict[str, Any]], None]) -> None:
    """Call ``take`` with the object of each line; empty lines are skipped.

    Raises ``BadFile`` with the number of a line that is no JSON object, or that ``take`` refuses
    with a ``KeyError`` or ``ValueError``.
    """
    for number, line in enumerate(_lines(file), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if not isinstance(row, dict):
                raise ValueError("it is no JSON object")
            take(row)
        except KeyError as error:
            raise BadFile(f"{file}:{number}: this label has no {error}") from None
        except ValueError as error:
            raise BadFile(f"{file}:{number}: this is no label: {error}") from None


def read_table(file: Path, columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield the rows of a file with tabs between the cells and a header, by column.

    Raises ``BadFile`` if one of these columns is missing, or a row has another number of cells
    than the header.
    """
    lines = _lines(file)
    header = lines[0].split("\t") if lines else []
    missing = [name for name in columns if name not in header]
    if missing:
        raise BadFile(f"{file}: the first line must name the columns; missing: {missing}")
    for number, line in enumerate(lines[1:], 2):
        cells = line.split("\t")
        if len(cells) != len(header):
            raise BadFile(
                f"{file}:{number}: {len(cells)} cells where there are {len(header)} columns"
            )
        yield dict(zip(header, cells, strict=True))


def _lines(file: Path) -> list[str]:
    try:
        return file.read_text("utf-8").splitlines()
    except UnicodeDecodeError:
        raise BadFile(f"{file}: this is no UTF-8. Convert it, or name another file.") from None


def read_documents(paths: Sequence[Path]) -> Iterator[Document]:
    """Yield the documents of files and folders; print what could not be read."""
    for item in read_paths(paths):
        if isinstance(item, Document):
            yield item
        elif item.lost:
            place = f"{item.path}:{item.line}" if item.line else item.path
            print(f"{place}: {item.reason}", file=sys.stderr)
