"""The document: what every reader makes and everything later reads."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Document:
    """One article or paper.

    ``title`` and ``body`` are NFC; every offset anywhere counts code points of these two.
    ``date`` is ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or empty (unknown). The other facts are
    empty where the record does not give them. ``line`` is the record's line in ``path``, 1-based;
    0 where the document is the whole file. ``place`` is where the file really is, with the line of
    a record without an id of its own (corpus/file_place.py); empty where that is not known.
    """

    id: str
    title: str
    body: str
    lang: str
    date: str = ""
    source: str = ""
    url: str = ""
    province: str = ""
    genre: str = ""
    path: str = ""
    line: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """A file, or a line of one (1-based; 0 for the whole file), that could not be read.

    ``lost`` is False where only a part could not (an impossible date): its document was given too.
    ``count`` is how many it stands for, where they are too many to be listed (corpus/failures.py).
    """

    path: str
    line: int
    reason: str
    lost: bool = True
    count: int = 1
