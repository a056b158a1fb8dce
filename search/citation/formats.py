"""Write references in the formats of reference managers, while they are found.

BibTeX after the manual of biblatex (3.20, § 2: fields and dates), RIS after the specification of
2011 (tags, dates with slashes, lines of CR LF), CSL-JSON after the schema of CSL 1.0.2.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b
from typing import Final, TypeAlias
from urllib.parse import quote

from msgspec import Struct

from corpus.cleaning import one_line
from search.citation.reference import Reference
from search.request_errors import BadRequest

Batches: TypeAlias = Iterable[Sequence[Reference]]

Writer: TypeAlias = Callable[[Batches], Iterator[bytes]]
"""Writes references as they come; gives what it has after each batch, if only ``b""``."""


class CitationFormat(Struct, frozen=True):
    """A format of references: what people call it, and the ending of its files."""

    name: str
    media_type: str
    ending: str
    write: Writer


def bibtex(batches: Batches) -> Iterator[bytes]:
    """Write one ``@article`` for each, in UTF-8; titles keep their capitals."""
    for batch in batches:
        yield "".join(map(_bibtex, batch)).encode("utf-8", "replace")


def ris(batches: Batches) -> Iterator[bytes]:
    """Write one record of type NEWS for each, in UTF-8."""
    for batch in batches:
        yield "".join(map(_ris, batch)).encode("utf-8", "replace")


def csl_json(batches: Batches) -> Iterator[bytes]:
    """Write a JSON array of CSL items of type ``article-newspaper``."""
    before = "[\n"
    for batch in batches:
        found = []
        for one in batch:
            found.append(before + json.dumps(_csl(one), ensure_ascii=False))
            before = ",\n"
        yield "".join(found).encode("utf-8", "replace")
    yield b"[]\n" if before == "[\n" else b"\n]\n"


FORMATS: Final[Mapping[str, CitationFormat]] = {
    "bibtex": CitationFormat("BibTeX", "application/x-bibtex; charset=utf-8", "bib", bibtex),
    "ris": CitationFormat("RIS", "application/x-research-info-systems; charset=utf-8", "ris", ris),
    "csl": CitationFormat("CSL-JSON", "application/vnd.citationstyles.csl+json", "json", csl_json),
}
"""By name; the first is used where none is asked for."""


def citation_format(name: str) -> CitationFormat:
    """Return the format of this name, the first for none. Raises ``BadRequest``."""
    found = FORMATS.get(name or next(iter(FORMATS)))
    if found is None:
        raise BadRequest("bad_format", value=name[:40], known=", ".join(FORMATS))
    return found


_SPECIAL: Final = {
    **{char: f"\\{char}" for char in "&%$#_{}"},
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}

_LANGID: Final = {"vi": "vietnamese", "zh": "chinese", "en": "english"}
"""The names of babel, which biblatex asks for."""


def _bibtex(one: Reference) -> str:
    year, month, *_ = (*one.date_parts, "", "")
    title = _tex(one.title)
    fields = {
        "title": f"{{{title}}}" if title else "",
        "journal": _tex(one.source),
        "date": one.date,
        "year": year,
        "month": str(int(month)) if month else "",
        "url": quote(one.url, safe=":/?#[]@!$&'()*+,;=%~-._") if one.url else "",
        "langid": _LANGID.get(one.lang, ""),
        "note": _tex(one.found_in),
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@article{{{_key(one.id)},\n{lines}}}\n\n"


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in text)


_KEY: Final = re.compile(r"[A-Za-z0-9_.:/-]+")

_DIGESTED: Final = re.compile(r".*-[0-9a-f]{16}")
"""What a key with a digest looks like."""


def _key(doc_id: str) -> str:
    """Return an id as a key; where it has capitals or characters that no key may have, or looks
    like a key with a digest, with a digest of it: BibTeX takes keys that differ in capitals alone
    for one. A document has the same key in every file."""
    if _KEY.fullmatch(doc_id) and doc_id == doc_id.lower() and not _DIGESTED.fullmatch(doc_id):
        return doc_id
    plain = "-".join(_KEY.findall(doc_id)) or "id"
    digest = blake2b(doc_id.encode("utf-8", "replace"), digest_size=8).hexdigest()
    return f"{plain}-{digest}"


def _ris(one: Reference) -> str:
    # Month and day may be left out, the slashes may not.
    date = "/".join((*one.date_parts, "", "")[:3]) + "/" if one.date else ""
    tags = (
        ("TY", "NEWS"),
        ("ID", one.id),
        ("TI", one.title),
        ("T2", one.source),
        ("PY", one.date_parts[0] if one.date else ""),
        ("DA", date),
        ("LA", one.lang),
        ("UR", one.url),
        ("N1", one.found_in),
    )
    # An id may be anything; a tag is one line.
    lines = "".join(f"{tag}  - {one_line(value)}\r\n" for tag, value in tags if value)
    return f"{lines}ER  - \r\n\r\n"


def _csl(one: Reference) -> dict[str, object]:
    shape: dict[str, object] = {"id": one.id, "type": "article-newspaper", "title": one.title}
    if one.date:
        shape["issued"] = {"date-parts": [[int(part) for part in one.date_parts]]}
    others = {
        "container-title": one.source,
        "language": one.lang,
        "URL": one.url,
        "note": one.found_in,
    }
    return shape | {name: value for name, value in others.items() if value}
