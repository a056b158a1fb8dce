"""What the query names, in words and links: the first thing on a page of results."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from indexer import fields
from search.answer.counted_entities import Answer, CountedEntity, LanguageCount
from search.answer.models import Results
from search.expansion.entity_links import FIELD_OF
from search.names.entity_names import EntityName
from search.request import Request
from web.http import urls
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.document_facts import name_tag
from web.pages.request_changes import as_usual


class LanguageRow(Struct, frozen=True):
    """What one language has of an entity, with the links to it (empty where there is nothing)."""

    lang: str
    documents: str
    documents_url: str
    mentions: str
    mentions_url: str


class EntityRow(Struct, frozen=True):
    """An entity: what it is, its names with their ``lang``, its dossier, and its counts."""

    kind: str
    names: tuple[tuple[str, str], ...]
    dossier: str
    languages: tuple[LanguageRow, ...]


class AnswerRow(Struct, frozen=True):
    """An entity that the query names. Of a gate with a gate across the border also that one, and
    what may be searched: this side or the pair; the one in use has no URL."""

    entity: EntityRow
    other_side: EntityRow | None
    searches: tuple[tuple[str, str], ...]


def answer_rows(results: Results, texts: Texts) -> Iterator[AnswerRow]:
    """Return what the query of an answer names."""
    return (_answer(one, results, texts) for one in results.answers)


def is_narrowed(request: Request, kind: str) -> bool:
    """Tell whether what an answer counts of an entity of a kind is less than its dossier has: a
    dossier knows no filters. Those of the language and of its own kind don't act on the counts."""
    acting = set(request.filters) - {fields.LANG, FIELD_OF[kind]}
    dated = request.since or request.until
    return bool(dated or request.story or acting or request.excluded)


def _answer(answer: Answer, results: Results, texts: Texts) -> AnswerRow:
    other, request = answer.other_side, results.request
    searches: tuple[tuple[str, str], ...] = ()
    if other is not None and (other.documents or request.pair):
        this, pair = urls.results_url(request.but(pair=False)), request.but(pair=True)
        searches = (
            (texts["this_side"], this if request.pair else ""),
            (texts["the_pair"], "" if request.pair else urls.results_url(pair)),
        )
    return AnswerRow(
        _entity(answer.entity, request, texts),
        None if other is None else _entity(other, request, texts),
        searches,
    )


def names_of(name: EntityName, texts: Texts) -> tuple[tuple[str, str], ...]:
    """Return both names of an entity with their ``lang``, that of the reader's language first."""
    names = ((name.vi, "vi"), (name.zh, name_tag(name.zh)))
    ordered = names[::-1] if texts.language == "zh" else names
    return tuple((text, tag) for text, tag in ordered if text)


def _entity(entity: CountedEntity, request: Request, texts: Texts) -> EntityRow:
    return EntityRow(
        kind=texts[f"entity_{entity.kind}"],
        names=names_of(entity.name, texts),
        dossier=urls.entity_url(entity.kind, entity.id),
        languages=tuple(_language(one, entity, request, texts) for one in entity.counts),
    )


def _language(
    one: LanguageCount, entity: CountedEntity, request: Request, texts: Texts
) -> LanguageRow:
    if not one.documents:
        return LanguageRow(one.lang, grouped(0), "", "", "")
    chosen = {FIELD_OF[entity.kind]: (entity.id,), fields.LANG: (one.lang,)}
    # All documents that mention it, whatever else the query asks.
    found = as_usual(request).but(query="", filters={**request.filters, **chosen})
    lines = [("label", entity.kind), ("lang", one.lang)]
    return LanguageRow(
        one.lang,
        texts.counted("documents", one.documents),
        urls.results_url(found),
        texts.counted("mentions", one.mentions),
        "" if is_narrowed(request, entity.kind) else urls.entity_url(entity.kind, entity.id, lines),
    )
