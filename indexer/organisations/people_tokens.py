"""The tokens at which people's names begin and end: an organisation's name goes over neither."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from indexer.analysis.tokens import Tokens
from indexer.linking.mention import Mention


class PeopleTokens:
    """Looks up the people of one text; who asks for none pays for none."""

    def __init__(self, tokens: Tokens, people: Sequence[Mention]) -> None:
        self._tokens = tokens
        self._people = people

    @cached_property
    def begins(self) -> frozenset[int]:
        """The first token of each name."""
        starts = self._tokens.starts if self._people else []
        return frozenset(bisect_left(starts, one.start) for one in self._people)

    @cached_property
    def ends(self) -> frozenset[int]:
        """The token behind each name."""
        starts = self._tokens.starts if self._people else []
        return frozenset(bisect_left(starts, one.end) for one in self._people)
