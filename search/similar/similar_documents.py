"""Documents that tell of the same as a document: ``similar_documents`` runs the steps.

1. features   features.py          document → what is telling in it, weighed by rarity
2. candidates the engine           those with the greatest sum of the weights of features they have
3. scores     shared_features.py   how often each candidate has what, as a share of all there is
4. cut        candidates that share too little are no answer
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from corpus.document import Document
from indexer import fields
from indexer.annotation.annotator import Annotation
from indexer.annotation.records import date_key, with_annotation
from indexer.engines.protocol import ReadRequest, Weighted
from indexer.plan import And, AnyOf, Not, Plan, Range, any_of
from search.query.context import QueryContext
from search.request_errors import NotThere
from search.similar.features import SATURATION, Feature, features_of
from search.similar.shared_features import FeatureFinder, Occurrences

LANGUAGES: Final = ("vi", "zh")

CANDIDATES: Final = 100
"""Documents that are read and scored."""

UNIT: Final = 100
"""Weight in the engine's order of a feature whose value is 1."""

SHARED: Final = 8
"""Most shared features that are shown of a document."""

LENGTH: Final = 0.5
"""How much a long document must say more often: b of BM25."""

@dataclass(frozen=True, slots=True)
class SharedFeature:
    """Something that both documents say, in the wording of each."""

    wording: str
    other: str
    kind: str


@dataclass(frozen=True, slots=True)
class SimilarDocument:
    """A document with its score, the share (0 to 1) of what is telling in the other one that it has
    too, and what both say, the most telling first."""

    document: Document
    score: float
    shared: tuple[SharedFeature, ...]


@dataclass(frozen=True, slots=True)
class SimilarDocuments:
    """The documents of a language that tell of the same as a document, best first."""

    document: Document
    lang: str
    found: tuple[SimilarDocument, ...]


def scored(context: QueryContext, doc_id: str, lang: str) -> list[SimilarDocument]:
    stored = context.reader.fetch([doc_id])
    if doc_id not in stored:
        raise NotThere("no_document", value=doc_id)
    document, annotation = with_annotation(stored[doc_id])
    features = features_of(context, document, annotation, lang)
    if not features:
        return []
    candidates = _candidates(context, document, features, lang)
    finder = FeatureFinder(features)
    found = [(one, *finder.find(one, mentions)) for one, mentions in candidates]
    mean = sum(length for *_, length in found) / max(len(found), 1)
    total = sum(one.value for one in features)
    rows = []
    for one, occurrences, length in found:
        norm = SATURATION * (1 - LENGTH + LENGTH * length / mean)
        parts = {n: features[n].value * o.times / (o.times + norm) for n, o in occurrences.items()}
        best = sorted(parts, key=lambda n: -parts[n])[:SHARED]
        shared = tuple(SharedFeature(features[n].wording, occurrences[n].wording, features[n].kind) for n in best)
        rows.append(SimilarDocument(one, sum(parts.values()) / total, shared))
    rows.sort(key=lambda r: (-r.score, r.document.id))
    return rows


def _candidates(context, document, features, lang):
    parts = tuple((one.plan, max(1, round(UNIT * one.value))) for one in features)
    plan = And((any_of([one.plan for one in features]), Not(AnyOf(fields.ID, (document.id,)))))
    request = ReadRequest(plan, filters={fields.LANG: AnyOf(fields.LANG, (lang,))}, limit=CANDIDATES, order=Weighted(parts))
    hits = context.reader.run(request).hits
    stored = context.reader.fetch([hit.id for hit in hits])
    return [with_annotation(stored[hit.id]) for hit in hits]
