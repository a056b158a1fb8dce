"""What an assistant cites: the address of the page, or without one the reference in words."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from corpus.document import Document
from search.citation.reference import Reference, reference_of
from search.completion.completions import Completion
from search.concordance.match_lines import MatchLine
from search.concordance.mention_lines import MentionLine
from search.request import Request
from web.http import urls
from web.http.suggestion_urls import suggestion_url

PAGE: Final = 10
"""Hits of a page of results: what an address need not say."""


class Citing:
    """Cites by addresses below ``base_url``; by words where that is empty. Raises ``ValueError``
    for what is no address of a site."""

    def __init__(self, base_url: str = "") -> None:
        self._base = base_url.rstrip("/")
        parts = urlsplit(base_url)
        is_site = parts.scheme in ("http", "https") and parts.netloc
        if base_url and not (is_site and not parts.query and not parts.fragment):
            raise ValueError(f"{base_url!r} is no address of a site: write https://example.org")

    def document(self, document: Document, path: str, page: int = 0) -> str:
        """Cite a document: its page at ``path``, or its reference in words."""
        return self._base + path if self._base else in_words(reference_of(document), page)

    def hit(self, document: Document, request: Request, page: int) -> str:
        """Cite a document that a request found; the page has the matches marked."""
        asked = request.but(limit=PAGE)
        return self.document(document, urls.document_url(document.id, asked), page)

    def match(self, line: MatchLine, request: Request) -> str:
        """Cite a line of a concordance."""
        asked = request.but(limit=PAGE, sorting="relevance")
        return self._line(line, f"{urls.document_url(line.doc, asked)}#hit-1")

    def mention(self, line: MentionLine) -> str:
        """Cite a mention."""
        return self._line(line, urls.passage_url(line.doc, line.surface))

    def entity(self, kind: str, entity_id: str) -> str:
        """Cite a dossier; without a site there is none to cite."""
        return self._base + urls.entity_url(kind, entity_id) if self._base else ""

    def suggestion(self, one: Completion) -> str:
        """Return the page of what a suggestion counts; without a site there is none."""
        return self._base + suggestion_url(one) if self._base else ""

    def _line(self, line: MatchLine | MentionLine, path: str) -> str:
        if self._base:
            return self._base + path
        document = Document(
            id=line.doc,
            title=line.title,
            body="",
            lang=line.lang,
            date=line.date,
            source=line.source,
            path=line.path,
            line=line.line,
        )
        return in_words(reference_of(document), line.page)


def in_words(reference: Reference, page: int = 0) -> str:
    """Write a reference as a sentence without its end: title, source, date and page as far as they
    are known, the id, and the file."""
    known = [
        f"“{reference.title}”" if reference.title else "",
        reference.source,
        reference.date,
        f"p. {page}" if page else "",
        f"document {reference.id}",
    ]
    file = f" ({reference.found_in})" if reference.found_in else ""
    return ", ".join(one for one in known if one) + file
