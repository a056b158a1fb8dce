"""The protocol of engines. ``tests/conformance`` runs one table of cases on all of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from types import MappingProxyType
from typing import Final, Protocol, runtime_checkable

from msgspec import Struct, field

from indexer.plan import Plan


class Record(Struct, frozen=True):
    """A document as an engine takes it: already cut, linguistics done.

    ``tokenised`` gives for each field of ``fields.TOKENISED`` its keys separated by one space;
    ``keywords`` one value for each of ``fields.KEYWORDS``, ``entities`` any number for each of
    ``fields.ENTITIES``, ``mentions`` the values of ``fields.MENTIONS``, ``bands`` those of
    ``fields.BANDS``; ``stored`` is returned as it is by ``fetch``. ``order`` sorts ascending to
    newest first, undated last, then by id: 8 digits (99,999,999 less the date's), then the id.
    """

    id: str
    tokenised: Mapping[str, str]
    keywords: Mapping[str, str]
    stored: str
    order: str
    entities: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    mentions: tuple[str, ...] = ()
    bands: tuple[str, ...] = ()


class Newest(Struct, frozen=True):
    """Order of hits: newest first, undated last, then by id."""


WEIGHTS: Final = 1 << 24
"""Largest sum of weights: up to it 32-bit floats, in which tantivy adds scores, count exactly."""


class Weighted(Struct, frozen=True):
    """Order of hits: by the sum of the weights of the plans that match; equal sums newest first,
    then by id. Documents that match none come last.

    Weights are positive integers; raises ``ValueError`` for others, and where all of them together
    are more than ``WEIGHTS``.
    """

    parts: tuple[tuple[Plan, int], ...]

    def __post_init__(self) -> None:
        weights = [weight for _, weight in self.parts]
        if any(weight < 1 for weight in weights):
            raise ValueError("A weight is a positive integer.")
        if sum(weights) > WEIGHTS:
            raise ValueError(f"Weights of {sum(weights):,} together are more than {WEIGHTS:,}.")


class Strata(Struct, frozen=True):
    """Order of hits: documents of the first plan, then those of the second that are not of the
    first, …, at last all others; newest first within each."""

    plans: tuple[Plan, ...]


Order = Newest | Strata | Weighted

NEWEST: Final = Newest()


class Hit(Struct, frozen=True):
    """One hit of a page; ``stratum`` is 0-based and 0 where the order has no strata; ``beyond``
    says that it is not of the plan but of the ``others``."""

    id: str
    stratum: int = 0
    beyond: bool = False


Pairs = tuple[tuple[str, int], ...]
"""Values with their documents, most first, then by value."""


class ReadResult(Struct, frozen=True):
    """The answer of ``run``; all numbers are exact.

    ``total``, ``facets`` and ``counts`` know nothing of the others of the request; ``others_total``
    counts those within the filters, however many are paged.
    ``facets`` gives each asked field's (value, documents), most first, then by value; ``split`` for
    the values of a facet, as far as asked, the same of the other field; ``counts`` the documents of
    each named sub-plan within the filters.
    """

    total: int
    hits: tuple[Hit, ...]
    facets: Mapping[str, Pairs] = field(default_factory=dict)
    split: Mapping[str, Mapping[str, Pairs]] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    others_total: int = 0


class DatedValue(Struct, frozen=True):
    """A value of a field with the number of documents that hold it, and the first and last of their
    dates, as keys of ``fields.DATE``."""

    value: str
    documents: int
    first: str
    last: str


FACET_VALUES: Final = 300
"""Most values of a facet of entities unless told: more than a page unfolds. An archive of a million
documents names some hundred thousand people."""

OTHERS_PAGED: Final = 1_000
"""Most others that are paged unless told: more than a reader turns to. Not measured."""


NO_FILTERS: Final[Mapping[str, Plan]] = MappingProxyType({})


class ReadRequest(Struct, frozen=True):
    """What ``Reader.run`` answers in one go.

    ``filters`` holds one plan a name. The total, the page and ``counts`` obey all of them; the
    facet of a field obeys all but the one under its own name (multi-select), so one under another
    name (of dates, of what is excluded) narrows every facet. ``values`` is the most that a facet of
    ``fields.ENTITIES`` gives, those of most documents; which of equals stand last where it is cut
    is the engine's own. Other facets give all. No depth limit: any ``offset`` is answered.

    ``split`` names facets of ``fields.SINGLE`` whose documents are counted by a second such field
    too, where they are among ``facets``: the years by language.

    Documents of ``others`` that are not of ``plan`` follow the hits of ``plan``, in the same order
    and within the same filters, at most ``others_limit`` of them; a page runs across the border.
    """

    plan: Plan
    filters: Mapping[str, Plan] = field(default_factory=dict)
    offset: int = 0
    limit: int = 10
    order: Order = NEWEST
    facets: Sequence[str] = ()
    split: Mapping[str, str] = field(default_factory=dict)
    values: int = FACET_VALUES
    counts: Mapping[str, Plan] = field(default_factory=dict)
    others: Plan | None = None
    others_limit: int = OTHERS_PAGED


class Reader(Protocol):
    """One snapshot of the index, for a whole request."""

    @property
    def size(self) -> int:
        """Documents in the snapshot."""

    @property
    def exact(self) -> bool:
        """Whether ``known`` counts exactly (no deleted document is still counted)."""

    def known(self, field: str, terms: Iterable[str]) -> dict[str, int]:
        """Return which of the terms exist, with an upper bound of their documents (never 0)."""

    def run(self, request: ReadRequest) -> ReadResult:
        """Answer a request: the exact total, one page, facets and counts."""

    def count(self, plan: Plan, filters: Mapping[str, Plan] = NO_FILTERS) -> int:
        """Return documents of the plan within the filters, exactly."""

    def dated_values(self, plan: Plan, field: str, prefix: str) -> tuple[DatedValue, ...]:
        """Every value of a field of ``fields.MULTIPLE`` that begins so, counted in the documents of
        the plan, in order of the values. Exact, and none is left out."""

    def values(self, field: str, prefix: str) -> tuple[tuple[str, int], ...]:
        """Every (value, documents that hold it) of a field of ``fields.MULTIPLE`` that begins so,
        in order of the values. Exact, and none is left out, however many there are."""

    def every(
        self,
        plan: Plan,
        *,
        filters: Mapping[str, Plan] = NO_FILTERS,
        order: Order = NEWEST,
        others: Plan | None = None,
        most: int | None = None,
    ) -> Iterator[Hit]:
        """Yield every hit in order, streamed; then the ``others`` as ``ReadRequest`` says, at most
        ``most`` of them, all where it is None."""

    def fetch(self, ids: Sequence[str]) -> dict[str, str]:
        """Return ``stored`` of these documents, in this order; an id that does not exist is left
        out."""


class Writer(Protocol):
    """Changes that become visible together, on ``commit`` or when the block ends well."""

    def add(self, record: Record) -> None:
        """Add, replacing a document of the same id."""

    def delete(self, doc_id: str) -> None:
        """Delete; an id that does not exist is no error."""

    def commit(self) -> None:
        """Make everything so far durable and visible to new readers."""


class Engine(Protocol):
    """An index in one folder, with which it is made. Found by its ``name`` (indexer/engines)."""

    name: str

    commit_every: int
    """Documents between two commits of a run that indexes: what a killed run loses at most."""

    def reading(self) -> AbstractContextManager[Reader]:
        """Return a snapshot; raises ``NoIndex`` where nothing was ever written."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Return a single writer; commits at the end of the block, rolls back on an exception,
        always releases. Raises ``IndexLocked`` where another process writes."""

    def files(self) -> list[Path]:
        """Return the files that the last commit refers to, its own record of them among these; none
        before the first. Raises ``OSError`` or ``ValueError`` where that record is broken."""

    def orphans(self) -> list[Path]:
        """List the files in the folder that no commit refers to."""

    def state(self) -> str:
        """Name the last commit, by what a copy of the folder has too; empty before the first. After
        any change of what is found it is another."""


@runtime_checkable
class KeptElsewhere(Protocol):
    """What an engine has besides whose documents do not lie in its folder."""

    def publish(self) -> None:
        """The folder is that of the index which is read from now on. Raises ``IndexProblem``."""

    def retire(self, *, was_read: bool) -> None:
        """The folder is about to be removed. What ``was_read`` may be read still by those who have
        begun, and goes later. Raises ``IndexProblem``."""
