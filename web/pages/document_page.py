"""The page of a document: its text with matches marked and numbered, and its facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from markupsafe import Markup

from corpus.cleaning import web_address
from indexer import fields
from indexer.linking.mention import OTHER, Mention
from search.answer.models import DocumentView
from search.citation.reference import reference_of
from search.request import Request
from search.similar.similar_documents import other_language
from web.html.marking import NumberedMarks, script_of, text_tag
from web.http import urls
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.document_facts import (
    date_text,
    lined,
    name_tag,
    origin_text,
    page_mark,
    page_text,
    reason_text,
    title_text,
    value_text,
)
from web.pages.keeping import Keeping

TICKS: Final = 400
"""Most matches drawn on the rail; more than its pixels could not be told apart."""

COPIES: Final = 10
"""Most reprints that are listed beside a document. Not measured."""

LISTED: Final = 60
"""Most matches listed by number; each is reached from the one before it all the same."""

PAGES_LISTED: Final = 12
"""Most pages whose confidence is listed one by one: three lines of the panel."""


@dataclass(frozen=True, slots=True)
class Tick:
    """A match on the rail: its number, its place in percent of the text, its script."""

    number: int
    top: float
    script: str


@dataclass(frozen=True, slots=True)
class Fact:
    """A line of the panel."""

    label: str
    value: str
    tag: str


@dataclass(frozen=True, slots=True)
class Printing:
    """Another printing of the story: its source and date, its URL, the ``lang`` of its source."""

    text: str
    href: str
    tag: str


class DocumentPage:
    """One document in one language, with the request that found it."""

    def __init__(
        self, view: DocumentView, request: Request, texts: Texts, *, originals: bool = False
    ) -> None:
        self.view = view
        self.keeping: Keeping | None = None
        self.texts = texts
        sample = "".join(
            piece.text for line in (view.title, *view.paragraphs[:3]) for piece in line
        )
        self.tag = text_tag(view.lang, sample)
        self.badge = view.lang.upper()
        self.total = len(view.marks)
        self.matches = texts.counted("matches", self.total)
        self.has_query = bool(request.query)
        anchor = urls.anchor_of(view.id)
        self.back = f"{urls.results_url(request)}#{anchor}"
        self.json_url = urls.json_url(urls.document_url(view.id, request))
        self.similar_url = urls.similar_path(view.id)
        self.similar_text = texts[f"event_{other_language(view.lang)}"]
        self.original = web_address(view.url)
        self.file_url = urls.original_path(view.id) if originals and view.document.place else ""
        self.date = date_text(view.date, view.date_origin, texts)
        self._marks = NumberedMarks(
            self.total,
            texts["previous_hit"],
            texts["next_hit"],
            self._entity,
            lambda page: page_mark(page, texts, f"page-{page}"),
        )
        self.plain_title = title_text(view.document, texts)
        self.title = self._marks(view.title, self.tag) or Markup.escape(self.plain_title)

    def _entity(self, mention: Mention) -> tuple[str, str]:
        """Return the URL of the entity of a mention (empty for none), and why it is one."""
        if not mention.entity or mention.label == OTHER:
            return "", ""
        label = self.texts[f"label_{mention.label}"]
        href = urls.entity_url(mention.label, mention.place or mention.entity)
        return href, f"{label} — {reason_text(mention, self.texts)}"

    def paragraphs(self) -> Iterator[Markup]:
        """Return the text as HTML. To be read once, after the title: the matches are numbered
        through."""
        return (self._marks(line, self.tag) for line in self.view.paragraphs if line)

    def ticks(self) -> list[Tick]:
        """List where the matches stand in the text."""
        length = sum(len(piece.text) for line in self.view.paragraphs for piece in line) + len(
            self.view.paragraphs
        )
        ticks = []
        for number, span in enumerate(self.view.marks[:TICKS], 1):
            at = span.start if span.field == "body" else 0
            ticks.append(Tick(number, round(1 + 96 * at / max(length, 1), 2), script_of(span.form)))
        return ticks

    @property
    def citations(self) -> list[tuple[str, str]]:
        """List the reference to the document as files: format and URL."""
        return urls.citations_of(self.view.id)

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

    @property
    def listed(self) -> range:
        """The numbers of the matches that are listed."""
        return range(1, min(self.total, LISTED) + 1)

    def named(self) -> Iterator[tuple[str, list[tuple[str, str, str]]]]:
        """List the entities of the document by label: name, mentions and URL of each."""
        for label, rows in self.view.named.items():
            yield (
                self.texts[f"named_{label}"],
                [
                    (str(one.name), grouped(one.times), urls.entity_url(one.kind, one.id))
                    for one in rows
                ],
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
