"""Make PDFs byte by byte: text at places in fonts that are not embedded, which pdfium reads by
their tables of characters, and pages that are images."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Text:
    """A line of text at a place: points from the left and the bottom of its page."""

    x: float
    y: float
    text: str
    size: float = 10
    font: str = "TimesNewRoman"


@dataclass(frozen=True)
class Image:
    """Grey pixels that fill a page."""

    width: int
    height: int
    pixels: bytes


@dataclass(frozen=True)
class Shapes:
    """So many small shapes."""

    number: int


@dataclass
class Pdf:
    """A PDF with these pages. ``maps`` False leaves out the table from glyphs to characters;
    ``extra`` are entries of its trailer, ``info`` its properties, ``turned`` degrees."""

    pages: Sequence[Sequence[Text | Image | Shapes]]
    info: dict[str, str] = field(default_factory=dict)
    extra: bytes = b""
    size: tuple[int, int] = (595, 842)
    turned: int = 0
    maps: bool = True

    def bytes(self) -> bytes:
        """Write it."""
        self._objects: list[bytes] = []
        self._fonts: dict[str, int] = {}
        kids = [self._page(items) for items in self.pages]
        # Objects are numbered in the order they are added: the tree of the pages is the last but
        # one, and each page names it by the number that it will have.
        tree = self._add(
            b"<</Type/Pages/Count %d/Kids[%s]>>"
            % (len(kids), b" ".join(b"%d 0 R" % kid for kid in kids))
        )
        catalog = self._add(b"<</Type/Catalog/Pages %d 0 R>>" % tree)
        info = b"".join(
            b"/%s<%s>" % (key.encode(), ("\ufeff" + value).encode("utf-16-be").hex().encode())
            for key, value in self.info.items()
        )
        properties = self._add(b"<<%s>>" % info)
        return self._written(tree, catalog, properties)

    def _add(self, content: bytes) -> int:
        self._objects.append(content)
        return len(self._objects)

    def _stream(self, entries: bytes, data: bytes) -> int:
        packed = zlib.compress(data)
        head = b"<</Length %d/Filter/FlateDecode%s>>" % (len(packed), entries)
        return self._add(head + b"stream\n" + packed + b"\nendstream")

    def _page(self, items: Sequence[Text | Image | Shapes]) -> int:
        fonts: dict[str, int] = {}
        images: list[int] = []
        drawn: list[bytes] = []
        for item in items:
            if isinstance(item, Shapes):
                drawn += [b"%d %d 5 5 re f" % divmod(at * 7, 500) for at in range(item.number)]
            elif isinstance(item, Image):
                entries = b"/Type/XObject/Subtype/Image/Width %d/Height %d" % (
                    item.width,
                    item.height,
                )
                entries += b"/ColorSpace/DeviceGray/BitsPerComponent 8"
                images.append(self._stream(entries, item.pixels))
                drawn.append(b"q %d 0 0 %d 0 0 cm /I%d Do Q" % (*self.size, images[-1]))
            else:
                fonts[item.font] = self._font(item.font)
                codes = item.text.encode("utf-16-be").hex().encode()
                place = f"{item.x} {item.y}".encode()
                size = f"{item.size}".encode()
                drawn.append(
                    b"BT /F%d %s Tf %s Td <%s> Tj ET" % (fonts[item.font], size, place, codes)
                )
        content = self._stream(b"", b"\n".join(drawn))
        used = b"".join(b"/F%d %d 0 R" % (number, number) for number in fonts.values())
        shown = b"".join(b"/I%d %d 0 R" % (number, number) for number in images)
        return self._add(
            b"<</Type/Page/Parent TREE/MediaBox[0 0 %d %d]/Rotate %d/Contents %d 0 R"
            b"/Resources<</Font<<%s>>/XObject<<%s>>>>>>"
            % (*self.size, self.turned, content, used, shown)
        )

    def _font(self, name: str) -> int:
        """A font whose codes are those of UTF-16; Han characters are as wide as they are high."""
        if name in self._fonts:
            return self._fonts[name]
        table = (
            b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def "
            b"/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n"
            b"256 beginbfrange\n%s\nendbfrange\nendcmap end end"
            % b"\n".join(
                b"<%02X%02X> <%02XFF> <%02X%02X>" % (high, low, high, high, low)
                for high in range(0x100)
                for low in [0 if high else 32]
            )
        )
        to_unicode = b"/ToUnicode %d 0 R" % self._stream(b"", table) if self.maps else b""
        described = self._add(
            b"<</Type/FontDescriptor/FontName/%s/Flags 4/FontBBox[0 -200 1000 800]/ItalicAngle 0"
            b"/Ascent 800/Descent -200/CapHeight 700/StemV 80>>" % name.encode()
        )
        glyphs = self._add(
            b"<</Type/Font/Subtype/CIDFontType2/BaseFont/%s/CIDSystemInfo<</Registry(Adobe)"
            b"/Ordering(Identity)/Supplement 0>>/FontDescriptor %d 0 R/DW 500"
            b"/W[12289 65500 1000]>>" % (name.encode(), described)
        )
        self._fonts[name] = self._add(
            b"<</Type/Font/Subtype/Type0/BaseFont/%s/Encoding/Identity-H"
            b"/DescendantFonts[%d 0 R]%s>>" % (name.encode(), glyphs, to_unicode)
        )
        return self._fonts[name]

    def _written(self, tree: int, catalog: int, properties: int) -> bytes:
        written = bytearray(b"%PDF-1.7\n")
        places = []
        for number, content in enumerate(self._objects, 1):
            places.append(len(written))
            body = content.replace(b"/Parent TREE", b"/Parent %d 0 R" % tree)
            written += b"%d 0 obj\n%s\nendobj\n" % (number, body)
        table = len(written)
        written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(places) + 1)
        for place in places:
            written += b"%010d 00000 n \n" % place
        written += b"trailer\n<</Size %d/Root %d 0 R/Info %d 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (
            len(places) + 1,
            catalog,
            properties,
            self.extra,
            table,
        )
        return bytes(written)
