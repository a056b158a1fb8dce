"""Encode a document with its mentions as an engine takes it, and decode it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from msgspec import Raw, Struct
from msgspec.json import Decoder

from corpus import date_origins
from corpus.document import Document
from indexer import fields
from indexer.analysis.analysed_document import Analysed
from indexer.analysis.pairs import pair_terms
from indexer.analysis.tokens import MARKS, STOP
from indexer.annotation.annotation import Annotation
from indexer.annotation.mention_groups import group_values
from indexer.duplicates.editions import Edition
from indexer.duplicates.signature import Signature, signature_of
from indexer.engines.batches import BATCH, stored_in_batches
from indexer.engines.protocol import Hit, Reader, Record
from indexer.facet_values import encoded
from indexer.linking.mention import Mention

UNDATED: Final = "00000000"

_STORED: Final = Document.__struct_fields__
_COLUMNS: Final = list(Mention._fields)
"""The fields of a mention: named once a document, for objects with names cost 15 % more to decode
(135,484 mentions of 6,596 documents)."""

SIGNATURE: Final = "signature"
_SIGNED: Final = f'{{"{SIGNATURE}": "'

NOTHING: Final = Annotation()
"""The annotation of a document whose mentions were not looked for."""


def date_key(date: str) -> str:
    """Return ``YYYYMMDD`` of a document's date, ``00`` for what it leaves open."""
    return date.replace("-", "").ljust(8, "0") if date else UNDATED


@lru_cache(maxsize=20_000)
def date_of_key(key: str) -> str:
    """The date that ``date_key`` made a key of."""
    parts = (key[:4], key[4:6], key[6:])
    return "-".join(part for part in parts if part.strip("0"))


def dated(document: Document) -> str:
    """Return how sure the date of a document is."""
    if not document.date:
        return fields.UNKNOWN
    return fields.GUESSED if document.date_origin == date_origins.GUESSED else fields.SURE


def order_key(date: str, doc_id: str) -> str:
    """Return what sorts ascending to newest first, undated last, then by id, which follows 8
    characters."""
    return f"{99_999_999 - int(date_key(date)):08d}{doc_id}"


def to_record(analysed: Analysed, annotation: Annotation = NOTHING) -> Record:
    """Encode a document: title and text as one stream with a mark between, the fields that can be
    filtered by, and the stored text that ``with_annotation`` decodes."""
    document, title, body = analysed.document, analysed.title, analysed.body
    title_terms = pair_terms(title)
    signature = signature_of(analysed)
    # What stands alone in a title is asked by ``title:`` too, and titles are short.
    words = {key for key in title.keys if key not in MARKS}
    return Record(
        id=document.id,
        tokenised={
            fields.BODY: " ".join([*title.keys, STOP, *body.keys]),
            fields.PAIR: " ".join(title_terms | pair_terms(body)),
            fields.TITLE_PAIR: " ".join(title_terms | words),
        },
        keywords={
            fields.ID: document.id,
            fields.DATE: date_key(document.date),
            fields.LANG: document.lang,
            fields.YEAR: document.date[:4] or fields.UNKNOWN,
            fields.MONTH: document.date[:7] if len(document.date) >= 7 else fields.UNKNOWN,
            fields.DATED: dated(document),
            fields.SOURCE: encoded(document.source),
            fields.PROVINCE: encoded(document.province),
            fields.GENRE: encoded(document.genre),
            fields.ENCODING: document.encoding or fields.UNKNOWN,
        },
        stored=_stored(document, annotation, signature),
        order=order_key(document.date, document.id),
        entities=annotation.entities(),
        mentions=group_values(document, annotation),
        bands=signature.terms,
    )


def _stored(document: Document, annotation: Annotation, signature: Signature) -> str:
    shape = {name: getattr(document, name) for name in _STORED}
    stored = {
        # First, so that it is read without decoding the rest.
        SIGNATURE: signature.text(),
        "document": shape,
        "columns": _COLUMNS,
        "mentions": annotation.mentions,
        "version": annotation.version,
    }
    return json.dumps(stored, ensure_ascii=False)


class _StoredDocument(Struct):
    """What ``_stored`` encoded, as far as the document; the rest is passed over."""

    document: Document


class _StoredWhole(Struct):
    """What ``_stored`` encoded; the mentions are decoded when their columns are known."""

    document: Document
    columns: list[str]
    mentions: Raw
    version: str


_DOCUMENT: Final = Decoder(_StoredDocument)
_WHOLE: Final = Decoder(_StoredWhole)
_MENTIONS: Final = Decoder(tuple[Mention, ...])


def from_stored(stored: str) -> Document:
    """Decode the document that ``to_record`` stored."""
    return _DOCUMENT.decode(stored).document


def with_annotation(stored: str) -> tuple[Document, Annotation]:
    """Decode the document that ``to_record`` stored, and its mentions. Raises ``ValueError`` for
    mentions of other columns."""
    whole = _WHOLE.decode(stored)
    if whole.columns != _COLUMNS:
        raise ValueError(f"a mention has the columns {_COLUMNS}, not {whole.columns}")
    return whole.document, Annotation(_MENTIONS.decode(whole.mentions), whole.version)


def edition_of(stored: str) -> Edition:
    """Read what ``to_record`` stored, to be compared with others; the document is decoded where it
    is asked for: of a page of ten hits that takes a millisecond, and most have no copy."""
    end = stored.index('"', len(_SIGNED))
    signature = Signature.from_text(stored[len(_SIGNED) : end])
    return Edition(signature, lambda: from_stored(stored))


def documents_in_batches(
    reader: Reader, hits: Iterable[Hit], size: int = BATCH
) -> Iterator[Document]:
    """Yield the documents of these hits, in order; fetched ``size`` at a time."""
    for stored in stored_in_batches(reader, hits, size):
        yield from map(from_stored, stored.values())


def annotated_in_batches(
    reader: Reader, hits: Iterable[Hit], size: int = BATCH
) -> Iterator[tuple[Document, Annotation]]:
    """Yield the documents of these hits with their mentions, in order; fetched ``size`` at a
    time."""
    for stored in stored_in_batches(reader, hits, size):
        yield from map(with_annotation, stored.values())
