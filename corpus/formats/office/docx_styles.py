"""The styles of a DOCX: their names, and the font in which a run is written.

A run's font is that of its own properties, else of its character style, else of its paragraph's
style, each with those that it is based on, else that of the document (ISO 29500-1, 17.7.2). Fonts
of table styles are not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any, Final, NamedTuple

W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"

MOST_BASES: Final = 50
"""Most styles that are based on each other. Word allows 11; a circle would never end."""

# Bytes beyond ASCII, the letters of old fonts, are shown in the font for "hAnsi".
_KINDS: Final = ("hAnsi", "ascii")


class _Style(NamedTuple):
    name: str
    base: str
    font: str | None


class Styles:
    """The styles of a document by their ids. ``root`` is the element of its part of styles, None if
    it has none."""

    def __init__(self, root: Any | None) -> None:
        self._styles: dict[str, _Style] = {}
        self._default_paragraph = ""
        self._document_font: str | None = None
        if root is not None:
            self._read(root)
        self.font = cache(self._font)

    def _read(self, root: Any) -> None:
        defaults = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr")
        self._document_font = own_font(defaults)
        for style in root.iterfind(f"{W}style"):
            key = style.get(f"{W}styleId") or ""
            self._styles[key] = _Style(
                value(style.find(f"{W}name")).lower(),
                value(style.find(f"{W}basedOn")),
                own_font(style.find(f"{W}rPr")),
            )
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                self._default_paragraph = key

    def names(self, style: str) -> Iterator[str]:
        """Give the names, in lower case, of a style and of those that it is based on. Those that
        Word comes with have their English names in every language (``title``, ``heading 1``)."""
        for one in self._chain(style):
            yield one.name

    def _font(self, paragraph_style: str, run_style: str) -> str:
        """Return the font of a run that names none itself; empty if that is a font of the theme, or
        nothing is said."""
        for style in (run_style, paragraph_style or self._default_paragraph):
            for one in self._chain(style):
                if one.font is not None:
                    return one.font
        return self._document_font or ""

    def _chain(self, style: str) -> Iterator[_Style]:
        for _ in range(MOST_BASES):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = found.base


def own_font(properties: Any | None) -> str | None:
    """Return the font that properties of a run (``w:rPr``) name: empty for one of the theme, which
    is never an old one, None if they name none."""
    fonts = None if properties is None else properties.find(f"{W}rFonts")
    if fonts is None:
        return None
    for kind in _KINDS:
        if fonts.get(f"{W}{kind}Theme"):
            return ""
        if font := fonts.get(f"{W}{kind}"):
            return str(font)
    return None


def value(element: Any | None) -> str:
    """Return the ``w:val`` of an element; empty if there is none."""
    return "" if element is None else element.get(f"{W}val") or ""


def is_on(element: Any | None) -> bool:
    """Tell whether a property that is there, or not, holds (ISO 29500-1, 22.9.2.7)."""
    return element is not None and value(element) not in ("0", "false", "off")
