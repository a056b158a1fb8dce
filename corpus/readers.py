"""Paths → documents: the formats that are read, and the reader of each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from corpus.document import Document, Failure
from corpus.html import read_html
from corpus.inputs import FilePath, find_inputs
from corpus.jsonl import read_jsonl, read_jsonl_gz
from corpus.markdown import read_markdown
from corpus.plain import read_text
from corpus.source import Progress, Source, nothing_to_report

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

    A ``Failure`` says what could not be read and never stops the rest. ``progress`` is called with
    the bytes read since its last call; in the end they are what ``count_inputs`` counted. The same
    id may come twice: ``Identities.unique`` sees to that.
    """
    for source in find_inputs(paths, progress):
        if isinstance(source, Failure):
            yield source
            continue
        reader = reader_for(source.path.name)
        if reader is None:
            yield Failure(
                source.shown, 0, f"the format is not one of those read: {', '.join(READERS)}"
            )
        else:
            yield from reader(source)


def count_inputs(paths: Iterable[FilePath]) -> Inputs:
    """What ``read_paths`` will read, so that its progress has an end."""
    files = size = 0
    for source in find_inputs(paths):
        if isinstance(source, Source) and reader_for(source.path.name):
            try:
                status = os.stat(source.path)
            except OSError:  # gone or a dead link: reading it will report that
                continue
            files += 1
            size += status.st_size
    return Inputs(files, size)
