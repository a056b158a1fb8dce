"""What begins at a token of a Vietnamese text: a head, a word with a capital, an abbreviation."""

from __future__ import annotations

from indexer.analysis.segmenters import dictionary_vi
from indexer.analysis.tokens import CAPITAL, Tokens
from indexer.linking.context import FieldContext
from indexer.organisations.organisation_words import NOT, heads_vi, inside_vi
from synonyms.spelling import is_syllable


def head_length(tokens: Tokens, at: int) -> int:
    """Return how many tokens the longest head has that begins at a token with a capital; 0 if none
    does."""
    if at >= len(tokens.keys) or tokens.classes[at] != CAPITAL:
        return 0
    for head in heads_vi().get(tokens.keys[at], ()):
        length = len(head.keys)
        if tuple(tokens.keys[at : at + length]) == head.keys:
            return 0 if head.use == NOT else length
    return 0


def is_word(context: FieldContext, at: int) -> bool:
    """Tell whether a word of two syllables of the dictionary begins with a capital here: *Y tế*,
    *Y Tế*."""
    tokens = context.tokens
    if at + 1 >= len(tokens.keys) or tokens.classes[at] != CAPITAL:
        return False
    pair = tokens.keys[at], tokens.keys[at + 1]
    is_pair = pair in dictionary_vi() or pair in inside_vi()
    return is_pair and context.gap(at + 1) in (" ", "\u00a0")


def is_abbreviation(context: FieldContext, at: int) -> bool:
    """Tell whether a token is letters for words: *GTVT*, *GD*."""
    raw = context.raw(at) if at < len(context.tokens.keys) else ""
    return len(raw) > 1 and raw.isupper() and (len(raw) < 3 or not is_syllable(raw.lower()))
