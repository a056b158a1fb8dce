"""Paths → documents: the formats that are read, and the reader of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from corpus.document import Document, Failure
from corpus.formats.html import read_html
from corpus.formats.jsonl import read_jsonl, read_jsonl_gz
from corpus.formats.markdown import read_markdown
from corpus.formats.plain import read_text
from corpus.formats.source_file import Progress, Source, nothing_to_report
from corpus.input_files import FilePath, find_inputs

Reader = Callable[[Source], Iterator[Document | Failure]]
"""Gives the documents of a file; what cannot be read is a ``Failure``, never an exception."""

READERS: Final[dict[str, Reader]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".jsonl": read_jsonl,
    ".jsonl.gz": read_jsonl_gz,
}
"""The reader of each suffix, in any case of letters. No suffix is the end of another."""


@dataclass(frozen=True, slots=True)
class Inputs:
    """How much there is to read: files of the formats read, and their bytes on the disk."""

    files: int
    bytes: int


def reader_for(name: str) -> Reader | None:
    """The reader of a file name, None if its format is not read."""
    small = name.lower()
    return next((reader for suffix, reader in READERS.items() if small.endswith(suffix)), None)


def read_paths(
    paths: Iterable[FilePath], progress: Progress = nothing_to_report
) -> Iterator[Document | Failure]:
    """The documents of files and folders, one at a time, in an order that is always the same.

    A ``Failure`` says what could not be read and never stops the rest; ``listed`` makes few of
    many. ``progress`` is called with the bytes read since its last call; in the end they are what
    ``count_inputs`` counted. The same id may come twice:
    indexer/pipeline/document_identity.py sees to that.
    """
    for source in find_inputs(paths):
        if isinstance(source, Failure):
            yield source
            continue
        reader = reader_for(source.path.name)
        if reader is None:
            yield Failure(
                source.shown, 0, f"the format is not one of those read: {', '.join(READERS)}"
            )
        else:
            meter = _Meter(progress)
            yield from reader(replace(source, progress=meter))
            # Of a file that was given up, the rest is done with too.
            meter(max(0, (_size(source) or 0) - meter.told))


def count_inputs(paths: Iterable[FilePath]) -> Inputs:
    """What ``read_paths`` will read, so that its progress has an end."""
    files = size = 0
    for source in find_inputs(paths):
        if isinstance(source, Source) and reader_for(source.path.name):
            bytes_there = _size(source)
            if bytes_there is not None:
                files += 1
                size += bytes_there
    return Inputs(files, size)


class _Meter:
    """Passes progress on and knows how much of one file was ``told``."""

    def __init__(self, progress: Progress) -> None:
        self.told = 0
        self._progress = progress

    def __call__(self, size: int) -> None:
        if size:
            self.told += size
            self._progress(size)


def _size(source: Source) -> int | None:
    """Bytes of the file, None if it is gone or its link leads nowhere: reading it says that."""
    try:
        return os.stat(source.path).st_size
    except OSError:
        return None
