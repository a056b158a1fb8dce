"""The document: what every reader makes, and what all later steps use."""

from __future__ import annotations

from bisect import bisect_right

from msgspec import Struct


class Document(Struct, frozen=True):
    """One article or paper.

    ``title`` and ``body`` are in NFC; all offsets count code points of these two. ``lang`` is
    ``vi``, ``zh``, ``en`` or ``und``. ``date`` is ``YYYY-MM-DD``, ``YYYY-MM``, ``YYYY`` or empty
    (unknown). The other fields are empty if the record does not state them. ``line`` is the
    record's line in ``path``, counted from 1; 0 if the document is the whole file. ``place`` is
    where the file really is, with the member of an archive, and with the line if the record has no
    id of its own (corpus/file_place.py); empty if that is not known.

    ``date_origin`` says where the date was found: one of ``corpus.date_origins``; empty without a
    date. ``encoding`` is that of the file's text (``utf-8``); empty if the format has none of its
    own. ``repaired`` names what the text was mended from (``tcvn3``), empty if nothing was. Of a
    paper with pages, ``pages`` are the offsets in ``body`` where the second and each later page
    begins; ``confidence`` is that of the recognised characters of each page, in percent, 0 of a
    page with text of its own; empty if nothing was recognised from an image.
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
    date_origin: str = ""
    encoding: str = ""
    repaired: str = ""
    pages: tuple[int, ...] = ()
    confidence: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int:
        """Return the page, counted from 1, of an offset in ``body``; 0 if it has no pages."""
        return bisect_right(self.pages, offset) + 1 if self.pages else 0


class Failure(Struct, frozen=True):
    """A file, or a line of one (counted from 1; 0 for the whole file), that could not be read.

    ``reason`` says what is wrong and what to do. ``lost`` is False if only a part could not be read
    (an impossible date); its document is given too. ``count`` is the number of failures that it
    stands for, if there are too many to list (corpus/failures.py).
    """

    path: str
    line: int
    reason: str
    lost: bool = True
    count: int = 1
