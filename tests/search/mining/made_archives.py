"""Archives made of who stands at which days, and what is proposed from them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from random import Random
from typing import Final

from corpus.document import Document
from search.mining.dated_names import DatedNames, ScriptNames, name_keys
from search.mining.foreign_names import foreign_keys
from search.mining.gathered_names import GatheredNames
from search.mining.known_pairs import GazetteerPeople
from search.mining.proposals import Proposal, propose
from search.mining.refused_pairs import RefusedPairs
from synonyms.gazetteer import Gazetteer

FIRST: Final = date(2020, 1, 1).toordinal()
DAYS: Final = [FIRST + 10 * step for step in range(60)]
"""Days of news, further apart than those that count as the same."""

SOME: Final = DAYS[5:35:6]

LATIN: Final = """Angela Merkel, Serena Williams, Barack Obama, Hillary Clinton, Rafael Nadal, Roger
Federer, Novak Djokovic, Bill Gates, Mark Zuckerberg, Tim Cook, Shinzo Abe, Keanu Reeves, Lionel
Messi, Zinedine Zidane, Kylian Mbappe, Jack Nicholson, Oprah Winfrey, Jeff Bezos"""
HAN: Final = "默多克 卡梅伦 马拉多纳 德布劳内 斯特林 费迪南德 穆里尼奥 里夫斯 哈兰德 尼科尔森"

Names = Mapping[str, Iterable[int]]


def written(day: int) -> str:
    return date.fromordinal(day).isoformat()


def side(names: Names, every_day: str) -> ScriptNames:
    """One half of an archive that readings join: who stands at which days."""
    found = ScriptNames()
    for day in DAYS:
        texts = [every_day, *(name for name, days in names.items() if day in days)]
        forms = {name_keys(text): {text} for text in texts}
        found.add(Document(f"{every_day}-{day}", "", "", "", written(day)), forms)
    return found


def archive_of(vi: Names, zh: Names) -> GatheredNames:
    """An archive of names that readings join; of two people no reading joins each day tells."""
    return GatheredNames(DatedNames(side(vi, "Phạm Văn Đồng"), side(zh, "董必武")))


def foreign_side(names: Names, others: Iterable[str], seed: int) -> ScriptNames:
    """One half of an archive of foreign names; the others have a day each that is not in SOME. The
    seed is the order of the documents."""
    on_days = {day: [name for name, own in names.items() if day in own] for day in DAYS}
    for at, other in enumerate(others):
        on_days[DAYS[36 + at]].append(other)
    order = list(DAYS)
    Random(seed).shuffle(order)
    found = ScriptNames()
    for day in order:
        # Somebody else is named each day: a day proves something only where others are told of.
        forms = {foreign_keys(name): {name} for name in on_days[day]} | {("x",): {"X"}}
        found.add(Document(f"{day}", "", "", "", written(day)), forms)
    del found.names["x",]
    return found


def foreign_archive(vi: Names, zh: Names, seed: int = 0) -> GatheredNames:
    """An archive of foreign names."""
    latin = [" ".join(name.split()) for name in LATIN.split(",")]
    halves = foreign_side(vi, latin, seed), foreign_side(zh, HAN.split(), seed)
    return GatheredNames(foreign=DatedNames(*halves))


def proposed(
    names: GatheredNames,
    known: Gazetteer | None = None,
    refused: RefusedPairs | None = None,
    at_least: int = 2,
) -> list[Proposal]:
    """What is proposed, of nobody known unless a gazetteer is given."""
    people = GazetteerPeople(known or Gazetteer({}, ""))
    return list(propose(names, people, 3, at_least, refused))


def named(found: Iterable[Proposal]) -> set[tuple[str, str, str]]:
    """Headings and names of all pairs."""
    return {(one.heading, one.best.vi.form, each.zh.form) for one in found for each in one.pairs}
