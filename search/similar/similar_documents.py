"""Documents that tell of the same as a document: ``similar_documents`` runs the steps.

1. features    features.py         document → what is telling in it, weighed by rarity
2. candidates  the engine          those with the greatest sum of the weights of features they have
3. scores      shared_features.py  how often each candidate says what, as a share of all there is
4. cut                             candidates that share too little are no answer

The figures beside the constants are of the even half of the 62 articles of ``../shared/questions``
ntrex among 20,957 documents of the corpora; docs/measurements.md has those of the other half.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from math import log
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from corpus.document import Document
from indexer import fields
from indexer.analysis.pairs import pair_terms
from indexer.analysis.tokens import analyse
from indexer.annotation.annotation import Annotation
from indexer.annotation.records import date_key, with_annotation
from indexer.engines.protocol import ReadRequest, Weighted
from indexer.plan import And, AnyOf, Not, Plan, Range, any_of
from search.query.context import QueryContext
from search.request_errors import BadRequest, NotThere
from search.similar.features import SATURATION, Feature, features_of, saturated
from search.similar.shared_features import FeatureFinder, Occurrences

LANGUAGES: Final = ("vi", "zh")

CANDIDATES: Final = 30
"""Documents that are read and scored; the counterpart was among them each time."""

READ: Final = 8_000
"""Characters of a text that are read: what a document tells of stands at its beginning, and a whole
book would take seconds. Not measured: no article of the measurement is so long."""

UNIT: Final = 100
"""Weight in the engine's order of a feature whose value is 1."""

SHARED: Final = 8
"""Most shared features that are shown of a document."""

LENGTH: Final = 0.75
"""How much more often a longer document must say the same: b of BM25, at its usual value. With 0.5
the second document comes closer to the counterpart (0.34 of its score, not 0.33)."""

SHORT: Final = 300
"""Tokens up to which a document is not long, whatever the length of the one that is asked from: a
headline with its lead tells of what an article tells. With 150 and 500 as good."""

DOUBT: Final = 5
"""A score is a share of what is telling in the document and so many of the rarest features more, as
a document of five words has soon all in common with any. Where 5 % of chance
documents 95 % of the counterparts stay; without it 74 %."""

THRESHOLD: Final = 0.14
"""Least score. Of 100 Chinese documents of 2025 and 2026 the best Vietnamese one that is undated or
more than 30 days away reaches it in 4 cases, the other way in 1; the counterpart of an article in
98 of 100."""

NEAR: Final = timedelta(days=7)
"""Papers of two countries tell of an event within so many days."""

NEAR_SHARE: Final = 1.5
"""By how much the score of a document that is near in time grows. Of 100 Chinese documents 10 have
a Vietnamese one within 7 days that reaches the threshold so, 3 without it; read, 7 tell of the same
event or of what followed. Of 100 Vietnamese headlines 7 have one, of which 3 do."""

FAR: Final = timedelta(days=30)
"""Documents that are further apart in time rarely tell of the same event. Not measured."""

FAR_SHARE: Final = 0.5
"""What is left of the score of a document that is far in time. Not measured."""

COPY: Final = 0.8
"""Share of pairs of words in common from which a document is a copy. Not measured."""


class SharedFeature(Struct, frozen=True):
    """Something that both documents say, in the wording of each. ``kind`` is the label of an
    entity, ``name``, ``word``, ``number``, ``day`` or ``month``."""

    wording: str
    other: str
    kind: str

    def __str__(self) -> str:
        same = self.wording.lower() == self.other.lower()
        return self.wording if same else f"{self.wording} = {self.other}"


class SimilarDocument(Struct, frozen=True):
    """A document that tells of the same. ``score`` (0 to 1) is the share that it has of what is
    telling in the other one; ``shared`` what both say, the most telling first. ``is_copy`` says
    that it is nearly the same text."""

    document: Document
    score: float
    shared: tuple[SharedFeature, ...]
    is_copy: bool = False


class SimilarDocuments(Struct, frozen=True):
    """The documents of a language that tell of the same as a document, best first."""

    document: Document
    lang: str
    found: tuple[SimilarDocument, ...]

    @property
    def is_other_language(self) -> bool:
        """Whether the documents are of the other language."""
        return self.lang != self.document.lang


def similar_documents(
    context: QueryContext, doc_id: str, lang: str = "", limit: int = 10
) -> SimilarDocuments:
    """Return the documents of a language, the other one by default, that tell of the same.

    Raises ``NotThere`` for an unknown document, ``BadRequest`` for an unknown language, and
    ``OutOfTime``.
    """
    if lang not in ("", *LANGUAGES):
        raise BadRequest("bad_language", value=lang[:40], known=", ".join(LANGUAGES))
    stored = context.reader.fetch([doc_id])
    if doc_id not in stored:
        raise NotThere("no_document", value=doc_id)
    document, annotation = _beginning(stored[doc_id])
    wanted = lang or other_language(document.lang)
    features = features_of(context, document, annotation, wanted)
    if not features:
        return SimilarDocuments(document, wanted, ())
    scored = _scored(context, document, features, wanted)
    best = sorted(scored, key=lambda one: (-one.score, one.document.id))
    found = [one for one in best if one.score >= THRESHOLD]
    return SimilarDocuments(document, wanted, tuple(found[:limit]))


def other_language(lang: str) -> str:
    """Return the other one of the two languages; Vietnamese for a third."""
    return "zh" if lang == "vi" else "vi"


def _scored(
    context: QueryContext, document: Document, features: Sequence[Feature], lang: str
) -> list[SimilarDocument]:
    finder = FeatureFinder(features)
    size = context.reader.count(AnyOf(fields.LANG, (lang,)))
    whole = sum(one.value for one in features) + DOUBT * log(1 + size) * saturated(1)
    own = analyse(f"{document.title}\n\n{document.body}")
    own_pairs = pair_terms(own) if lang == document.lang else set()
    long = max(len(own), SHORT)
    scored = []
    for one, annotation in _candidates(context, document, features, lang):
        context.budget.check()
        found, length = finder.find(one, annotation)
        norm = SATURATION * (1 - LENGTH + LENGTH * length / long)
        values = {
            number: features[number].value * what.times / (what.times + norm)
            for number, what in found.items()
        }
        score = min(1.0, sum(values.values()) / whole * _closeness(document, one))
        shared = _shared(features, found, values)
        scored.append(SimilarDocument(one, score, shared, _is_copy(own_pairs, one)))
    return scored


def _candidates(
    context: QueryContext, document: Document, features: Sequence[Feature], lang: str
) -> list[tuple[Document, Annotation]]:
    """Return the documents with the greatest sum of the weights of features, and of closeness in
    time, which counts as much as the most telling feature."""
    parts: list[tuple[Plan, int]] = [
        (one.plan, max(1, round(UNIT * one.value))) for one in features
    ]
    day = _day(document.date)
    if day is not None:
        near = Range(fields.DATE, _key(day, -NEAR), _key(day, NEAR))
        parts.append((near, max(1, round(UNIT * features[0].value))))
    held = any_of([one.plan for one in features])
    request = ReadRequest(
        And((held, Not(AnyOf(fields.ID, (document.id,))))),
        filters={fields.LANG: AnyOf(fields.LANG, (lang,))},
        limit=CANDIDATES,
        order=Weighted(tuple(parts)),
    )
    ids = [hit.id for hit in context.reader.run(request).hits]
    return [_beginning(one) for one in context.reader.fetch(ids).values()]


def _beginning(stored: str) -> tuple[Document, Annotation]:
    """Decode a document and its mentions, as far as it is read."""
    document, annotation = with_annotation(stored)
    mentions = tuple(one for one in annotation.mentions if one.end <= READ)
    title, body = document.title[:READ], document.body[:READ]
    return replace(document, title=title, body=body), replace(annotation, mentions=mentions)


def _day(text: str) -> date | None:
    """Return the day of a date; None where only its month or year is known, or nothing."""
    return date.fromisoformat(text) if len(text) == len("2023-02-28") else None


def _key(day: date, distance: timedelta) -> str:
    return date_key((day + distance).isoformat())


def _closeness(document: Document, other: Document) -> float:
    """Return the factor of the score for the days between two documents, 1 where they are not
    known. Documents of the same language are not about one event."""
    first, second = _day(document.date), _day(other.date)
    if document.lang == other.lang or first is None or second is None:
        return 1.0
    apart = abs(first - second)
    if apart <= NEAR:
        return NEAR_SHARE
    return FAR_SHARE if apart > FAR else 1.0


def _shared(
    features: Sequence[Feature], found: dict[int, Occurrences], values: dict[int, float]
) -> tuple[SharedFeature, ...]:
    """Return the most telling features that both have; none twice in the same wording."""
    shared: dict[str, SharedFeature] = {}
    for number in sorted(values, key=lambda number: (-values[number], number)):
        feature, other = features[number], found[number].wording
        shared.setdefault(other.lower(), SharedFeature(feature.wording, other, feature.kind))
    return tuple(shared.values())[:SHARED]


def _is_copy(own: set[str], other: Document) -> bool:
    """Tell whether most pairs of words of two documents are the same."""
    if not own:
        return False
    pairs = pair_terms(analyse(f"{other.title}\n\n{other.body}"))
    return len(own & pairs) >= COPY * len(own | pairs)
