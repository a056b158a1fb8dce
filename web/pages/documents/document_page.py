"""The page of a document: its text in parts and paragraphs, with matches and names marked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from markupsafe import Markup
from msgspec import Struct

from indexer.linking.mention import OTHER, Mention
from search.answer.document_view import body_pieces, title_pieces
from search.answer.models import DocumentView
from search.answer.word_borders import last_border
from search.request import Request, to_query
from web.html.marking import MarkTexts, NumberedMarks, broken, script_of, text_tag
from web.http import urls
from web.i18n.texts import Texts
from web.pages.document_facts import page_mark, page_text, reason_text, title_text
from web.pages.documents.document_panel import DocumentPanel
from web.pages.documents.document_parts import Part, Parts
from web.pages.documents.document_place import BEGINNING, MARKS, DocumentPlace
from web.pages.keeping import Keeping

TICKS: Final = 80
"""Places of the rail: the first match of each is drawn; more could not be told apart."""

LISTED: Final = 20
"""Most matches listed by number; each is reached from the one before it all the same."""

PLACES: Final = 24
"""Most places of the outline; the slider has every part."""

WORDS: Final = 60
"""Code points of the text that an outline shows of each place."""


class Tick(Struct, frozen=True):
    """A match on the rail: its URL, its place in percent of the text, its script."""

    href: str
    top: float
    script: str


class Place(Struct, frozen=True):
    """A place of the outline: where it is, how it begins, its URL (empty for the part shown)."""

    where: str
    words: str
    href: str


class DocumentPage:
    """One document in one language, with the request that found it."""

    def __init__(
        self,
        view: DocumentView,
        request: Request,
        texts: Texts,
        place: DocumentPlace = BEGINNING,
        *,
        originals: bool = False,
    ) -> None:
        self.view = view
        self.keeping: Keeping | None = None
        self.texts = texts
        self.place = place
        self._request = request
        self.panel = DocumentPanel(view, texts, originals=originals)
        self.tag = text_tag(view.lang, f"{view.title}{view.document.body[:400]}")
        self.badge = view.lang.upper()
        self.total = len(view.marks) if place.shows_hits else 0
        self.matches = texts.counted("matches", len(view.marks))
        self.has_query = bool(request.query)
        self.back = f"{urls.results_url(request)}#{urls.anchor_of(view.id)}"
        self.json_url = urls.json_url(urls.document_url(view.id, request))
        self.parts = Parts(view, place)
        self._names = {one.id: str(one.name) for rows in view.named.values() for one in rows}
        self._marks = NumberedMarks(self.total, self._mark_texts(), place.span)
        self.plain_title = title_text(view.document, texts)
        pieces = title_pieces(view, hits=place.shows_hits, names=place.shows_names)
        # The span is one of the text: nothing of the title is marked for it.
        title = NumberedMarks(self.total, self._mark_texts())(pieces, self.tag)
        self.title = title or Markup.escape(self.plain_title)

    def _mark_texts(self) -> MarkTexts:
        texts = self.texts
        return MarkTexts(
            texts["previous_hit"],
            texts["next_hit"],
            self._entity,
            lambda page: page_mark(page, texts, f"page-{page}"),
            self.hit_url,
        )

    def _entity(self, mention: Mention) -> tuple[str, str]:
        """Return the URL of the entity of a mention (empty for none), and its names, what it is and
        why."""
        if not mention.entity or mention.label == OTHER:
            return "", ""
        entity = mention.place or mention.entity
        label = self.texts[f"label_{mention.label}"]
        said = (self._names.get(entity, ""), label, reason_text(mention, self.texts))
        return urls.entity_url(mention.label, entity), " — ".join(one for one in said if one)

    def hit_url(self, number: int) -> str:
        """Return the URL of a match: its anchor, with the address of its part if it is another."""
        anchor = f"#hit-{number}"
        if self.parts.part_of_hit(number) == self.parts.now:
            return anchor
        return self._url(("hit", str(number))) + anchor

    def _url(self, *pairs: tuple[str, str]) -> str:
        place = [*self.place.pairs(), *pairs]
        return urls.document_url(self.view.id, self._request, place)

    def paragraphs(self) -> Iterator[Markup]:
        """Return the part that is shown as HTML, a line of the text each. To be read once: the
        matches are numbered through."""
        part = self.parts.shown
        if part is None:
            return
        self._marks.number = self.parts.marks_before(part) if self.place.shows_hits else 0
        line = Markup()
        for one in part.paragraphs:
            if line and not one.continues:
                yield line
                line = Markup()
            pieces = body_pieces(
                self.view,
                one.start,
                one.end,
                hits=self.place.shows_hits,
                names=self.place.shows_names,
            )
            line = (broken(line) if line else line) + self._marks(pieces, self.tag, one.start)
        yield line

    @property
    def start(self) -> int:
        """Where the part that is shown begins, in code points of the text."""
        return self.parts.shown.start if self.parts.shown else 0

    @property
    def listed(self) -> list[tuple[int, str]]:
        """The first matches: number and URL."""
        return [(number, self.hit_url(number)) for number in range(1, min(self.total, LISTED) + 1)]

    def ticks(self) -> list[Tick]:
        """List where the matches stand in the text."""
        length = max(1, len(self.view.document.body))
        first: dict[int, Tick] = {}
        for number, span in enumerate(self.view.marks, 1):
            at = span.start / length if span.field == "body" else 0.0
            place = int(at * TICKS)
            if place not in first:
                top = round(1 + 96 * at, 1)
                first[place] = Tick(self.hit_url(number), top, script_of(span.form))
        return list(first.values())

    def marks_switch(self) -> list[tuple[str, str]]:
        """List what can be marked: text and URL; what is marked now has no URL."""
        part = [("part", str(self.parts.now + 1))] if len(self.parts) > 1 else []
        span = [("span", "{}-{}".format(*self.place.span))] if self.place.span else []
        found = []
        for marks in MARKS:
            pairs = [*DocumentPlace(marks=marks).pairs(), *(span or part)]
            href = urls.document_url(self.view.id, self._request, pairs)
            found.append((self.texts[f"marks_{marks}"], "" if marks == self.place.marks else href))
        return found

    # Of a long text: its parts.

    @property
    def is_long(self) -> bool:
        """Whether the text has more than one part."""
        return len(self.parts) > 1

    @property
    def path(self) -> str:
        """The address that the slider of the parts asks."""
        return urls.document_path(self.view.id)

    def hidden(self) -> list[tuple[str, str]]:
        """List the fields that go with the number of a part."""
        return [*to_query(self._request), *self.place.pairs()]

    @property
    def part_text(self) -> str:
        """Which part is shown."""
        return self.texts.filled("part_number", n=self.parts.now + 1, of=len(self.parts))

    def part_url(self, step: int) -> str:
        """Return the URL of a part before or after the one shown; empty if there is none."""
        number = self.parts.now + step
        return self._url(("part", str(number + 1))) if 0 <= number < len(self.parts) else ""

    def outline(self) -> list[Place]:
        """List places of the text, evenly: the parts, or some of them."""
        count = len(self.parts)
        numbers = sorted({at * (count - 1) // (PLACES - 1) for at in range(PLACES)})
        return [self._outlined(self.parts.parts[number]) for number in numbers]

    def _outlined(self, part: Part) -> Place:
        body = self.view.document.body
        line = body[part.start : part.start + 2 * WORDS].split("\n")[0]
        words = line[: last_border(line, 0, WORDS)] if len(line) > WORDS else line
        page = page_text(self.view.document.page_at(part.start), self.texts)
        share = f"{100 * part.start // max(1, len(body))} %"
        is_here = part.number == self.parts.now + 1
        href = "" if is_here else self._url(("part", str(part.number)))
        return Place(page or share, words, href)
