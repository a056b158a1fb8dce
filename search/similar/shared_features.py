"""Which features of one document another one has, how often, and in which wording."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from corpus.document import Document
from indexer.analysis.pairs import case_of
from indexer.analysis.tokens import Tokens, analyse
from indexer.annotation.annotation import Annotation
from indexer.linking.mention import OTHER
from search.similar.features import TITLE, Feature
from search.similar.quantities import Quantity, quantities
from search.terms.forms import ANY

Keys = tuple[str, ...]


class Occurrences(Struct):
    """How often a document has a feature, the title counted more, and how it is worded there."""

    times: int = 0
    wordings: Counter[str] = field(default_factory=Counter)

    def add(self, wording: str, times: int) -> None:
        """Count one occurrence."""
        self.times += times
        self.wordings[" ".join(wording.split())] += 1

    @property
    def wording(self) -> str:
        """The commonest wording, the first of equals."""
        return max(self.wordings, key=self.wordings.__getitem__)


class FeatureFinder:
    """Finds the features of one document in others."""

    def __init__(self, features: Sequence[Feature]) -> None:
        self.features = features
        self._entities: dict[str, int] = {}
        self._quantities: dict[Quantity, int] = {}
        self._forms: dict[Keys, list[tuple[str, int]]] = {}
        for number, feature in enumerate(features):
            if feature.quantity is not None:
                self._quantities[feature.quantity] = number
                continue
            if feature.entity:
                self._entities.setdefault(feature.entity, number)
            for form in feature.forms:
                self._forms.setdefault(form.keys, []).append((form.case, number))
        lengths: dict[str, set[int]] = {}
        for keys in self._forms:
            lengths.setdefault(keys[0], set()).add(len(keys))
        self._lengths = {key: sorted(found, reverse=True) for key, found in lengths.items()}

    def find(
        self, document: Document, annotation: Annotation
    ) -> tuple[dict[int, Occurrences], int]:
        """Return the occurrences of features by their number, and the tokens of the document.

        What stands in one place counts for one feature, the heaviest: two words of one document may
        have a wording in common in the other language.
        """
        found: dict[int, Occurrences] = {}
        length = 0
        for name, text in (("title", document.title), ("body", document.body)):
            times = 1 + TITLE if name == "title" else 1
            tokens = analyse(text)
            length += len(tokens)
            spans = dict(self._worded(tokens))
            for one in annotation.mentions:
                number = self._entities.get(one.place or one.entity)
                if one.field == name and one.label != OTHER and number is not None:
                    spans[one.start, one.end] = number
            for quantity in quantities(text, document.lang) if self._quantities else ():
                number = self._quantities.get(quantity.quantity)
                if number is not None:
                    spans[quantity.start, quantity.end] = number
            for (start, end), number in sorted(spans.items()):
                found.setdefault(number, Occurrences()).add(text[start:end], times)
        return found, length

    def _worded(self, tokens: Tokens) -> Iterator[tuple[tuple[int, int], int]]:
        """Yield where a form of a feature stands, the longest that begins at a token."""
        keys, classes = tokens.keys, tokens.classes
        for at, key in enumerate(keys):
            for length in self._lengths.get(key, ()):
                if at + length > len(keys):
                    continue
                numbers = [
                    number
                    for case, number in self._forms.get(tuple(keys[at : at + length]), ())
                    if case == ANY or case_of(classes, at, length) == case
                ]
                if numbers:
                    yield (tokens.starts[at], tokens.ends[at + length - 1]), min(numbers)
                    break
