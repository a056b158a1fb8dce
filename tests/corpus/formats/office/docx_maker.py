"""Make Word files for tests, and read them."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.text.paragraph import Paragraph

from corpus.document import Document, Failure
from corpus.formats.office.docx import read_docx
from corpus.formats.source_file import Source


def read(data: bytes | Any, folder: Path) -> Document | Failure:
    """Read a file of these bytes, or of a document of python-docx."""
    if not isinstance(data, bytes):
        saved = BytesIO()
        data.save(saved)
        data = saved.getvalue()
    path = folder / "a.docx"
    path.write_bytes(data)
    (item,) = read_docx(Source(path, "/a.docx"))
    return item


def document(data: bytes | Any, folder: Path) -> Document:
    item = read(data, folder)
    assert isinstance(item, Document), item
    return item


def reason(data: bytes | Any, folder: Path) -> str:
    item = read(data, folder)
    assert isinstance(item, Failure), item
    assert item.lost
    return item.reason


def with_xml(paragraph: Paragraph, xml: str) -> None:
    """Append elements to a paragraph. The prefix of WordprocessingML is w."""
    for child in parse_xml(f"<w:p {nsdecls('w')}>{xml}</w:p>"):
        paragraph._p.append(child)


def with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """Return a zip archive with one member changed."""
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, change(content) if member == name else content)
    return changed.getvalue()


def saved(made: Any) -> bytes:
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def with_new_part(data: bytes, name: str, xml: str) -> bytes:
    """Return a Word file with one more part of the main document."""
    rels = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    relation = f'<Relationship Id="r{name}" Type="{rels}/{name}" Target="{name}.xml"/>'
    data = with_part(
        data,
        "word/_rels/document.xml.rels",
        lambda old: old.replace(b"</Relationships>", f"{relation}</Relationships>".encode()),
    )
    added = BytesIO(data)
    with zipfile.ZipFile(added, "a") as archive:
        archive.writestr(f"word/{name}.xml", xml)
    return added.getvalue()
