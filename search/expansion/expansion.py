"""The result of expanding one term: the forms that exist, with their documents."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field
from msgspec.structs import replace

from indexer.engines.protocol import Reader
from search.expansion.candidates import Candidate, Candidates
from search.expansion.frequencies import form_counts
from search.expansion.interpretations import Interpretation, Reading
from search.expansion.phrase_of_alternatives import PhraseOfAlternatives
from search.terms.forms import Form
from search.terms.query_term import QueryTerm
from synonyms.variants import canonical


class Expansion(Struct):
    """All forms of one term that exist, with their documents in the whole index.

    ``most`` is an upper bound of the documents of a Vietnamese key sequence in any capitals. Only a
    term without tones has ``interpretations``; only a long one without tones may have a ``phrase``
    instead of forms; ``named`` are its readings under which the archive mentions somebody or
    something. ``capped`` says that there were too many candidates.
    """

    term: QueryTerm
    found: dict[Form, int] = field(default_factory=dict)
    most: dict[tuple[str, ...], int] = field(default_factory=dict)
    interpretations: list[Interpretation] = field(default_factory=list)
    named: frozenset[Reading] = frozenset()
    capped: bool = False
    phrase: PhraseOfAlternatives | None = None

    def add(self, candidates: Candidates) -> tuple[Candidate, ...]:
        """Keep the counts of candidates; return the candidates."""
        self.capped = self.capped or candidates.capped
        self.most.update({one.keys: one.most for one in candidates.found})
        return candidates.found

    def count(self, reader: Reader, forms: Iterable[Form]) -> None:
        """Count forms and keep those that exist; forms with equal keys and capitals become one.

        A form that was counted before keeps its readings, except that it takes those of a form
        that has the reading typed (*Hong Kong* names Hồng Kông, which toneless syllables give too).
        """
        found = self.found
        own = tuple(map(canonical, self.term.keys))
        distinct: dict[tuple[tuple[str, ...], str], Form] = {
            (form.keys, form.case): form for form in found
        }
        for form in forms:
            known = distinct.setdefault((form.keys, form.case), form)
            if form.readings <= known.readings:
                continue
            if known not in found or own in form.readings:
                merged = replace(known, readings=known.readings | form.readings)
                distinct[form.keys, form.case] = merged
                if known in found:
                    found[merged] = found.pop(known)
        found.update(form_counts(reader, [form for form in distinct.values() if form not in found]))
