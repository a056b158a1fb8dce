"""A request, and its address: the query string of a page holds the whole request.

``to_query`` and ``from_query`` are inverses (tested as a round trip), so that every link keeps
every choice of the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final, Literal

from msgspec import Struct, field
from msgspec.structs import replace

from indexer import fields
from search.request_errors import BadRequest
from synonyms.spelling import nfc

QUERY_LIMIT: Final = 2_000
"""Longest query in code points: a page of text pasted by mistake is refused with a message.
The longest phrase of the gold lists has 40."""

NAME_LIMIT: Final = 200
"""Longest name or id in an address, in code points."""

VALUES_LIMIT: Final = 200
"""Most values of one filter, and most forms switched: more than any page shows."""

PAGE_LIMIT: Final = 1_000
"""Most hits on one page."""

NAME_ORDER: Final = "relevance"
NEWEST: Final = "newest"
Sorting = Literal["relevance", "newest"]

KINDS: Final = (
    *("typed", "lower", "han", "hanviet", "variant", "toneless", "pinyin", "alias"),
    *("lexicon", "transliteration"),
)
"""Kinds of forms in addresses and JSON: the values of ``FormKind`` (search/terms/forms.py)."""

NO: Final = "0"
YES: Final = "1"
"""The value of a switch that is on; any other is as if it were not given."""

EXCLUDES: Final = "-"
"""Stands before the name of a facet whose value is excluded, as before a word of a query."""

OFFSET_LIMIT: Final = 10**9
"""Largest offset: more hits than an index can hold."""

DATE_PATTERN: Final = "[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?"
_DATE: Final = re.compile(DATE_PATTERN)


class Request(Struct, frozen=True):
    """One request.

    ``filters`` maps a facet field (``fields.FACETS``) to the values chosen, of which a document has
    one; ``excluded`` to those that it must not have. ``since`` and ``until`` are ``YYYY``,
    ``YYYY-MM`` or ``YYYY-MM-DD``, both included, or empty. ``off`` and ``on`` are forms (their
    text) that the reader switched off, or on if they are off by default. ``without`` switches off
    whole kinds. ``reading`` narrows to one interpretation. ``pair`` asks for the gate on the other
    side of the border, too, where the query names one. ``meaning`` asks by meaning too
    (search/meaning/fused_answer.py). A ``folded`` list shows one document of each story
    (search/stories); ``story`` narrows to that of a document and shows all of them.
    """

    query: str
    filters: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    excluded: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    since: str = ""
    until: str = ""
    sorting: Sorting = NAME_ORDER
    offset: int = 0
    limit: int = 10
    off: frozenset[str] = frozenset()
    on: frozenset[str] = frozenset()
    without: frozenset[str] = frozenset()
    reading: str = ""
    pair: bool = False
    meaning: bool = False
    folded: bool = True
    story: str = ""

    @property
    def is_filtered(self) -> bool:
        """Whether values of facets or dates narrow it."""
        return bool(self.filters or self.excluded or self.since or self.until)

    @property
    def folds(self) -> bool:
        """Whether the list shows one document of each story."""
        return self.folded and not self.story and self.limit > 0

    def but(self, **changes: object) -> Request:
        """Return the request with other choices, on its first page unless ``offset`` is given."""
        return replace(self, **{"offset": 0, **changes})


def to_query(request: Request) -> list[tuple[str, str]]:
    """Return the pairs of the query string in a stable order, without default values."""
    pairs = [("q", request.query)]
    if request.filters or request.excluded:
        for name in fields.FACETS:
            pairs += [(name, value) for value in request.filters.get(name, ())]
            pairs += [(EXCLUDES + name, value) for value in request.excluded.get(name, ())]
    said = (
        ("from", request.since),
        ("to", request.until),
        ("sort", request.sorting if request.sorting != NAME_ORDER else ""),
        ("reading", request.reading),
        ("pair", YES if request.pair else ""),
        ("meaning", YES if request.meaning else ""),
        ("folded", "" if request.folded else NO),
        ("story", request.story),
    )
    pairs += [pair for pair in said if pair[1]]
    for name, chosen in (("off", request.off), ("on", request.on), ("without", request.without)):
        if chosen:
            pairs += [(name, value) for value in sorted(chosen)]
    if request.offset:
        pairs.append(("offset", str(request.offset)))
    if request.limit != 10:
        pairs.append(("limit", str(request.limit)))
    return pairs


def from_query(pairs: Iterable[tuple[str, str]]) -> Request:
    """Return the request of a query string; raises ``BadRequest`` for impossible values.

    Unknown names are ignored: a link may have those of a tracker or of a newer version.
    """
    given: dict[str, list[str]] = {}
    for name, value in pairs:
        if len(value) > QUERY_LIMIT and name == "q":
            # The text is counted as typed: NFC makes some texts longer.
            raise BadRequest("query_too_long", length=len(value), limit=QUERY_LIMIT)
        if value and value not in given.setdefault(name, []):
            given[name].append(nfc(value.replace("\0", "")))
    for name, values in given.items():
        if len(values) > VALUES_LIMIT:
            raise BadRequest("too_many_values", name=name, limit=VALUES_LIMIT)

    def last(name: str, default: str = "") -> str:
        return given.get(name, [default])[-1]

    query = last("q").strip()
    sorting = last("sort", NAME_ORDER)
    if sorting not in (NAME_ORDER, NEWEST):
        raise BadRequest("bad_sort", value=sorting)
    without = frozenset(given.get("without", ()))
    if not without <= set(KINDS):
        raise BadRequest("bad_kind", value=", ".join(sorted(without - set(KINDS))))
    return Request(
        query=query,
        filters={name: tuple(given[name]) for name in fields.FACETS if given.get(name)},
        excluded={
            name: tuple(given[EXCLUDES + name])
            for name in fields.FACETS
            if given.get(EXCLUDES + name)
        },
        since=date_of("from", last("from")),
        until=date_of("to", last("to")),
        sorting="newest" if sorting == NEWEST else "relevance",
        offset=number_of("offset", last("offset", "0"), OFFSET_LIMIT),
        limit=number_of("limit", last("limit", "10"), PAGE_LIMIT),
        off=frozenset(given.get("off", ())),
        on=frozenset(given.get("on", ())),
        without=without,
        reading=last("reading"),
        pair=bool(number_of("pair", last("pair", "0"), 1)),
        meaning=bool(number_of("meaning", last("meaning", "0"), 1)),
        folded=bool(number_of("folded", last("folded", "1"), 1)),
        story=last("story"),
    )


def date_of(name: str, value: str) -> str:
    """Return a date of a request, or nothing. Raises ``BadRequest`` for what is none."""
    if value and not _DATE.fullmatch(value):
        raise BadRequest("bad_date", name=name, value=value)
    return value


def number_of(name: str, value: str, most: int) -> int:
    """Read a number from 0 to ``most`` of a request. Raises ``BadRequest``."""
    if not (value.isascii() and value.isdigit() and len(value) < 12 and int(value) <= most):
        raise BadRequest("bad_number", name=name, value=value[:40], limit=most)
    return int(value)
