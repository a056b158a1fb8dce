"""The hits of an answer: title and snippets marked, facts, and why each was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from indexer.linking.mention import Mention
from search.answer.marked_text import Snippet
from search.answer.models import HitRow, Results
from search.request import NEWEST
from web.html.marking import marked, script_of, text_tag
from web.http import urls
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.answers.form_explanations import explanations
from web.pages.document_facts import (
    date_text,
    file_text,
    name_tag,
    origin_text,
    page_mark,
    reason_text,
    title_text,
)


class HitRowView(Struct, frozen=True):
    """A hit. ``doc`` is the id of its document; ``facts`` are source and province, each with its
    ``lang``; ``why`` has for each form found its explanation, its script, and how often it occurs.
    ``has`` and ``missing`` are the parts of the query, of a document that does not have all;
    ``sense`` says that the name stands there for something else; ``found_by`` whether words or
    meaning found it, empty unless meaning was asked; ``file`` is the name of its file, ``path`` all
    of it; ``copies`` how many reprints are folded under it, with their URL, empty for none."""

    doc: str
    anchor: str
    href: str
    lang: str
    tag: str
    badge: str
    title: Markup
    date: str
    date_origin: str
    iso_date: str
    facts: tuple[tuple[str, str], ...]
    passages: tuple[Markup, ...]
    matches: str
    why: tuple[tuple[str, str, str], ...]
    has: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    sense: str = ""
    found_by: str = ""
    file: str = ""
    path: str = ""
    copies: tuple[str, str] | None = None


PARTS_SHOWN: Final = 8
"""Most parts of a long text that are listed as there, and as missing: two lines; not measured."""


def hit_rows(results: Results, texts: Texts) -> Iterator[HitRowView]:
    """Return the hits of an answer."""
    lines = explanations(results, texts)
    return (_row(hit, results, texts, lines) for hit in results.hits)


def _row(hit: HitRow, results: Results, texts: Texts, lines: Mapping[str, str]) -> HitRowView:
    sample = "".join(piece.text for snippet in hit.snippets for piece in snippet.pieces)
    tag = text_tag(hit.lang, hit.title + sample)
    times: dict[str, int] = {}
    for span in hit.spans:
        times[span.form] = times.get(span.form, 0) + 1
    is_mixed = results.request.sorting == NEWEST or results.request.meaning
    return HitRowView(
        doc=hit.id,
        anchor=urls.anchor_of(hit.id),
        href=urls.document_url(hit.id, results.request)
        + ("#hit-1" if hit.spans or hit.mentions else ""),
        lang=hit.lang,
        tag=tag,
        badge=hit.lang.upper(),
        title=marked(hit.title_pieces, tag) or Markup.escape(title_text(hit.document, texts)),
        date=date_text(hit.date, hit.date_origin, texts),
        date_origin=origin_text(hit.date_origin, texts),
        iso_date=hit.date,
        facts=tuple((value, name_tag(value)) for value in (hit.source, hit.province) if value),
        passages=tuple(_passage(snippet, tag, texts) for snippet in hit.snippets),
        matches=texts.counted("matches", len(hit.spans) or len(hit.mentions)),
        why=(
            *(
                (lines.get(form, form), script_of(form), texts.filled("why_times", n=grouped(n)))
                for form, n in times.items()
            ),
            *_decisions(hit.mentions, texts),
        ),
        has=_parts(hit.has),
        missing=_parts(hit.missing),
        sense=texts["sense_here"] if hit.other_sense and is_mixed else "",
        found_by=texts[f"found_{hit.found_by}"] if hit.found_by else "",
        file=file_text(hit.document, texts),
        path=hit.document.path,
        copies=_copies(hit, results, texts),
    )


def _copies(hit: HitRow, results: Results, texts: Texts) -> tuple[str, str] | None:
    if not hit.copies:
        return None
    href = urls.results_url(results.request.but(story=hit.id))
    return texts.counted("copies", len(hit.copies)), href


def _parts(texts: tuple[str, ...]) -> tuple[str, ...]:
    return texts if len(texts) <= PARTS_SHOWN else (*texts[: PARTS_SHOWN - 1], "…")


def _decisions(mentions: Iterable[Mention], texts: Texts) -> Iterator[tuple[str, str, str]]:
    """List what the mentions at the matches were taken for, and why; equal ones are counted."""
    times = Counter(
        (one.surface, texts[f"label_{one.label}"], reason_text(one, texts)) for one in mentions
    )
    for (surface, label, reason), count in times.items():
        line = f"{surface}: {label} — {reason}"
        yield line, script_of(surface), texts.filled("why_times", n=grouped(count))


def _passage(snippet: Snippet, tag: str, texts: Texts) -> Markup:
    before = "… " if snippet.before else ""
    after = " …" if snippet.after else ""
    return Markup(f"{page_mark(snippet.page, texts)}{before}{marked(snippet.pieces, tag)}{after}")
