"""The Chinese words of our bilingual lexicon: what it has is a word, and no person's name.

The model takes 陆海空, 夏收 and 高塔 for people, and jieba's dictionary tags some of these as names
too. The lexicon has them, and phrases that hold what looks like one (山水|林田湖|草沙). A phrase
with the name of somebody whom the gazetteer knows (胡志明主席) says nothing against the name.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from typing import Final

import ahocorasick

from synonyms import gazetteer, lexicon
from synonyms.kept_tables import kept_table

LONGEST: Final = 8
"""Characters of the longest word that is asked for."""


@lru_cache(maxsize=1)
def lexicon_words() -> frozenset[str]:
    """Return the Chinese words of two to ``LONGEST`` characters."""
    return _table()[0]


def lexicon_version() -> str:
    """Return a digest that is the same for the same lexicon, whose Vietnamese words say where the
    names of organisations end."""
    return _table()[1]


@lru_cache(maxsize=1)
def _table() -> tuple[frozenset[str], str]:
    return kept_table("lexicon_words_zh", _made, [lexicon.FILE, *gazetteer.own_files()])


def _made() -> tuple[frozenset[str], str]:
    people = ahocorasick.Automaton()
    for entity in gazetteer.load().of_kind("person"):
        for name in entity.names:
            if name.lang == "zh" and len(name.text) > 1:
                people.add_word(name.text, True)
    people.make_automaton()
    words = frozenset(
        word
        for entry in lexicon.lexicon_entries()
        for word in entry.zh
        if 2 <= len(word) <= LONGEST and next(people.iter(word), None) is None
    )
    digest = blake2b(lexicon.FILE.read_bytes(), digest_size=8)
    digest.update(" ".join(sorted(words)).encode())
    return words, digest.hexdigest()
