"""Chinese surnames, by the key of their character.

They take part in the *analysis*: three Han characters of which the first is a surname are indexed
as one term (indexer/analysis/pairs.py), so a change of the list means another fingerprint.
"""

from __future__ import annotations

from typing import Final

from synonyms.word_lists import word_list

SURNAMES_ZH: Final = frozenset(word_list("surnames_zh", "surname"))
"""Simplified characters that begin a Chinese or Chinese-written Vietnamese or Korean name."""
