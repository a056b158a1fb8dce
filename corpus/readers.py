"""Turn paths into documents: the formats that are read, and the reader of each.

Installed packages may add readers of other formats (corpus/formats/plugins.py).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from corpus import folder_facts
from corpus.containers.compressed import COMPRESSED, compression_of, unpacked
from corpus.containers.mailbox import mailbox_contents
from corpus.containers.member import Contents
from corpus.containers.message import message_contents
from corpus.containers.reading import DEEPEST, read_members
from corpus.containers.tar_archive import tar_contents
from corpus.containers.web_archive import web_archive_contents
from corpus.containers.zip_archive import zip_contents
from corpus.document import Document, Failure
from corpus.formats.office.doc import read_doc
from corpus.formats.office.docx import read_docx
from corpus.formats.office.epub import read_epub
from corpus.formats.office.odt import read_odt
from corpus.formats.office.rtf import read_rtf
from corpus.formats.options import AS_USUAL, ReadOptions
from corpus.formats.papers.image import read_image
from corpus.formats.papers.pdf import read_pdf
from corpus.formats.plugins import plugin_readers
from corpus.formats.source_file import Progress, Reader, Source, nothing_to_report
from corpus.formats.tables.csv_table import read_csv
from corpus.formats.tables.xlsx import read_xlsx
from corpus.formats.texts.jsonl import read_jsonl
from corpus.formats.texts.markdown import read_markdown
from corpus.formats.texts.plain import read_text
from corpus.formats.unpacking import Unpacking
from corpus.formats.web.html import read_html
from corpus.input_files import FilePath, find_inputs

__all__ = [
    "CONTAINERS",
    "READERS",
    "READERS_VERSION",
    "Inputs",
    "Reader",
    "contents_of",
    "count_inputs",
    "known_endings",
    "read_paths",
    "read_source",
    "reader_for",
]

READERS_VERSION: Final = 2
"""Raised when the same file gives other documents than before: then all files are read again."""

READERS: Final[dict[str, Reader]] = {
    ".txt": read_text,
    ".md": read_markdown,
    ".html": read_html,
    ".htm": read_html,
    ".pdf": read_pdf,
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp"), read_image),
    ".jsonl": read_jsonl,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".docx": read_docx,
    ".doc": read_doc,
    ".rtf": read_rtf,
    ".odt": read_odt,
    ".epub": read_epub,
    ".xlsx": read_xlsx,
}
"""The reader of each ending of file names, which is compared in lower case. No ending is the end of
another. These are used before any plug-in."""

CONTAINERS: Final[dict[str, Contents]] = {
    ".zip": zip_contents,
    ".tar": tar_contents,
    ".eml": message_contents,
    ".mbox": mailbox_contents,
    ".warc": web_archive_contents,
}
"""What holds other files, which are read by these same readers."""


class Inputs(Struct, frozen=True):
    """How much there is to read: the files that have a reader, and their bytes on the disk."""

    files: int
    bytes: int


def contents_of(source: Source) -> tuple[Contents, Source] | None:
    """Return what gives the members of a container, and the source that it takes, which is that of
    the unpacked file; None if this holds no others."""
    inner = _inner(source)
    if inner is None:
        return None
    lower = _name(inner).lower()
    for suffix, contents in CONTAINERS.items():
        if lower.endswith(suffix):
            return contents, inner
    return None


def reader_for(name: str) -> Reader | None:
    """Return the reader of a file name, None if its format is not read.

    Plug-ins are looked for only if the name has none of our own endings; of two that fit, the
    longer ending counts. Of a compressed file the ending before counts.
    """
    inner, compression = compression_of(name)
    if compression:
        return _read_compressed if reader_for(inner) else None
    lower = name.lower()
    if any(lower.endswith(suffix) for suffix in CONTAINERS):
        return _read_container
    for suffix, reader in READERS.items():
        if lower.endswith(suffix):
            return reader
    endings = [suffix for suffix in plugin_readers() if lower.endswith(suffix)]
    return plugin_readers()[max(endings, key=len)] if endings else None


def read_paths(
    paths: Iterable[FilePath],
    progress: Progress = nothing_to_report,
    options: ReadOptions = AS_USUAL,
) -> Iterator[Document | Failure]:
    """Give the documents of files and folders, one at a time, in an order that is always the same.

    A ``Failure`` says what could not be read; the rest is read. ``listed`` shortens a long list of
    failures. ``progress`` is called with the bytes read since its last call; they add up to what
    ``count_inputs`` counted. The same id may come twice: indexer/pipeline/document_identity.py
    resolves that.
    """
    for source in find_inputs(paths):
        if isinstance(source, Failure):
            yield source
        else:
            yield from read_source(replace(source, progress=progress, options=options))


def read_source(source: Source) -> Iterator[Document | Failure]:
    """Give the documents of one file, and a ``Failure`` for what could not be read. A file that
    says facts of its folder has no document, only what is wrong with it."""
    if source.path.name == folder_facts.NAME and source.open is None:
        for one in folder_facts.problems_of(source.path):
            yield Failure(source.shown, one.line, one.reason, lost=False)
        return
    if source.open is None:
        facts = folder_facts.facts_for(source.path, source.root)
        source = replace(source, facts=facts)
    reader = reader_for(_name(source))
    if reader is None:
        yield Failure(
            source.shown,
            0,
            f"the format is not one of those read: {_formats()}; convert the file to one of them",
        )
        return
    if source.unpacking is not None:
        yield from reader(source)
        return
    meter = _Meter(source.progress)
    size = _size(source) or 0
    unpacking = Unpacking(size)
    within = replace(source, progress=meter, unpacking=unpacking)
    yield from unpacking.few(reader(within), source.shown)
    # The rest of a file that was not read to its end counts as read.
    meter(max(0, size - meter.told))


def _name(source: Source) -> str:
    return source.ending or source.path.name


def known_endings() -> list[str]:
    """Return the endings of the files that are read; each may have one of ``COMPRESSED`` behind
    it."""
    plugged = sorted(set(plugin_readers()) - set(READERS) - set(CONTAINERS))
    return [*READERS, *CONTAINERS, *plugged]


def _formats() -> str:
    return f"{', '.join(known_endings())}, and these compressed ({', '.join(COMPRESSED)})"


def _inner(source: Source) -> Source | None:
    """Return a file as it was before it was compressed; None if that was done too often."""
    name, compression = compression_of(_name(source))
    while compression:
        if source.depth >= DEEPEST:
            return None
        source = unpacked(source, name, compression)
        name, compression = compression_of(name)
    return source


def _read_compressed(source: Source) -> Iterator[Document | Failure]:
    inner = _inner(source)
    if inner is None:
        yield Failure(source.shown, 0, "the file was compressed many times over; unpack it")
    else:
        yield from read_source(inner)


def _read_container(source: Source) -> Iterator[Document | Failure]:
    found = contents_of(source)
    if found is not None:
        contents, inner = found
        yield from read_members(inner, contents, _read_member)


def _read_member(member: Source) -> Iterator[Document | Failure] | None:
    return read_source(member) if reader_for(_name(member)) else None


def count_inputs(paths: Iterable[FilePath]) -> Inputs:
    """Count what ``read_paths`` will read, so that the end of its progress is known."""
    files = size = 0
    for source in find_inputs(paths):
        if isinstance(source, Source) and reader_for(source.path.name):
            bytes_there = _size(source)
            if bytes_there is not None:
                files += 1
                size += bytes_there
    return Inputs(files, size)


class _Meter:
    """Passes progress on and remembers how many bytes of one file were ``told``."""

    def __init__(self, progress: Progress) -> None:
        self.told = 0
        self._progress = progress

    def __call__(self, size: int) -> None:
        if size:
            self.told += size
            self._progress(size)


def _size(source: Source) -> int | None:
    """Return the bytes of the file; None if it is gone or its link is broken, which is reported
    when it is read."""
    try:
        return os.stat(source.path).st_size
    except OSError:
        return None
