"""Files of word processors and tables: sound, in old fonts, damaged, locked, made to do harm."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator

import docx
import openpyxl

from corpus.decoding.legacy import LEGACY, encode_legacy
from corpus.decoding.legacy_fonts import to_shown, to_tcvn3, to_vni
from tests.corpus.awkward.makers import EN, TW, VI, ZH, encoded, letter, tar_of, zip_of
from tests.corpus.awkward.rows import Row

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = _OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500)
_BOMB = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><x>&b;</x>'
_ODT = (
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
)


def _docx(*paragraphs: str, font: str = "") -> bytes:
    made = docx.Document()
    for text in paragraphs:
        run = made.add_paragraph().add_run(text)
        if font:
            run.font.name = font
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _xlsx(*rows: list[str]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _odt(text: str) -> bytes:
    body = (
        f'<o:document-content xmlns:o="{_ODT[0]}" xmlns:t="{_ODT[1]}"><o:body><o:text>'
        f"<t:p>{text}</t:p></o:text></o:body></o:document-content>"
    )
    return zip_of([("content.xml", body.encode())])


def _epub(text: str) -> bytes:
    package = (
        '<package xmlns="http://www.idpf.org/2007/opf"><metadata/><manifest><item id="a" '
        'href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref idref="a"/>'
        "</spine></package>"
    )
    container = (
        '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
        '<rootfile full-path="b.opf"/></rootfiles></container>'
    )
    page = f"<html><body><h1>Chương một</h1><p>{text}</p></body></html>"
    return zip_of(
        [
            ("META-INF/container.xml", container.encode()),
            ("b.opf", package.encode()),
            ("a.xhtml", page.encode()),
        ]
    )


def _rtf(text: str) -> bytes:
    codes = "".join(
        char if ord(char) < 128 else f"\\u{(ord(char) + 32768) % 65536 - 32768}?" for char in text
    )
    return rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}} " + codes.encode() + rb"\par}"


def _csv(text: str, separator: str = ",") -> str:
    return f'title{separator}body\r\nTin{separator}"{text}"\r\n'


def _with(data: bytes, name: str, content: bytes) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        files = [(one, archive.read(one)) for one in archive.namelist() if one != name]
    return zip_of([*files, (name, content)])


_MADE = {".docx": _docx, ".odt": _odt, ".epub": _epub, ".rtf": _rtf}


def _sound() -> Iterator[Row]:
    for ending, make in _MADE.items():
        for lang, text in {"vi": VI, "zh": ZH, "tw": TW, "en": EN}.items():
            yield Row(f"{lang}{ending}", lambda make=make, text=text: make(text), (text,))
        yield Row(f"in{ending}.zip", lambda e=ending, m=make: zip_of([(f"a{e}", m(VI))]), (VI,))
        yield Row(f"in{ending}.tar", lambda e=ending, m=make: tar_of([(f"a{e}", m(ZH))]), (ZH,))
        yield Row(f"attached{ending}.eml", lambda e=ending, m=make: _attached(e, m(ZH)), (VI, ZH))
    for lang, text in {"vi": VI, "zh": ZH}.items():
        for encoding in ("utf-8", "utf-8-sig", "utf-16"):
            for ending, separator in ((".csv", ","), (".tsv", "\t")):
                yield Row(
                    f"{lang}-{encoding}{ending}",
                    lambda t=text, e=encoding, s=separator: encoded(_csv(t, s), e),
                    (text,),
                )
        yield Row(
            f"{lang}.xlsx", lambda text=text: _xlsx(["title", "body"], ["Tin", text]), (text,)
        )


def _attached(ending: str, data: bytes) -> bytes:
    message = letter(VI)
    message.add_attachment(data, maintype="application", subtype="x", filename=f"a{ending}")
    return message.as_bytes()


def _old() -> Iterator[Row]:
    for name in LEGACY:
        data = encode_legacy(f"{VI}\n\n{VI}", name)
        yield Row(f"old-{name}.txt", lambda data=data: data, (VI,))
        yield Row(f"old-{name}.txt.zip", lambda data=data: zip_of([("a.txt", data)]), (VI,))
    yield Row("old-tcvn3.docx", lambda: _docx(to_tcvn3(VI), font=".VnTime"), (VI,))
    yield Row("old-vni.docx", lambda: _docx(to_vni(VI), font="VNI-Times"), (VI,))
    yield Row("shown-as-1252.txt", lambda: to_shown(VI.encode()).encode(), (VI,))


_HARM = [
    Row("locked.docx", lambda: _LOCKED, (), "password"),
    Row("locked.xlsx", lambda: _LOCKED, (), "password"),
    Row("cut-off.docx", lambda: _docx(VI)[:-300], (), "cut off"),
    Row("cut-off.xlsx", lambda: _xlsx(["a"], [VI])[:-200], (), "cut off"),
    Row("cut-off.odt", lambda: _odt(VI)[:-40], (), "cut off"),
    Row("cut-off.epub", lambda: _epub(VI)[:-40], (), "cut off"),
    Row(
        "entities.docx", lambda: _with(_docx(VI), "word/document.xml", _BOMB.encode()), (), "entit"
    ),
    Row("entities.odt", lambda: _with(_odt(VI), "content.xml", _BOMB.encode()), (), "entit"),
    Row("entities.epub", lambda: _with(_epub(VI), "b.opf", _BOMB.encode()), (), "entit"),
    Row(
        "bomb.docx", lambda: _with(_docx(VI), "word/media/a.bmp", bytes(20 << 20)), (), "unpacks to"
    ),
    Row("bomb.odt", lambda: _with(_odt(VI), "Pictures/a.bmp", bytes(20 << 20)), (), "unpacks to"),
    Row("no-text.docx", lambda: _docx(), (), "no text"),
    *(
        Row(f"no-file-of{one}", lambda: b"<html>", (), "does not begin as one")
        for one in (".docx", ".xlsx")
    ),
]

ROWS = [*_sound(), *_old(), *_HARM]
