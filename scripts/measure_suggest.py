"""Measure the proposals of ``songngu synonyms suggest`` on an archive whose truth is known.

    python scripts/measure_suggest.py build/full

The dated Chinese documents of the index are dealt into two halves. One stays Chinese. In the other
each name is written as its first readings give it, and one name in three is irregular somewhere
behind the surname: it has another syllable, drawn from the index's Vietnamese names, or with
``--lengths`` one more or one less.
So the days, the bursts and the names that resemble each other are those of real news. All names of
the index's own Vietnamese documents stand by, on days drawn from the Chinese ones, but for those
that a reading joins with a Chinese name. All is dealt several times; the counts are sums.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Final

from msgspec.structs import replace

from corpus.document import Document
from indexer.annotation.records import annotated_in_batches
from indexer.plan import Everything
from search.archive import Archive
from search.mining.chance import near_days
from search.mining.dated_names import LENGTHS, DatedNames, Keys, ScriptNames, full_names
from search.mining.gathered_names import GatheredNames
from search.mining.known_pairs import GazetteerPeople
from search.mining.proposal_file import reason
from search.mining.proposals import FOREIGN, HEADINGS, IRREGULAR, UNCONFIRMED, Proposal, propose
from search.mining.reading_agreement import VietnameseNames
from synonyms.gazetteer import Gazetteer
from synonyms.readings import readings_of
from synonyms.spelling import is_han
from synonyms.surnames import SURNAMES_ZH
from synonyms.variants import canonical

IRREGULAR_SHARE: Final = 1 / 3


class Writer:
    """Writes Chinese names in Vietnamese, and remembers what it wrote."""

    def __init__(self, random: Random, syllables: list[str], *, lengths: bool) -> None:
        self._random = random
        self._lengths = lengths
        self._syllables = syllables
        self._written: dict[Keys, Keys] = {}
        self.truth: dict[Keys, set[Keys]] = defaultdict(set)
        self.irregular: set[Keys] = set()

    def write(self, characters: Keys) -> Keys:
        """The Vietnamese name of a Chinese one; none where no reading is known."""
        if characters not in self._written:
            read = [readings_of(char) for char in characters]
            keys = [canonical(one[0].syllable) for one in read] if all(read) else []
            if keys and self._random.random() < IRREGULAR_SHARE:
                self._make_irregular(keys)
                self.irregular.add(characters)
            self._written[characters] = tuple(keys)
            self.truth[tuple(keys)].add(characters)
        return self._written[characters]

    def _make_irregular(self, keys: list[str]) -> None:
        at = self._random.randrange(1, len(keys))
        if not self._lengths:
            keys[at] = self._random.choice(self._syllables)
        elif len(keys) > LENGTHS.start and (
            len(keys) + 1 not in LENGTHS or self._random.random() < 0.5
        ):
            del keys[at]
        else:
            keys.insert(at, self._random.choice(self._syllables))


@dataclass
class Tally:
    """Counts of one heading over all dealings."""

    proposals: int = 0
    right: int = 0
    first: int = 0
    first_right: int = 0
    wanted: int = 0
    found: int = 0


FIRST: Final = 50

Dealt = list[tuple[Document, dict[Keys, set[str]]]]


def read(index: Path) -> tuple[Dealt, Dealt]:
    """The Chinese and the Vietnamese documents with the names written in their own script."""
    chinese: Dealt = []
    vietnamese: Dealt = []
    with Archive(index).reading() as reader:
        for document, annotation in annotated_in_batches(reader, reader.every(Everything())):
            own: dict[Keys, set[str]] = defaultdict(set)
            for keys, text in full_names(annotation.mentions):
                if is_han(keys[0]) == (document.lang == "zh"):
                    own[keys].add(text)
            if document.lang != "zh":
                vietnamese.append((document, own))
            elif document.date:
                named = {keys: own[keys] for keys in own if keys[0] in SURNAMES_ZH}
                chinese.append((document, named))
    # Engines give undefined order only among equals; ids make a seed mean one thing.
    return sorted(chinese, key=_id), sorted(vietnamese, key=_id)


def _id(one: tuple[Document, dict[Keys, set[str]]]) -> str:
    return one[0].id


def deal(
    chinese: Dealt, vietnamese: Dealt, random: Random, *, lengths: bool
) -> tuple[DatedNames, Writer]:
    """An archive with its truth."""
    syllables = [key for _, own in vietnamese for keys in own for key in keys[1:]]
    writer = Writer(random, syllables, lengths=lengths)
    names = DatedNames(ScriptNames(), ScriptNames())
    for document, own in chinese:
        if random.random() < 0.5:
            names.zh.add(document, own)
        else:
            written = {writer.write(keys): {" ".join(writer.write(keys))} for keys in own}
            written.pop((), None)
            names.vi.add(document, written)
    everyone = VietnameseNames(keys for _, own in vietnamese for keys in own)
    # Who is really in both halves would be a second truth.
    real = {
        keys
        for characters in names.zh.names
        for keys, agreement in everyone.like(characters)
        if agreement.whole
    }
    for document, own in vietnamese:
        moved = replace(document, date=random.choice(chinese)[0].date)
        names.vi.add(moved, {keys: own[keys] for keys in own if keys not in real})
    return names, writer


def main() -> None:
    """Deal, propose, count."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    parser.add_argument("--deals", type=int, default=10)
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--at-least", type=int, default=2)
    parser.add_argument("--lengths", action="store_true", help="plant other numbers of syllables")
    parser.add_argument("--misses", action="store_true", help="print what is wrong or missed")
    given = parser.parse_args()
    chinese, vietnamese = read(given.index)
    # No foreign name is planted: it would be spelt by the table that they are compared by.
    tallies = {heading: Tally() for heading in HEADINGS if heading != FOREIGN}
    for seed in range(given.deals):
        names, writer = deal(chinese, vietnamese, Random(seed), lengths=given.lengths)
        known = GazetteerPeople(Gazetteer({}, ""))
        proposals = list(propose(GatheredNames(names), known, given.days, given.at_least))
        wanted = {
            (characters, keys)
            for keys, those in writer.truth.items()
            for characters in those
            if _share(characters, keys, names, given.days) >= given.at_least
        }
        for heading, tally in tallies.items():
            found = [one for one in proposals if one.heading == heading]
            own = {
                pair
                for pair in wanted
                if heading != UNCONFIRMED
                and (pair[0] in writer.irregular) == (heading == IRREGULAR)
            }
            _count(tally, found, own, writer, misses=given.misses)
    print("| heading | proposals | precision | of the first 50 | to be found | found |")
    print("|---|---|---|---|---|---|")
    for heading, tally in tallies.items():
        print(
            f"| {heading} | {tally.proposals} | {_share_of(tally.right, tally.proposals)} "
            f"| {_share_of(tally.first_right, tally.first)} "
            f"| {tally.wanted} | {_share_of(tally.found, tally.wanted)} |"
        )


def _count(
    tally: Tally,
    found: list[Proposal],
    wanted: set[tuple[Keys, Keys]],
    writer: Writer,
    *,
    misses: bool,
) -> None:
    right = [one.best.zh.keys in writer.truth[one.best.vi.keys] for one in found]
    pairs = {(each.zh.keys, one.best.vi.keys) for one in found for each in one.pairs}
    tally.proposals += len(found)
    tally.right += sum(right)
    tally.first += len(right[:FIRST])
    tally.first_right += sum(right[:FIRST])
    tally.wanted += len(wanted)
    tally.found += len(wanted & pairs)
    if misses:
        for one, is_right in zip(found, right, strict=True):
            if not is_right:
                best = one.best
                print(f"wrong {one.heading} {best.zh.form} {best.vi.form} {reason(best)}")
        for characters, keys in sorted(wanted - pairs):
            print(f"missed {''.join(characters)} {' '.join(keys)}")


def _share(characters: Keys, keys: Keys, names: DatedNames, within: int) -> int:
    """Days that the two names share."""
    zh, vi = names.zh.names.get(characters), names.vi.names.get(keys)
    return len(near_days(zh.days, sorted(vi.days), within)) if zh and vi else 0


def _share_of(part: int, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "–"


if __name__ == "__main__":
    main()
