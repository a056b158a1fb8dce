"""What every picture has on its page and in its files: a title, a table, addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Final, Protocol
from urllib.parse import unquote_plus

from msgspec import Struct

from web.http import query_string
from web.i18n.texts import Texts
from web.pictures.boxes import text_width
from web.pictures.paint import Paint

PRODUCT: Final = "Song Ngữ"


class NumberRow(Struct, frozen=True):
    """One row of the numbers behind a picture: name of a column and value."""

    cells: tuple[tuple[str, str | int], ...]

    def shape(self) -> dict[str, object]:
        """Return it as the writers of files take it."""
        return dict(self.cells)


class PictureView(Protocol):
    """A picture: ``drawing`` is the template that draws it with ``paint``; ``columns`` and
    ``numbers`` are its CSV; ``address`` that of its page, without an ending."""

    @property
    def title(self) -> str: ...
    @property
    def drawing(self) -> str: ...
    @property
    def width(self) -> float: ...
    @property
    def height(self) -> float: ...
    @property
    def paint(self) -> Paint: ...
    @property
    def columns(self) -> tuple[str, ...]: ...
    @property
    def address(self) -> PictureAddress: ...
    def numbers(self) -> Iterator[NumberRow]: ...


class PictureAddress(Struct, frozen=True):
    """The address of a picture's page, and with endings those of its files."""

    path: str
    pairs: tuple[tuple[str, str], ...] = ()

    def of(self, ending: str = "") -> str:
        """Return the URL with an ending of its path (``.svg``)."""
        query = query_string.encoded(self.pairs)
        return f"{self.path}{ending}" + (f"?{query}" if query else "")

    @property
    def files(self) -> tuple[tuple[str, str], ...]:
        """List the files of the picture: name of the format, and URL."""
        return ("SVG", self.of(".svg")), ("CSV", self.of(".csv"))


class Imprint(Struct, frozen=True):
    """What a file says below its picture: where it was made of what, and when."""

    lines: tuple[str, ...]

    @classmethod
    def of(cls, view: PictureView, texts: Texts, archive: str, version: str) -> Imprint:
        """Say the archive (its address), the page with its query and filters, the day and the
        version of the index, in lines as wide as the picture."""
        day = datetime.now(UTC).date().isoformat()
        address = archive + unquote_plus(view.address.of())
        said = texts.filled(
            "picture_imprint", product=PRODUCT, address=address, day=day, version=version
        )
        return cls(tuple(wrapped(said, view.width)))


def wrapped(text: str, width: float) -> Sequence[str]:
    """Cut a text into lines of at most a width, between any two characters: addresses have no
    blanks."""
    lines = [""]
    for char in text:
        if text_width(lines[-1] + char) > width:
            lines.append("")
        lines[-1] += char
    return lines
