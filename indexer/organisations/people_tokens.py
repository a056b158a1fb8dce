"""The tokens at which people's names begin and end: an organisation's name goes over neither."""

from __future__ import annotations

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
    def _starts(self) -> frozenset[int]:
        return frozenset(one.start for one in self._people)

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(one.end for one in self._people)

    def begin_at(self, at: int) -> bool:
        """Tell whether a name begins at a token."""
        return bool(self._people) and self._tokens.starts[at] in self._starts

    def end_before(self, at: int) -> bool:
        """Tell whether a name ends with the token before this one."""
        return bool(self._people) and at > 0 and self._tokens.ends[at - 1] in self._ends
