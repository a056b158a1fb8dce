"""The styles of an ODT: their names, and the font of a text (ODF 1.3, part 3, 16 and 20)."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

STYLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_FO: Final = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
_SVG: Final = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"

MOST_BASES: Final = 50
"""Most styles that are based on each other; a circle would never end."""


class _Style(NamedTuple):
    name: str
    base: str
    font: str


class OdtStyles:
    """The styles of a document. ``content`` and ``common`` are the root elements of its two parts
    that have some, ``common`` is None if there is no such part."""

    def __init__(self, content: Element, common: Element | None) -> None:
        self._faces: dict[str, str] = {}
        self._styles: dict[str, _Style] = {}
        self._default = ""
        for root in (content, common):
            self._read_faces(root)
        if common is not None:
            self._read(common.find(f"{_OFFICE}styles"))
        # Those of the other part that have such names belong to headers and footers.
        self._read(content.find(f"{_OFFICE}automatic-styles"))
        self.font = cache(self._font)

    def names(self, style: str) -> Iterator[str]:
        """Give the names, in lower case, of a style and of those that it is based on."""
        for one in self._chain(style):
            yield one.name

    def _font(self, paragraph: str, spans: tuple[str, ...]) -> str:
        """Return the font of a text in a paragraph and in spans of these styles, the innermost
        last; empty if none is named."""
        for style in (*reversed(spans), paragraph):
            for one in self._chain(style):
                if one.font:
                    return one.font
        return self._default

    def _read_faces(self, root: Element | None) -> None:
        path = f"{_OFFICE}font-face-decls/{STYLE}font-face"
        for face in () if root is None else root.iterfind(path):
            family = face.get(f"{_SVG}font-family") or ""
            self._faces[face.get(f"{STYLE}name") or ""] = family.strip("'\"")

    def _read(self, styles: Element | None) -> None:
        for style in () if styles is None else styles:
            family = style.get(f"{STYLE}family")
            if family not in ("paragraph", "text"):
                continue
            if style.tag == f"{STYLE}default-style":
                if family == "paragraph":
                    self._default = self._own_font(style)
                continue
            key = style.get(f"{STYLE}name") or ""
            # The name that is shown; without one "_20_" stands for a blank.
            name = style.get(f"{STYLE}display-name") or key.replace("_20_", " ")
            base = style.get(f"{STYLE}parent-style-name") or ""
            self._styles[key] = _Style(name.lower(), base, self._own_font(style))

    def _own_font(self, style: Element) -> str:
        properties = style.find(f"{STYLE}text-properties")
        if properties is None:
            return ""
        name = properties.get(f"{STYLE}font-name") or ""
        family = properties.get(f"{_FO}font-family") or ""
        return self._faces.get(name, name) or family.strip("'\"")

    def _chain(self, style: str) -> Iterator[_Style]:
        for _ in range(MOST_BASES):
            found = self._styles.get(style)
            if found is None:
                return
            yield found
            style = found.base
