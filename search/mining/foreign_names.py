"""Keys of foreign names: the words of a Latin one, the parts of a Chinese one (唐纳德·特朗普).

A Latin name is one of two to five words of which one at least is no Vietnamese syllable. A single
word is a name where nobody is named in full with it; where somebody is, it stands for whoever has
more than half of the documents of all who are.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import Final

from indexer.analysis.name_keys import keys_of
from indexer.linking.mention import PERSON, Mention
from search.mining.dated_names import DatedName, Keys, ScriptNames, name_keys
from synonyms.spelling import is_han, is_syllable
from synonyms.transliteration_sounds import sounds_of_character
from synonyms.transliterations import plain_letters

MOST_WORDS: Final = 5
"""Words of the longest Latin name; longer runs are mostly several things."""

_JOINT: Final = re.compile("[·•‧・－‐-]")


def latin_keys(text: str) -> Keys:
    """Return the words of a foreign Latin name without marks and initials; empty for any other."""
    keys = keys_of(text)
    if not all(key.isalpha() for key in keys) or any(map(is_han, keys)):
        return ()
    # Initials sound like nothing, and are often left out (J.D. Vance, Vance).
    words = [key for key in keys if len(key) > 1]
    if not 1 <= len(words) <= MOST_WORDS or all(map(is_syllable, words)):
        return ()
    plain = tuple(map(plain_letters, words))
    return plain if all(map(str.isascii, plain)) else ()


def han_parts(text: str) -> Keys:
    """Return the parts of a name that may be a transliteration; empty if some character is never
    used so, and for a single character."""
    parts = tuple(filter(None, ("".join(keys_of(piece)) for piece in _JOINT.split(text))))
    characters = "".join(parts)
    if len(characters) < 2 or not all(map(is_han, characters)):
        return ()
    return parts if all(map(sounds_of_character, characters)) else ()


def foreign_keys(text: str) -> Keys:
    """Return the keys of a foreign name in either script; empty for any other."""
    return latin_keys(text) or han_parts(text)


def mined_keys(text: str) -> list[Keys]:
    """Return all keys by which a name may be found in an archive: as one that readings join, and as
    a foreign one."""
    return [keys for keys in (name_keys(text), foreign_keys(text)) if keys]


class ForeignMentions:
    """The foreign names of one document, by script."""

    def __init__(self) -> None:
        self.vi: dict[Keys, set[str]] = {}
        self.zh: dict[Keys, set[str]] = {}

    def add(self, mention: Mention) -> None:
        """Take the name of a person: a full one, or a single word whose bearer the document does
        not name in full."""
        if mention.label != PERSON or (mention.partial and mention.entity):
            return
        text = " ".join(mention.surface.split())
        latin = latin_keys(text)
        if latin and (len(latin) == 1 or not mention.partial):
            self.vi.setdefault(latin, set()).add(text)
        elif not mention.partial and (parts := han_parts(text)):
            self.zh.setdefault(parts, set()).add(text)

    def latin(self) -> dict[Keys, set[str]]:
        """Return the Latin names, without single words of a longer one."""
        longer = {word for keys in self.vi if len(keys) > 1 for word in keys}
        return {
            keys: texts for keys, texts in self.vi.items() if len(keys) > 1 or keys[0] not in longer
        }


def settle_single_words(side: ScriptNames) -> None:
    """Give the days of each single word to the name in full that it stands for, or to none; only
    where nobody is named in full it stays a name."""
    owners: dict[str, list[DatedName]] = defaultdict(list)
    for keys, named in side.names.items():
        if len(keys) > 1:
            for word in dict.fromkeys(keys):
                owners[word].append(named)
    for keys in [keys for keys in side.names if len(keys) == 1]:
        own = owners.get(keys[0], [])
        if not own:
            continue
        single = side.names.pop(keys)
        first = max(own, key=lambda named: (named.documents, named.keys))
        if 2 * first.documents > sum(named.documents for named in own):
            first.documents += single.documents
            for day, doc in single.days.items():
                first.days.setdefault(day, doc)
