"""Up to five gates, people, places or organisations beside each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from indexer import fields
from search.comparison.compared import MOST, Compared, Comparison, Count
from search.comparison.meant import Unclear
from search.concordance.mention_filter import MentionFilter
from search.names.gate_sides import BOTH
from web.html.comparison_svg import picture
from web.html.marking import script_of
from web.http import comparison_urls, urls
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.comparisons import multiples
from web.pages.comparisons.asked_comparison import DOCUMENTS, MENTIONS
from web.pages.comparisons.compare_links import Cell, CompareLinks, counted_cell, number_of
from web.pages.comparisons.comparison_filters import ComparisonFilters
from web.pages.downloads import Downloads, FileRow
from web.pages.year_pairs import WIDTHS
from web.pictures.names import both_names, in_order


class Named(Struct, frozen=True):
    """A form or a person with a count."""

    text: str
    lang: str
    count: Cell


class Column(Struct, frozen=True):
    """One entity: its names on one line, and each with its accent; its dossier, the URL without it,
    and what is known of it."""

    name: str
    both: Sequence[tuple[str, str]]
    kind: str
    href: str
    without: str
    sides_href: str
    forms: tuple[Named, ...]
    together: tuple[Named, ...]


class Row(Struct, frozen=True):
    """A row of the table: its name, the language it counts, and a number for each entity."""

    name: str
    lang: str
    cells: tuple[Cell, ...]


class Question(Struct, frozen=True):
    """A text that names nothing, or several: what is said of it, and the meanings to choose from,
    each with its kind, documents and URL."""

    said: str
    offered: tuple[tuple[str, str, str, str], ...]


def kind_text(kind: str, texts: Texts) -> str:
    """Return the kind of an entity in a word."""
    return texts.get(f"entity_{kind}", texts["dossier_term"])


def question(unclear: Unclear, choose: Sequence[str], texts: Texts) -> Question:
    """Return what is asked back of a text; ``choose`` are the URLs of its meanings."""
    key = "compare_several" if unclear.offered else "compare_nothing"
    return Question(
        texts.filled(key, name=unclear.text),
        tuple(
            (
                both_names(one.name, texts.language),
                kind_text(one.kind, texts),
                texts.counted("documents", one.documents),
                href,
            )
            for one, href in zip(unclear.offered, choose, strict=True)
        ),
    )


class ComparePage:
    """One comparison in one language; ``counted`` (mentions or documents) is what is drawn and
    stands in the table of years."""

    def __init__(self, found: Comparison, counted: str, texts: Texts) -> None:
        self._found = found
        self._wanted = found.asked.wanted
        self._texts = texts
        self.counted = DOCUMENTS if counted == DOCUMENTS else MENTIONS
        self._links = CompareLinks(found, self.counted)
        self.ids = self._links.ids
        self.years = multiples.drawn_years(found.years, len(found.compared))
        known = [year for year in found.years if year != fields.UNKNOWN]
        self.first = known[0] if known else ""
        self.is_cut = bool(known) and known[0] not in self.years
        self.pictures, self.most = multiples.multiples(
            found.compared, self.years, self.counted, texts
        )
        self.height, self.above, self.below = multiples.HEIGHT, multiples.ABOVE, multiples.BELOW
        widths = (name for name, most in WIDTHS if len(self.years) <= most)
        self.width = next(widths, "widest")
        self.names = [both_names(one.subject.name, texts.language) for one in found.compared]
        self.title = " · ".join(self.names) or texts["compare"]
        self.path = comparison_urls.COMPARE
        self.can_add = len(self.ids) < MOST
        self.most_entities = MOST
        self.asked = self._wanted
        self.links = ComparisonFilters(
            self._wanted,
            found.facets if found.compared else {},
            lambda wanted: self._links.url(wanted=wanted),
            self._links.pairs(wanted=self._wanted.without_dates()),
            texts,
        )
        self.unfiltered = self._links.url(wanted=MentionFilter())
        pairs = self._links.pairs()
        api = urls.json_url(comparison_urls.COMPARE)
        self.downloads = Downloads(
            pairs,
            [
                FileRow(texts["compare_totals"], f"{api}-table", urls.table_formats()),
                FileRow(texts["compare_picture"], f"{api}-picture", [("SVG", "svg")]),
            ],
        )
        self.json_url = urls.json_url(comparison_urls.compare_url(pairs))

    def hidden(self) -> list[tuple[str, str]]:
        """List what the form that adds one sends along."""
        return self._links.pairs()

    def questions(self) -> Iterator[Question]:
        """List the texts that were not understood, with what they may mean."""
        for one in self._found.unclear:
            links = [self._links.url([*self.ids, meaning.id]) for meaning in one.offered]
            yield question(one, links, self._texts)

    def counts_switch(self) -> list[tuple[str, str]]:
        """List what can be drawn: text and URL, none for what is drawn."""
        return [
            (
                self._texts[f"count_{name}"],
                "" if name == self.counted else self._links.url(counted=name),
            )
            for name in (MENTIONS, DOCUMENTS)
        ]

    def pair_switch(self) -> list[tuple[str, str]]:
        """List whether a gate is one side or the whole crossing, with URLs; none without a gate of
        two."""
        if not any(one.subject.gates for one in self._found.compared):
            return []
        now = self._found.asked.side
        alone = self._texts["compare_alone"], self._links.url(side="") if now else ""
        whole = self._texts["side_both"], "" if now == BOTH else self._links.url(side=BOTH)
        return [alone, whole]

    def columns(self) -> Iterator[Column]:
        """List the entities."""
        for one in self._found.compared:
            subject = one.subject
            left = [other for other in self.ids if other != subject.id]
            yield Column(
                both_names(subject.name, self._texts.language),
                in_order(subject.name, self._texts.language),
                kind_text(subject.kind, self._texts),
                self._links.dossier(subject),
                self._links.url(left),
                self._links.sides(subject),
                tuple(
                    Named(form, script_of(form), self._links.cell(subject, count, ("form", form)))
                    for form, count in one.forms
                ),
                tuple(
                    Named(
                        both_names(name, self._texts.language),
                        "",
                        self._links.cell(subject, count, (fields.PEOPLE, an_id)),
                    )
                    for an_id, name, count in one.together
                ),
            )

    def totals(self) -> Iterator[Row]:
        """List documents and mentions, in all and by language."""
        texts, compared = self._texts, self._found.compared
        for name in (DOCUMENTS, MENTIONS):
            label = texts[f"count_{name}"]
            for lang in ("vi", "zh"):
                cells = [
                    self._links.cell(
                        one.subject, number_of(one.by_lang[lang], name), (fields.LANG, lang)
                    )
                    for one in compared
                ]
                yield Row(label, lang, tuple(cells))
            cells = [self._links.cell(one.subject, number_of(one.total, name)) for one in compared]
            yield Row(label, "", tuple(cells))

    def sides(self) -> Iterator[Row]:
        """List what is drawn by the side of the crossing; an empty cell for what is no gate of
        two. None where there is no such gate."""
        if not any(one.sides for one in self._found.compared):
            return
        for place, side in enumerate(("VN", "CN")):
            for lang in ("vi", "zh"):
                cells = [self._side_cell(one, place, lang) for one in self._found.compared]
                yield Row(self._texts[f"side_{side}"], lang, tuple(cells))

    def _side_cell(self, one: Compared, place: int, lang: str) -> Cell:
        if not one.sides:
            return Cell("–")
        side = one.sides[place]
        pairs = self._links.narrowed((fields.LANG, lang))
        href = urls.entity_url(one.subject.kind, side.id, pairs)
        return counted_cell(number_of(side.by_lang[lang], self.counted), href)

    def year_rows(self) -> Iterator[tuple[str, list[Cell]]]:
        """List the years that are drawn, with the Vietnamese and the Chinese number of each
        entity."""
        for year in self.years:
            if year == multiples.OMITTED:
                continue
            cells = []
            for one in self._found.compared:
                counts = one.years.get(year, {})
                for lang in ("vi", "zh"):
                    count = number_of(counts.get(lang, Count()), self.counted)
                    cells.append(
                        self._links.cell(
                            one.subject, count, (fields.YEAR, year), (fields.LANG, lang)
                        )
                    )
            yield self._texts["unknown"] if year == fields.UNKNOWN else year, cells

    def drawing(self) -> bytes:
        """Return the pictures as one SVG file."""
        texts = self._texts
        heading = texts[f"drawn_{self.counted}"]
        narrowed = "; ".join(f"{one.name}: {one.value}" for one in self.links.active())
        return picture(
            [(name, one.pairs) for name, one in zip(self.names, self.pictures, strict=True)],
            f"{heading} ({narrowed})" if narrowed else heading,
            (
                f"VI {texts['above_axis']}",
                f"ZH {texts['below_axis_alone']}",
                texts.filled("compare_scale", n=grouped(self.most)),
            ),
            (self.above, self.below, self.height),
        )

    def any_documents(self) -> str:
        """Say how many documents mention one of them, and how many all."""
        found = self._found
        return self._texts.filled(
            "compare_documents",
            any=grouped(found.any_documents),
            all=grouped(found.all_documents),
        )
