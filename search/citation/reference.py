"""What is cited of a document."""

from __future__ import annotations

from unicodedata import category

from msgspec import Struct

from corpus.cleaning import one_line, web_address
from corpus.document import Document


class Reference(Struct, frozen=True):
    """A document as a work that is cited; what is not known is empty.

    ``date`` is ``YYYY-MM-DD``, ``YYYY-MM`` or ``YYYY``. ``url`` is the web address that its record
    states; ``found_in`` the file, and the line of it, that it was read from.
    """

    id: str
    title: str
    source: str
    date: str
    lang: str
    url: str
    found_in: str

    @property
    def date_parts(self) -> tuple[str, ...]:
        """The year, the month and the day, as far as they are known."""
        return tuple(self.date.split("-")) if self.date else ()


def reference_of(document: Document) -> Reference:
    """Return what is cited of a document; title and source on one line each."""
    line = f":{document.line}" if document.line else ""
    return Reference(
        id=document.id,
        title=_shown(document.title),
        source=_shown(document.source),
        date=document.date,
        lang=document.lang if document.lang != "und" else "",
        url=web_address(document.url),
        found_in=f"{_shown(document.path)}{line}" if document.path else "",
    )


def _shown(text: str) -> str:
    """Return a text on one line, without control characters, which no format can hold."""
    return one_line("".join(char for char in text if char.isspace() or category(char) != "Cc"))
