"""Read an archive once for the names of its people: those that readings join, and foreign ones."""

from __future__ import annotations

from msgspec import Struct, field

from indexer.annotation.records import annotated_in_batches
from indexer.engines.protocol import Reader
from indexer.plan import Everything
from search.mining.dated_names import DatedNames, Keys, full_names
from search.mining.foreign_names import ForeignMentions, settle_single_words
from synonyms.spelling import is_han


class GatheredNames(Struct, frozen=True):
    """The names of an archive: those of syllables and characters, and those that may be foreign.

    A Chinese name may be both: 马克龙 is spelt with the characters of transliterations, and begins
    with a surname.
    """

    read: DatedNames = field(default_factory=DatedNames)
    foreign: DatedNames = field(default_factory=DatedNames)


def gather(reader: Reader) -> GatheredNames:
    """Collect the full names of all documents, by the script they are written in."""
    gathered = GatheredNames()
    read, foreign = gathered.read, gathered.foreign
    for document, annotation in annotated_in_batches(reader, reader.every(Everything())):
        vi: dict[Keys, set[str]] = {}
        zh: dict[Keys, set[str]] = {}
        for keys, text in full_names(annotation.mentions):
            (zh if is_han(keys[0]) else vi).setdefault(keys, set()).add(text)
        read.vi.add(document, vi)
        read.zh.add(document, zh)
        own = ForeignMentions()
        for mention in annotation.mentions:
            own.add(mention)
        foreign.vi.add(document, own.latin())
        foreign.zh.add(document, own.zh)
    settle_single_words(foreign.vi)
    return gathered
