"""Choose which pairs are proposed, and in what order.

1. Every Chinese name is compared with the Vietnamese names that agree with it enough
   (``reading_agreement.py``), and every transliteration with the foreign names that share its days
   (``sound_agreement.py``).
2. Pairs that the gazetteer has, and those that the user has refused, are left out.
3. Pairs that a reading joins are *regular* where they share days enough, else *unconfirmed*, if
   they are not what many names would give: the documents may be undated, or of other years. A
   Chinese name goes to the best Vietnamese one; several Chinese names of one reading stand in one
   proposal.
4. What is left are *irregular* pairs: only of names that the gazetteer and the readings leave
   alone, the best pair first, each name once. Their surnames must agree unless the days are
   overwhelming. One syllable is another, or stands in one script only.
5. *Foreign* pairs agree by sound. A Chinese name goes to the best Latin one, of names that the
   gazetteer and the readings leave alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from indexer.analysis.name_keys import keys_of
from indexer.annotation.records import from_stored
from indexer.engines.protocol import Reader
from search.mining.dated_names import EXAMPLES, DatedName, Keys
from search.mining.foreign_names import latin_keys
from search.mining.foreign_pairs import foreign_pairs
from search.mining.gathered_names import GatheredNames
from search.mining.known_pairs import GazetteerPeople
from search.mining.pair_score import PairScore
from search.mining.read_pairs import read_pairs
from search.mining.refused_pairs import RefusedPairs
from synonyms.gazetteer import Entity

IRREGULAR: Final = "irregular"
REGULAR: Final = "regular"
UNCONFIRMED: Final = "unconfirmed"

FOREIGN: Final = "foreign"

HEADINGS: Final = (IRREGULAR, REGULAR, FOREIGN, UNCONFIRMED)

SETTLING: Final = 1.0
"""Score from which the names of a pair that a reading joins get no irregular or foreign pair. With
shared days such a pair is proposed at any score: in a small archive chance explains every pair, and
the best stand first."""


class Example(Struct, frozen=True):
    """A document in which a name stands."""

    doc: str
    date: str
    title: str


class Proposal(Struct, frozen=True):
    """One row to be accepted. ``pairs`` holds one pair for each Chinese name, the best first.

    ``known`` is the person of the gazetteer whom it completes; ``vi_is_new`` and ``zh_is_new`` say
    which of the names the row adds. ``namesakes`` are other people known by one of the names.
    """

    heading: str
    id: str
    known: Entity | None
    vi_is_new: bool
    zh_is_new: bool
    pairs: tuple[PairScore, ...]
    namesakes: tuple[Entity, ...]
    vi_examples: tuple[Example, ...] = ()
    zh_examples: tuple[Example, ...] = ()

    @property
    def best(self) -> PairScore:
        """The pair of the first Chinese name."""
        return self.pairs[0]


def propose(
    names: GatheredNames,
    known: GazetteerPeople,
    within: int,
    at_least: int,
    refused: RefusedPairs | None = None,
) -> Iterator[Proposal]:
    """Give all proposals, of each heading the best first.

    ``within`` is the number of days between two documents that still count as the same days,
    ``at_least`` the shared days that a pair must have, but for unconfirmed ones.
    """
    refused = refused or RefusedPairs()
    whole, weak, partly = read_pairs(names.read, known, refused, within, at_least)
    used: set[str] = set()
    best_read = _best_of_each_zh([*whole, *weak])
    settled = {keys for one in best_read if one.score >= SETTLING for keys in _both(one)}
    unsaid = set(map(_both, weak))
    regular = [one for one in best_read if _both(one) not in unsaid]
    irregular = [
        one
        for one in partly
        if settled.isdisjoint(_both(one))
        and not known.settled(one.zh.keys, "vi")
        and not known.settled(one.vi.keys, "zh")
    ]
    for one in _each_once(irregular):
        yield _proposal(IRREGULAR, (one,), known, used)
    for group in _by_vietnamese(regular):
        heading = REGULAR if group[0].shares(at_least) else UNCONFIRMED
        yield _proposal(heading, group, known, used)
    foreign = foreign_pairs(names.foreign, known, refused, within, at_least)
    read = {"".join(keys) for keys, _ in map(_both, best_read) if keys in settled}
    best = _best_of_each_zh(one for one in foreign if "".join(one.zh.keys) not in read)
    for group in _by_vietnamese(best):
        yield _proposal(FOREIGN, group, known, used)


def _both(one: PairScore) -> tuple[Keys, Keys]:
    return one.zh.keys, one.vi.keys


def _strongest(found: Iterable[PairScore]) -> list[PairScore]:
    return sorted(found, key=lambda one: (-one.score, one.vi.keys, one.zh.keys))


def _best_of_each_zh(found: Iterable[PairScore]) -> list[PairScore]:
    best: dict[Keys, PairScore] = {}
    for one in _strongest(found):
        best.setdefault(one.zh.keys, one)
    return list(best.values())


def _each_once(found: Iterable[PairScore]) -> Iterator[PairScore]:
    taken: set[Keys] = set()
    for one in _strongest(found):
        if taken.isdisjoint(_both(one)):
            taken.update(_both(one))
            yield one


def _by_vietnamese(found: Iterable[PairScore]) -> list[tuple[PairScore, ...]]:
    groups: dict[Keys, list[PairScore]] = {}
    for one in _strongest(found):
        groups.setdefault(one.vi.keys, []).append(one)
    return [tuple(group) for group in groups.values()]


def _proposal(
    heading: str, pairs: tuple[PairScore, ...], known: GazetteerPeople, used: set[str]
) -> Proposal:
    zh, vi = pairs[0].zh.keys, pairs[0].vi.keys
    entity = known.one_sided(zh, vi)
    if entity is not None and entity.id in used:
        entity = None
    if entity is not None:
        used.add(entity.id)
    return Proposal(
        heading=heading,
        id=entity.id if entity else known.new_id(_written(pairs[0].vi), used),
        known=entity,
        vi_is_new=not known.has(entity, vi),
        zh_is_new=not known.has(entity, zh),
        pairs=pairs,
        namesakes=tuple(one for one in known.people(zh, vi) if one is not entity),
    )


def _written(named: DatedName) -> Keys:
    """Return the words of a name that make an id of it: without initials for a foreign one."""
    return latin_keys(named.form) or keys_of(named.form)


def with_examples(reader: Reader, proposals: Sequence[Proposal]) -> list[Proposal]:
    """Add documents of both names to the proposals, from shared days where there are any."""
    found = []
    for one in proposals:
        best = one.best
        near = set(best.days.shared)
        shown = []
        for named in (best.vi, best.zh):
            ids = _example_ids(named, near)
            stored = reader.fetch(ids)
            documents = [from_stored(stored[doc_id]) for doc_id in ids]
            shown.append(tuple(Example(doc.id, doc.date, doc.title) for doc in documents))
        found.append(replace(one, vi_examples=shown[0], zh_examples=shown[1]))
    return found


def _example_ids(named: DatedName, near: set[int]) -> list[str]:
    """Return the documents nearest to the shared days, then any."""
    days = sorted(
        named.days, key=lambda day: (min((abs(day - one) for one in near), default=0), day)
    )
    ids = [named.days[day] for day in days[:EXAMPLES]]
    return list(dict.fromkeys([*ids, *named.undated]))[:EXAMPLES]
