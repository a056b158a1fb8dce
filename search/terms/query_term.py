"""A part of a query: a name, a word or a phrase, before anything is known of the index."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.analysis.pairs import CAP, HALF, OTHER
from indexer.analysis.tokens import CAPITAL, LOWER, MARKS, Tokens, analyse
from search.terms.forms import ANY
from synonyms.spelling import is_han


@dataclass(frozen=True, slots=True)
class QueryTerm:
    """Neighbouring tokens of what was typed that are asked together.

    ``exact`` is a part in quotation marks: as typed, only tone placement, case and
    simplified/traditional are free.
    """

    text: str
    keys: tuple[str, ...]
    classes: str
    exact: bool = False

    @property
    def is_han(self) -> bool:
        """Whether every token is a Han character."""
        return all(map(is_han, self.keys))

    @property
    def is_latin(self) -> bool:
        """Whether no token is a Han character."""
        return not any(map(is_han, self.keys))

    @property
    def is_toneless(self) -> bool:
        """Whether no token carries a tone or a letter mark: it may be typed without them."""
        return all(key.isascii() for key in self.keys)

    @property
    def is_capital(self) -> bool:
        """Whether it is typed with capitals throughout, as a name is."""
        return CAPITAL in self.classes and LOWER not in self.classes

    @property
    def is_lower(self) -> bool:
        """Whether it is typed without any capital."""
        return CAPITAL not in self.classes

    @property
    def cases(self) -> tuple[str, ...]:
        """The ways of capitals that typing it so asks."""
        if self.is_capital:
            return (CAP, HALF)
        return (CAP, HALF, OTHER) if self.is_lower else (ANY,)


def part_of(text: str, tokens: Tokens, first: int, last: int, *, exact: bool = False) -> QueryTerm:
    """The part of ``text`` that the tokens from ``first`` to before ``last`` make up."""
    return QueryTerm(
        text=text[tokens.starts[first] : tokens.ends[last - 1]],
        keys=tuple(tokens.keys[first:last]),
        classes=tokens.classes[first:last],
        exact=exact,
    )


def quoted(text: str) -> QueryTerm:
    """A text as one part, asked as typed. Marks inside must stand in a document too."""
    tokens = analyse(text)
    kept = [at for at, key in enumerate(tokens.keys) if key not in MARKS]
    if not kept:
        return QueryTerm(text, (), "", exact=True)
    return part_of(text, tokens, kept[0], kept[-1] + 1, exact=True)


def joined_parts(parts: Sequence[QueryTerm]) -> QueryTerm:
    """Neighbouring parts as one, for a phrase over all of them."""
    return QueryTerm(
        text=" ".join(part.text for part in parts),
        keys=tuple(key for part in parts for key in part.keys),
        classes="".join(part.classes for part in parts),
    )
