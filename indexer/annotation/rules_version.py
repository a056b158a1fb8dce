"""Name the rules that decide mentions, so that those decided with others are found."""

from __future__ import annotations

from hashlib import blake2b
from typing import Final

from indexer.ner.chinese.known_names import KNOWN_VERSION
from indexer.ner.chinese.lexicon_words import lexicon_version
from indexer.ner.vietnamese.title_counts import EVIDENCE_VERSION

RULES_VERSION: Final = 14
"""Raised when the same gazetteer gives other mentions than before."""


def rules_version() -> str:
    """Return a digest that is the same for the same rules. Which evidence they met is noted of each
    document (indexer/ner/evidence/asked_evidence.py)."""
    made_of = f"{RULES_VERSION} {EVIDENCE_VERSION} {KNOWN_VERSION} {lexicon_version()}"
    return blake2b(made_of.encode(), digest_size=8).hexdigest()
