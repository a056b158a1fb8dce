"""What is known of a document, beside its text: facts, names, copies, its reference."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from corpus.cleaning import web_address
from corpus.date_origins import GUESSED
from indexer import fields
from search.answer.models import DocumentView
from search.citation.reference import reference_of
from search.request import Request
from search.similar.similar_documents import other_language
from web.http import urls
from web.i18n.formatting import dated, grouped
from web.i18n.texts import Texts
from web.pages.document_facts import (
    date_text,
    lined,
    name_tag,
    origin_text,
    page_text,
    value_text,
)
from web.pictures.names import in_order

COPIES: Final = 10
"""Most reprints that are listed beside a document. Not measured."""

NAMED: Final = 20
"""Most names of a kind that are listed beside a document, the most frequent; a page of 60,000 bytes
has room for so many of five kinds."""

PAGES_LISTED: Final = 12
"""Most pages whose confidence is listed one by one: three lines of the panel."""


class Fact(Struct, frozen=True):
    """A line of the panel."""

    label: str
    value: str
    tag: str


class Printing(Struct, frozen=True):
    """Another printing of the story: its source and date, its URL, the ``lang`` of its source."""

    text: str
    href: str
    tag: str


class NamedRow(Struct, frozen=True):
    """An entity that the document names: its names, each with its language, that of the page
    first."""

    names: tuple[tuple[str, str], ...]
    times: str
    href: str


class NamedGroup(Struct, frozen=True):
    """The entities of a kind that the document names. ``more`` says how many are not listed."""

    label: str
    rows: tuple[NamedRow, ...]
    more: str


class DocumentPanel:
    """What stands beside the text of one document."""

    def __init__(self, view: DocumentView, texts: Texts, *, originals: bool) -> None:
        self.view = view
        self.texts = texts
        self.date = date_text(view.date, view.date_origin, texts)
        self.similar_url = urls.similar_path(view.id)
        self.similar_text = texts[f"event_{other_language(view.lang)}"]
        self.original = web_address(view.url)
        self.file_url = urls.original_path(view.id) if originals and view.document.place else ""

    @property
    def citations(self) -> list[tuple[str, str]]:
        """List the reference to the document as files: format and URL."""
        return urls.citations_of(self.view.id)

    @property
    def reference(self) -> str:
        """The reference to the document as a text: source, title, date, address, and where it was
        read."""
        one, texts = reference_of(self.view.document), self.texts
        date = dated(one.date, texts.language) if one.date else texts["cited_undated"]
        said = [
            one.source,
            f"“{one.title or texts['cited_untitled']}”",
            date if self.view.date_origin != GUESSED else self.date,
            one.url or one.found_in,
        ]
        written = texts["cited_stop"].join(part for part in said if part)
        return f"{written}{texts['cited_stop']}{texts.filled('cited_accessed', id=one.id)}"

    def cited(self) -> list[tuple[str, str]]:
        """List what programs that keep references look for in the head of a page (the names of
        Highwire Press, which Zotero reads)."""
        one = reference_of(self.view.document)
        found = {
            "title": one.title,
            "journal_title": one.source,
            "publication_date": one.date.replace("-", "/"),
            "language": one.lang,
            "public_url": one.url,
        }
        return [(f"citation_{name}", value) for name, value in found.items() if value]

    def named(self) -> Iterator[NamedGroup]:
        """List the entities of the document by label, the most frequent of each."""
        for label, rows in self.view.named.items():
            more = len(rows) - NAMED
            yield NamedGroup(
                self.texts[f"named_{label}"],
                tuple(
                    NamedRow(
                        tuple(in_order(one.name, self.texts.language)),
                        grouped(one.times),
                        urls.entity_url(one.kind, one.id),
                    )
                    for one in rows[:NAMED]
                ),
                self.texts.filled("more_named", n=grouped(more)) if more > 0 else "",
            )

    def copies(self) -> list[Printing]:
        """List where else the story was printed, the first ``COPIES``."""
        texts = self.texts
        return [
            Printing(
                f"{one.source or texts['unknown']} · {date_text(one.date, one.date_origin, texts)}",
                urls.document_path(one.id),
                name_tag(one.source),
            )
            for one in self.view.copies[:COPIES]
        ]

    @property
    def all_copies(self) -> tuple[str, str] | None:
        """What lists all of them where there are more: text and URL."""
        count = len(self.view.copies)
        if count <= COPIES:
            return None
        href = urls.results_url(Request("", story=self.view.id))
        return self.texts.counted("copies", count), href

    def facts(self) -> Iterator[Fact]:
        """List what is known about the document, and what is not known of source and date."""
        view, texts = self.view, self.texts
        unknown = texts["unknown"]
        yield Fact(texts["fact_source"], view.source or unknown, name_tag(view.source))
        yield Fact(texts["fact_date"], self.date, "")
        if view.date_origin:
            yield Fact(texts["fact_date_origin"], origin_text(view.date_origin, texts), "")
        yield Fact(texts["fact_lang"], value_text(fields.LANG, view.lang, texts), "")
        if view.province:
            yield Fact(texts["fact_province"], view.province, name_tag(view.province))
        if view.genre:
            yield Fact(texts["fact_genre"], value_text(fields.GENRE, view.genre, texts), "")
        if path := view.document.path:
            yield Fact(texts["fact_file"], lined(path, view.document, texts), "")
        if view.encoding:
            yield Fact(texts["fact_encoding"], view.encoding, "")
        if view.repaired:
            yield Fact(
                texts["fact_repaired"], texts.filled("repaired_from", what=view.repaired), ""
            )
        if view.document.confidence:
            yield Fact(texts["fact_confidence"], self._confidence(), "")
        yield Fact(texts["fact_id"], view.id, "")

    def _confidence(self) -> str:
        """Say how sure the recognised characters are: of each page, of many pages from the least
        to the most."""
        sure = [
            (page, percent)
            for page, percent in enumerate(self.view.document.confidence, 1)
            if percent
        ]
        if len(sure) == 1 and not self.view.document.pages:
            return f"{sure[0][1]} %"
        if len(sure) <= PAGES_LISTED:
            return ", ".join(
                f"{page_text(page, self.texts)}: {sure_of} %" for page, sure_of in sure
            )
        percents = [percent for _, percent in sure]
        return f"{min(percents)}–{max(percents)} %"
