"""Which mentions of an entity are asked for: one filter for its profile, its files and the command
line, so that all of them give the same numbers.

Some filters look at the mention (its label, form, office, and the year and language of its
document), which the index counts by ``MentionGroup``; the others keep documents. Several values of
one filter widen it, several filters narrow each other; what is counted by one of them obeys the
others and not itself, as facets do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from msgspec import Struct, field
from msgspec.structs import replace

from indexer import fields
from indexer.annotation.mention_groups import MentionGroup, is_meant
from indexer.linking.mention import LABELS
from indexer.plan import Plan
from search.group_counts import GroupCount, folded_title, titles_of
from search.names.facet_values import documents_of
from search.names.name_lookup import NameLookup
from search.query.planner import date_range
from search.request import NAME_LIMIT, VALUES_LIMIT, date_of
from search.request_errors import BadRequest
from synonyms.spelling import nfc

MEANT: Final = "meant"
"""The label of every mention that stands for the entity, and for nothing else."""

LABEL_VALUES: Final = (MEANT, *LABELS)
"""What may be asked of labels."""

Values = tuple[str, ...]

OF_MENTIONS: Final[Mapping[str, Callable[[MentionGroup], Values]]] = {
    "label": lambda group: (group.label, MEANT) if is_meant(group.label) else (group.label,),
    "form": lambda group: (group.form,),
    "year": lambda group: (group.year,),
    "lang": lambda group: (group.lang,),
    "title": titles_of,
}
"""Filters of mentions, by their name in addresses: the values that a group of mentions has."""

OFF: Final = "off"
"""The name of the forms that are left out."""

OF_DOCUMENTS: Final = (fields.SOURCE, fields.PROVINCE, fields.GENRE, fields.PEOPLE)
"""Filters of documents, by their field; ``people`` are those that a document names too."""

SINCE: Final = "from"
UNTIL: Final = "to"

LONGEST_VALUE: Final = 2 * NAME_LIMIT
"""Most code points of a value: a title may be longer than a name."""


class MentionFilter(Struct, frozen=True):
    """The values that are asked for of each filter, by its name in addresses, and the bounds of the
    date (``YYYY``, ``YYYY-MM``, ``YYYY-MM-DD``, both included, or empty). A filter without values
    keeps everything."""

    values: Mapping[str, Values] = field(default_factory=dict)
    since: str = ""
    until: str = ""

    def of(self, name: str) -> Values:
        """Return the values that are asked for of a filter."""
        return self.values.get(name, ())

    def but(self, **values: Values) -> MentionFilter:
        """Return the filter with other values of some filters."""
        changed = {**self.values, **values}
        return replace(self, values={name: own for name, own in changed.items() if own})

    def without_dates(self) -> MentionFilter:
        """Return the filter without the bounds of the date."""
        return replace(self, since="", until="")

    def of_others(self) -> MentionFilter:
        """Return what of the filter can be asked of another entity, too: forms, offices and labels
        are this one's."""
        return self.but(form=(), off=(), title=(), label=(MEANT,))

    @property
    def narrows(self) -> bool:
        """Whether less is asked for than all that stands for the entity."""
        return self != ALL_MEANT

    def takes(self, group: MentionGroup, but: str = "") -> bool:
        """Tell whether mentions of a group are asked for, whatever the filter ``but`` says."""
        for name, values_of in OF_MENTIONS.items():
            wanted = self.of(name)
            if name == "title":
                wanted = tuple(map(folded_title, wanted))
            if wanted and name != but and not any(one in wanted for one in values_of(group)):
                return False
        return but == "form" or group.form not in self.of(OFF)

    def taken(self, counts: Iterable[GroupCount], but: str = "") -> tuple[GroupCount, ...]:
        """Return the counts of the mentions that are asked for, whatever the filter ``but``
        says."""
        return tuple(one for one in counts if self.takes(one.group, but))

    def plans(self, names: NameLookup) -> Mapping[str, Plan]:
        """Return the filters of documents, one plan a field."""
        found = {
            name: documents_of(name, self.of(name), names) for name in OF_DOCUMENTS if self.of(name)
        }
        if self.since or self.until:
            found[fields.DATE] = date_range(self.since, self.until)
        return found


EVERY_MENTION: Final = MentionFilter()
"""Asks for all mentions, those that stand for something else too."""

ALL_MEANT: Final = MentionFilter({"label": (MEANT,)})
"""Asks for the mentions that stand for the entity."""


def filter_pairs(wanted: MentionFilter) -> list[tuple[str, str]]:
    """Return the pairs of an address in a stable order. ``mention_filter`` reads them."""
    names = (*OF_MENTIONS, OFF, *OF_DOCUMENTS)
    pairs = [(name, value) for name in names for value in wanted.of(name)]
    dates = ((SINCE, wanted.since), (UNTIL, wanted.until))
    return pairs + [(name, date) for name, date in dates if date]


def mention_filter(pairs: Iterable[tuple[str, str]]) -> MentionFilter:
    """Read a filter from the pairs of an address; other names are passed over. Raises
    ``BadRequest``."""
    given: dict[str, list[str]] = {}
    for name, text in pairs:
        value = nfc(text.replace("\0", ""))
        if value and value not in given.setdefault(name, []):
            given[name].append(value)
    names = (*OF_MENTIONS, OFF, *OF_DOCUMENTS)
    for name in names:
        values = given.get(name, [])
        if len(values) > VALUES_LIMIT:
            raise BadRequest("too_many_values", name=name, limit=VALUES_LIMIT)
        longest = max(map(len, values), default=0)
        if longest > LONGEST_VALUE:
            raise BadRequest("too_long", length=longest, limit=LONGEST_VALUE)
    for label in given.get("label", ()):
        if label not in LABEL_VALUES:
            raise BadRequest("bad_label", value=label[:40], known=", ".join(LABEL_VALUES))
    return MentionFilter(
        {name: tuple(given[name]) for name in names if given.get(name)},
        since=date_of(SINCE, given.get(SINCE, [""])[-1]),
        until=date_of(UNTIL, given.get(UNTIL, [""])[-1]),
    )
