"""The expander of one request: it remembers each term that it linked, expanded and selected."""

from __future__ import annotations

from indexer import fields
from indexer.analysis.pairs import CAP, OTHER
from indexer.engines.protocol import Reader
from indexer.plan import Nothing
from search.expansion.default_forms import NOT_SPELT
from search.expansion.entity_links import links_of, with_other_sides
from search.expansion.expander import expand
from search.expansion.linking import link
from search.expansion.restoration import Restored, restored
from search.expansion.selection import SelectedTerm, select
from search.names.name_lookup import NameLookup
from search.request import Request
from search.terms.forms import FormKind
from search.terms.query_term import QueryTerm
from synonyms.surnames import SURNAMES_ZH
from synonyms.variants import canonical


class TermExpander:
    """Link, expand and select terms; each term once, and counted once, in a request."""

    def __init__(self, reader: Reader, names: NameLookup, request: Request) -> None:
        self._reader = reader
        self._names = names
        self._request = request
        self._selected: dict[QueryTerm, SelectedTerm] = {}
        self._documents: dict[QueryTerm, int] = {}

    def select(self, term: QueryTerm) -> SelectedTerm:
        """Return the term with the forms to search: link → expand → select."""
        if term not in self._selected:
            linked = link(self._names, term)
            expansion = expand(self._reader, self._names, linked)
            links = links_of(self._reader, self._names, expansion, term.designation)
            if self._request.pair:
                links = with_other_sides(self._reader, self._names, links)
            self._selected[term] = select(expansion, self._names.knows, self._request, links)
        return self._selected[term]

    def documents(self, term: QueryTerm) -> int:
        """Return the number of documents with the term, in any of its selected forms."""
        if term not in self._documents:
            plan = self.select(term).plan()
            self._documents[term] = 0 if isinstance(plan, Nothing) else self._reader.count(plan)
        return self._documents[term]

    def documents_as_name(self, term: QueryTerm, words: tuple[str, ...]) -> int:
        """Return the number of documents with a term without tones as the name it likeliest is: in
        capitals, or in Chinese with a surname. None if it is read as the ``words`` that it may be
        instead, and these are more often in lower case."""
        expansion = self.select(term).expansion
        for best in expansion.interpretations[:1]:
            spelt = [form for form in best.forms if form.kind not in NOT_SPELT]
            counts = {form: expansion.found[form] for form in spelt}
            as_name = max(
                (
                    count
                    for form, count in counts.items()
                    if form.case == CAP or (form.lang == "zh" and form.keys[0] in SURNAMES_ZH)
                ),
                default=0,
            )
            lower = sum(count for form, count in counts.items() if form.case == OTHER)
            is_same = best.reading == tuple(map(canonical, words))
            return 0 if is_same and lower > as_name else as_name
        return 0

    def documents_as_words(self, term: QueryTerm, words: tuple[str, ...]) -> int:
        """Return in how many Vietnamese documents a term without tones is these words, in any
        capitals and however they are spelt (thư ký, thư kí); one with two of these counts twice."""
        reading = tuple(map(canonical, words))
        found = self.select(term).expansion.found
        return sum(
            count
            for form, count in found.items()
            if form.lang == "vi" and tuple(map(canonical, form.keys)) == reading
        )

    def crosses(self, term: QueryTerm) -> bool:
        """Tell whether documents have the term in the other script, or no document has that."""
        other = "vi" if term.is_han else "zh"
        if not self._reader.known(fields.LANG, [other]):
            return True
        return any((form.lang == "zh") != term.is_han for form in self.select(term).forms)

    def restored(self, term: QueryTerm) -> Restored:
        """Return what a Latin term leaves out: its tones if it has none, and capitals."""
        return restored(self._reader, term.keys, toneless=term.is_toneless)

    def is_foreign_name(self, term: QueryTerm) -> bool:
        """Tell whether a term has another form by sound that is searched unasked."""
        return any(form.kind == FormKind.TRANSLITERATION for form in self.select(term).default)
