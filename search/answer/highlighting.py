"""Highlighting: the matches in a document, by our own tokens, and its snippets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from msgspec.structs import replace

from corpus.document import Document
from indexer.analysis.tokens import Tokens, analyse
from indexer.linking.mention import GATE, ORGANISATION, Mention
from search.answer.form_windows import Window, windows
from search.answer.marked_text import Piece, Snippet, Span
from search.expansion.selection import SelectedTerm
from search.terms.forms import FormKind

SNIPPET_REACH: Final = 90
"""Code points of context on each side of a match: two lines of the results column in all."""

SNIPPETS: Final = 2
"""Passages shown of one document."""

OPENING: Final = 220
"""Code points shown of a document without a match in its text."""


TOKENS_KEPT: Final = 256
"""Texts whose tokens are kept: a reader who narrows, pages and comes back sees the same documents.
Some 60 KB each; a page of ten takes 12 ms without them, 3 with them."""

LONGEST_KEPT: Final = 20_000
"""Code points of the longest text whose tokens are kept."""

_kept = lru_cache(maxsize=TOKENS_KEPT)(analyse)


def tokens_of(text: str) -> Tokens:
    """Return the tokens of a stored text."""
    return _kept(text) if len(text) <= LONGEST_KEPT else analyse(text)


def spans_of(
    document: Document, terms: Sequence[SelectedTerm], beginnings: Sequence[str]
) -> tuple[Span, ...]:
    """Return all matches in title and body, in order; of overlapping ones the first and longest."""
    return (
        *_field_spans("title", document.title, terms, beginnings),
        *_field_spans("body", document.body, terms, beginnings),
    )


def stands_in(document: Document, term: SelectedTerm) -> bool:
    """Tell whether a form of a term stands in the title or the body."""
    return any(True for text in (document.title, document.body) for _ in _places(text, [term], ()))


def _field_spans(
    field: str, text: str, terms: Sequence[SelectedTerm], beginnings: Sequence[str]
) -> Iterator[Span]:
    last = 0
    for one in sorted(_places(text, terms, beginnings), key=lambda one: (one.start, -one.end)):
        if one.start >= last:
            last = one.end
            yield Span(field, one.start, one.end, one.form, one.kind)


class _Place(NamedTuple):
    """Where a match is in a text, in code points."""

    start: int
    end: int
    form: str
    kind: FormKind


def _places(
    text: str, terms: Sequence[SelectedTerm], beginnings: Sequence[str]
) -> Iterator[_Place]:
    cut = None
    if not beginnings and not any(one.is_phrase for one in terms):
        cut = windows(text, [form for one in terms for form in one.forms])
    for begins, tokens in cut if cut is not None else [Window(0, tokens_of(text))]:
        for at, length, form, kind in _matches(tokens, terms, beginnings):
            start, end = tokens.starts[at], tokens.ends[at + length - 1]
            yield _Place(begins + start, begins + end, form, kind)


def _matches(
    tokens: Tokens, terms: Sequence[SelectedTerm], beginnings: Sequence[str]
) -> Iterator[tuple[int, int, str, FormKind]]:
    for selected in terms:
        yield from selected.spans(tokens)
    for beginning in beginnings:
        for at, key in enumerate(tokens.keys):
            if key.startswith(beginning):
                yield at, 1, f"{beginning}*", FormKind.TYPED


def with_mentions(
    found: Iterable[Piece], mentions: Iterable[Mention], start: int = 0
) -> list[Piece]:
    """Return the pieces of a field, which begin at ``start`` of it, with its mentions as pieces of
    their own. A match stays one piece; it gets the mention that begins in it. Of a mention in
    another the longer is shown, but for a gate in the name of an organisation (Hải quan cửa khẩu
    Hữu Nghị)."""
    waiting = sorted(_without_holders(mentions), key=lambda one: (one.start, -one.end))[::-1]
    parted: list[Piece] = []
    begin = start
    for piece in found:
        at, end = begin, begin + len(piece.text)
        while waiting and waiting[-1].start < end:
            one = waiting.pop()
            if one.start < at or (one.end > end and not piece.form):
                continue  # Inside another, or reaching into a match.
            if piece.form:
                piece = piece if piece.mention else replace(piece, mention=one)
                continue
            if at < one.start:
                parted.append(Piece(piece.text[at - begin : one.start - begin]))
            parted.append(Piece(one.surface, mention=one))
            at = one.end
        if piece.form:
            parted.append(piece)
        elif at < end:
            parted.append(Piece(piece.text[at - begin :]))
        begin = end
    return parted


def _without_holders(mentions: Iterable[Mention]) -> list[Mention]:
    """Leave out the organisations that hold a gate."""
    found = list(mentions)
    gates = sorted(one.start for one in found if one.label == GATE)
    return [
        one
        for one in found
        if one.label != ORGANISATION or bisect_left(gates, one.start) == bisect_left(gates, one.end)
    ]


def with_pages(
    found: Iterable[Piece], pages: Sequence[int], start: int = 0, first: int = 2
) -> list[Piece]:
    """Return the pieces of a body, which begin at ``start`` of it, with an empty piece where each
    page begins; a match stays one piece, and the page begins before it. ``pages`` are offsets in
    the body, the first of them that of page ``first``."""
    waiting = [(at, number) for number, at in enumerate(pages, first)][::-1]
    parted: list[Piece] = []
    begin = start
    for piece in found:
        at, end = begin, begin + len(piece.text)
        while waiting and waiting[-1][0] < end:
            border, number = waiting.pop()
            if at < border and not (piece.form or piece.mention):
                parted.append(replace(piece, text=piece.text[at - begin : border - begin]))
                at = border
            parted.append(Piece("", page=number))
        parted.append(piece if at == begin else replace(piece, text=piece.text[at - begin :]))
        begin = end
    return parted


def pieces(text: str, spans: Iterable[Span], start: int = 0, end: int | None = None) -> list[Piece]:
    """Return the text from ``start`` to ``end`` in pieces, each match a piece.

    Joined, the pieces are the text. No match may cross ``start`` or ``end``.
    """
    end = len(text) if end is None else end
    found: list[Piece] = []
    at = start
    for span in spans:
        if span.end <= start or span.start >= end:
            continue
        if at < span.start:
            found.append(Piece(text[at : span.start]))
        found.append(Piece(text[span.start : span.end], span.form, span.kind))
        at = span.end
    if at < end:
        found.append(Piece(text[at:end]))
    return found


def snippets(document: Document, spans: Sequence[Span]) -> tuple[Snippet, ...]:
    """Return snippets of the body around matches, the first match of each form before others."""
    body = document.body
    inside = [span for span in spans if span.field == "body"]
    if not inside:
        end = _word_end(body, min(OPENING, len(body)))
        return (Snippet("body", 0, (Piece(body[:end]),), False, end < len(body)),) if end else ()
    first_of = {span.form: span for span in reversed(inside)}
    ranked = sorted(inside, key=lambda span: (first_of[span.form] is not span, span.start))
    windows: list[tuple[int, int]] = []
    for span in ranked:
        start = _word_start(body, max(0, span.start - SNIPPET_REACH))
        end = _word_end(body, min(len(body), span.end + SNIPPET_REACH))
        # A match at the border is shown whole.
        start = min([start, *(one.start for one in inside if one.start < start < one.end)])
        end = max([end, *(one.end for one in inside if one.start < end < one.end)])
        if len(windows) < SNIPPETS and all(end < other[0] or start > other[1] for other in windows):
            windows.append((start, end))
    return tuple(
        Snippet(
            "body",
            start,
            tuple(pieces(body, inside, start, end)),
            start > 0,
            end < len(body),
            document.page_at(next(one.start for one in inside if one.end > start)),
        )
        for start, end in sorted(windows)
    )


def _word_start(text: str, at: int) -> int:
    """Return the next beginning of a Latin word from ``at``, at most 12 code points on."""
    for step in range(at, min(at + 12, len(text))):
        if step == 0 or not (text[step - 1].isalnum() and text[step].isalnum()):
            return step
        if ord(text[step]) >= 0x2E80:
            return step
    return at


def _word_end(text: str, at: int) -> int:
    """Return the next end of a Latin word from ``at``, at most 12 code points on."""
    for step in range(at, min(at + 12, len(text))):
        if not (text[step - 1 : step].isalnum() and text[step].isalnum()):
            return step
        if ord(text[step]) >= 0x2E80:
            return step
    return at
