"""The names and words that an index can complete: those that some document of it holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from hashlib import blake2b
from itertools import chain, pairwise
from pathlib import Path
from typing import Any, Final, NamedTuple

from indexer import fields
from indexer.analysis.cutting_files import cutting_files
from indexer.analysis.name_keys import keys_of
from indexer.analysis.pairs import joined
from indexer.annotation.written_names import NONE, UNWRITTEN, Names
from indexer.completion.fold import Keys, keys_in
from indexer.completion.prefix_rows import CompletableName
from indexer.engines.protocol import Reader
from synonyms.gazetteer import Entity, Gazetteer
from synonyms.gazetteer_rows import RELATED
from synonyms.kept_tables import kept_table
from synonyms.lexicon import FILE as LEXICON
from synonyms.lexicon import lexicon_entries
from synonyms.spelling import is_han

FIELD_OF: Final = {
    "gate": fields.GATES,
    "place": fields.PLACES,
    "person": fields.PEOPLE,
    "organisation": fields.ORGANISATIONS,
}
"""The field that says which documents mention an entity of each kind."""


def completable_names(
    reader: Reader, gazetteer: Gazetteer, chinese: Mapping[str, str], written: Names = NONE
) -> Iterator[CompletableName]:
    """Yield every name of what documents mention, then the terms and words that they hold.

    ``chinese`` has the characters of people who are known from texts only, ``written`` the names of
    such ids as texts write them. The documents of a word of three syllables or more are an
    estimate, never too few.
    """
    if not reader.size:
        return  # What a new index is made with: no word of 24,000 need be looked for.
    for kind, field in FIELD_OF.items():
        for value, documents in reader.values(field, ""):
            entity = gazetteer.entities.get(value)
            if entity is not None:
                yield from _names_of(entity, kind, documents)
            elif kind in ("person", "organisation"):
                said = written.get(value, UNWRITTEN)
                texts = (said.vi, value, said.zh or chinese.get(value, ""))
                yield from _names_in_texts(kind, value, texts, documents)
    yield from _words(reader, gazetteer)


def said_by(gazetteer: Gazetteer) -> str:
    """Return a digest that is the same for the same gazetteer and lexicon."""
    digest = blake2b(gazetteer.digest.encode(), digest_size=8)
    digest.update(LEXICON.read_bytes())
    return digest.hexdigest()


def _names_of(entity: Entity, kind: str, documents: int) -> Iterator[CompletableName]:
    for order, name in enumerate(entity.names):
        keys = keys_of(name.text)
        if keys and name.tier != RELATED:
            yield CompletableName(kind, entity.id, name.text, keys, documents, order)


def _names_in_texts(
    kind: str, an_id: str, texts: Iterable[str], documents: int
) -> Iterator[CompletableName]:
    """Yield a name for each way to type it: Châu Tinh Trì and, as its id has it, *chu tinh trì*."""
    by_keys = {keys: text for text in texts if (keys := keys_in(text))}
    for order, (keys, text) in enumerate(by_keys.items()):
        # How an id is written as a name is said by what shows it.
        said = text if is_han(text[0]) and text != an_id else ""
        yield CompletableName(kind, an_id, said, keys, documents, order)


class _Word(NamedTuple):
    """A term or word; every document that holds it has all ``terms`` of ``field``."""

    kind: str
    id: str
    text: str
    keys: Keys
    field: str
    terms: tuple[str, ...]

    @classmethod
    def of(cls, text: str, kind: str = "word", an_id: str = "") -> _Word:
        """Return the word of a text."""
        keys = keys_in(text)
        if len(keys) < 2:
            return cls(kind, an_id, text, keys, fields.BODY, keys)
        return cls(kind, an_id, text, keys, fields.PAIR, tuple(map(joined, pairwise(keys))))


@lru_cache(maxsize=1)
def _lexicon_words() -> tuple[_Word, ...]:
    made_of = [LEXICON, Path(fields.__file__), *cutting_files()]
    return tuple(map(_Word._make, kept_table("completable_words", _kept_words, made_of)))


def _kept_words() -> tuple[tuple[Any, ...], ...]:
    texts = dict.fromkeys(one for entry in lexicon_entries() for one in (*entry.vi, *entry.zh))
    return tuple((*_Word.of(text),) for text in texts)


@lru_cache(maxsize=2)
def _sought(gazetteer: Gazetteer) -> tuple[tuple[_Word, ...], frozenset[str]]:
    """Return all terms and words in their order, and the keys that they have."""
    found: dict[Keys, _Word] = {}
    for entity in gazetteer.of_kind("term"):
        for name in entity.names:
            if name.tier != RELATED:
                word = _Word.of(name.text, "term", entity.id)
                found.setdefault(word.keys, word)
    for word in _lexicon_words():
        found.setdefault(word.keys, word)
    found.pop((), None)
    return tuple(found.values()), frozenset(chain.from_iterable(found))


def _words(reader: Reader, gazetteer: Gazetteer) -> Iterator[CompletableName]:
    words, keys = _sought(gazetteer)
    # No word stands where one of its keys does not: of the 24,000 an index of a few documents is
    # asked for few.
    known = {fields.BODY: _known(reader, fields.BODY, keys)}
    here = frozenset(known[fields.BODY])
    some = [word for word in words if here.issuperset(word.keys)]
    pairs = {term for word in some if word.field == fields.PAIR for term in word.terms}
    known[fields.PAIR] = _known(reader, fields.PAIR, pairs)
    for word in some:
        documents = min(known[word.field].get(term, 0) for term in word.terms)
        if documents:
            yield CompletableName(word.kind, word.id, word.text, word.keys, documents, 0)


def _known(reader: Reader, field: str, terms: Iterable[str]) -> Mapping[str, int]:
    """Ask in the order in which terms lie in an index: of a million documents their dictionary is
    read from the disk, and in any other order again and again."""
    return reader.known(field, sorted(terms))
