"""What is telling in a document: its terms, numbers and dates, each with the plan that finds it in
another language and a weight.

1. say        document_terms.py, quantities.py   text → terms and quantities, counted
2. expand     TermExpander                        term → its forms in the index
3. weigh      rarity in the language that is looked through, times how often the document says it
4. choose     the heaviest ``FEATURES``
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import log
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from corpus.document import Document
from indexer import fields
from indexer.analysis.tokens import MARKS, analyse
from indexer.annotation.annotation import Annotation
from indexer.engines.protocol import ReadRequest
from indexer.plan import AnyOf, Everything, Nothing, Plan, any_of
from search.expansion.entity_links import FIELD_OF
from search.expansion.frequencies import counted, numbered
from search.query.context import QueryContext
from search.similar.document_terms import NAME, WORD, DocumentTerm, document_terms
from search.similar.quantities import Quantity, quantities, writings
from search.terms.forms import ANY, Form, FormKind, plan_of_any
from search.terms.query_term import QueryTerm, term_of
from synonyms.spelling import is_syllable

FEATURES: Final = 40
"""Most features of a document. Among 20,957 documents of the corpora 60 find as many counterparts
of articles (31 of 31 each way) and take a quarter longer."""

EXPANDED: Final = 120
"""Most terms of a document that are expanded: names first, then the most frequent. 100 and 160 find
as many counterparts."""

TITLE: Final = 2
"""A word in the title counts as so many in the text more. Not measured: the corpora with known
counterparts have no titles."""

SATURATION: Final = 1.2
"""How soon repeating a word says nothing more: k1 of BM25, at its usual value."""


class Feature(Struct, frozen=True):
    """Something telling in a document.

    ``wording`` is how the document says it, ``plan`` finds it in the language that is looked
    through, where ``documents`` have it; it is recognised in a text by ``forms``, by the mention of
    ``entity`` or as ``quantity``. ``weight`` is its rarity, ``times`` how often the document says
    it, saturated (0 to 1).
    """

    wording: str
    kind: str
    plan: Plan
    forms: tuple[Form, ...] = ()
    entity: str = ""
    quantity: Quantity | None = None
    documents: int = 0
    weight: float = 0.0
    times: float = 0.0

    @property
    def value(self) -> float:
        """How much the feature says of the document."""
        return self.weight * self.times


def saturated(times: float) -> float:
    """Return how much it says that something is said so many times: from 0 to 1."""
    return times / (times + SATURATION)


def features_of(
    context: QueryContext, document: Document, annotation: Annotation, lang: str
) -> tuple[Feature, ...]:
    """Return what is telling in a document and known in a language, the heaviest first."""
    counts = document_terms(document, annotation, context.names)
    times = Counter({one: n + TITLE * counts.titled[one] for one, n in counts.total.items()})
    found = _merged([*_terms(context, times), *_quantities(document, lang)])
    within = {fields.LANG: AnyOf(fields.LANG, (lang,))}
    size = context.reader.count(within[fields.LANG])
    known = _weighed(context, found, within, size)
    known.sort(key=lambda one: (-one.value, one.wording))
    return tuple(known[:FEATURES])


def _terms(context: QueryContext, times: Counter[DocumentTerm]) -> Iterator[tuple[Feature, int]]:
    ranked = sorted(times.items(), key=lambda item: (item[0].kind == WORD, -item[1]))
    for one, count in ranked[:EXPANDED]:
        context.budget.check()
        feature = _term_feature(context, one)
        if feature is not None:
            yield feature, count
        elif one.kind != WORD:
            for part in _parts(one.term):
                feature = _term_feature(context, DocumentTerm(NAME, part))
                if feature is not None:
                    yield feature, count


def _parts(term: QueryTerm) -> list[QueryTerm]:
    """Return the foreign words of a name that no document has as a whole."""
    if not term.is_latin or len(term.keys) < 2:
        return []
    tokens = analyse(term.text)
    return [
        term_of(term.text, tokens, at, at + 1)
        for at, key in enumerate(tokens.keys)
        if key not in MARKS and len(key) > 1 and not is_syllable(key)
    ]


def _term_feature(context: QueryContext, one: DocumentTerm) -> Feature | None:
    selected = context.expander.select(one.term)
    held = selected.plan()
    plans = [] if isinstance(held, Nothing) else [held]
    if one.entity and one.kind in FIELD_OF:
        plans.append(AnyOf(FIELD_OF[one.kind], (one.entity,)))
    if not plans:
        return None
    return Feature(one.term.text, one.kind, any_of(plans), tuple(selected.ranked()), one.entity)


def _quantities(document: Document, lang: str) -> Iterator[tuple[Feature, int]]:
    found: Counter[Quantity] = Counter()
    surfaces: dict[Quantity, str] = {}
    for text, count in ((document.title, 1 + TITLE), (document.body, 1)):
        for one in quantities(text, document.lang):
            found[one.quantity] += count
            surfaces.setdefault(one.quantity, text[one.start : one.end])
    for quantity, count in found.items():
        forms = tuple(dict.fromkeys(map(_form, writings(quantity, lang))))
        plan = plan_of_any(forms)
        yield Feature(surfaces[quantity], quantity.kind, plan, forms, quantity=quantity), count


def _form(text: str) -> Form:
    return Form(tuple(analyse(text).keys), ANY, FormKind.TYPED, text=text)


def _merged(found: Iterable[tuple[Feature, int]]) -> dict[Plan, tuple[Feature, int]]:
    """Return features by their plan, so that two wordings of the same count as one."""
    merged: dict[Plan, tuple[Feature, int]] = {}
    for feature, count in found:
        known, before = merged.get(feature.plan, (feature, 0))
        merged[feature.plan] = known, before + count
    return merged


def _weighed(
    context: QueryContext,
    found: Mapping[Plan, tuple[Feature, int]],
    within: Mapping[str, Plan],
    size: int,
) -> list[Feature]:
    """Return the features that documents of the language have, weighed by rarity among these as in
    BM25."""
    named = numbered(found)
    request = ReadRequest(Everything(), filters=within, limit=0, counts=named)
    documents = counted(named, context.reader.run(request))
    return [
        replace(
            feature,
            documents=documents[plan],
            weight=log(1 + (size - documents[plan] + 0.5) / (documents[plan] + 0.5)),
            times=saturated(count),
        )
        for plan, (feature, count) in found.items()
        if documents[plan]
    ]
