"""What tells of the same as a document: in the other language, and in its own."""

from __future__ import annotations

from collections.abc import Iterator

from markupsafe import Markup
from msgspec import Struct

from search.similar.similar_documents import SimilarDocument, SimilarDocuments
from web.html.marking import escaped, text_tag
from web.http import urls
from web.i18n.texts import Texts
from web.pages.document_facts import date_text, name_tag, title_text


class SimilarRow(Struct, frozen=True):
    """A document of the list. ``facts`` are its date, its source and whether it is a copy."""

    href: str
    lang: str
    tag: str
    badge: str
    title: Markup
    facts: tuple[tuple[str, str], ...]
    shared: tuple[Markup, ...]


class SimilarPage:
    """Two short lists, that of the other language first."""

    def __init__(self, lists: tuple[SimilarDocuments, ...], texts: Texts) -> None:
        self._lists = lists
        self._texts = texts
        document = lists[0].document
        self.href = urls.document_path(document.id)
        self.title = title_text(document, texts)
        self.tag = text_tag(document.lang, document.title)
        self.json_url = urls.json_url(urls.similar_path(document.id))

    def lists(self) -> Iterator[tuple[str, list[SimilarRow]]]:
        """List the heading and the documents of each language."""
        for one in self._lists:
            key = f"event_{one.lang}" if one.is_other_language else "more_like_this"
            yield self._texts[key], [self._row(found) for found in one.found]

    def _row(self, found: SimilarDocument) -> SimilarRow:
        document, texts = found.document, self._texts
        tag = text_tag(document.lang, document.title or document.body)
        facts = [(date_text(document.date, document.date_origin, texts), "")]
        if document.source:
            facts.append((document.source, name_tag(document.source)))
        if found.is_copy:
            facts.append((texts["nearly_same"], ""))
        return SimilarRow(
            href=urls.document_path(document.id),
            lang=document.lang,
            tag=tag,
            badge=document.lang.upper(),
            title=Markup(escaped(title_text(document, texts), tag)),
            facts=tuple(facts),
            shared=tuple(Markup(escaped(str(one), "vi")) for one in found.shared),
        )
