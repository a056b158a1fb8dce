"""What is cited of a document."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.cleaning import web_address
from corpus.document import Document


@dataclass(frozen=True, slots=True)
class Reference:
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
    """Return what is cited of a document, each value on one line."""
    line = f":{document.line}" if document.line else ""
    return Reference(
        id=document.id,
        title=_on_one_line(document.title),
        source=_on_one_line(document.source),
        date=document.date,
        lang=document.lang if document.lang != "und" else "",
        url=web_address(document.url),
        found_in=f"{_on_one_line(document.path)}{line}" if document.path else "",
    )


def _on_one_line(text: str) -> str:
    """Return a text without line breaks and what else a field of a record can't hold."""
    printable = "".join(char if char.isprintable() else " " for char in text)
    return " ".join(printable.split())
