"""What every step of one query needs: the snapshot, the names, the request and its budget."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from indexer.budget import Budget
from indexer.engines.protocol import FACET_VALUES, Reader
from search.expansion.term_expander import TermExpander
from search.names.name_lookup import NameLookup
from search.request import Request


@dataclass(frozen=True, slots=True)
class QueryContext:
    """The surroundings of one request; ``values`` is the most that a facet of entities lists;
    ``expander`` remembers what was expanded and counted."""

    reader: Reader
    names: NameLookup
    request: Request
    budget: Budget
    values: int = FACET_VALUES
    expander: TermExpander = field(init=False)

    def __post_init__(self) -> None:
        expander = TermExpander(self.reader, self.names, self.request)
        object.__setattr__(self, "expander", expander)

    def with_request(self, request: Request) -> QueryContext:
        """Return the surroundings of another request."""
        return replace(self, request=request)
