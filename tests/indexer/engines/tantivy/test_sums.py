"""Documents of one sum come newest first by whichever way is the cheaper."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

from indexer import fields
from indexer.engines.protocol import ReadRequest, Record, Weighted
from indexer.engines.tantivy import sums as sums_module
from indexer.engines.tantivy.engine import TantivyEngine
from indexer.engines.tantivy.reader import TantivyReader
from indexer.plan import AnyOf, Everything

DAYS = ("00000000", "20240600", "20240601", "20250101")


def document(number: int) -> Record:
    """Every second has ``a``, every third ``b``; a later id is of an earlier segment."""
    date = DAYS[number % 7 % 4]
    text = " ".join(key for key, step in (("a", 2), ("b", 3)) if number % step == 0)
    return Record(
        id=f"d{number:03d}",
        tokenised={fields.BODY: text},
        keywords={
            **dict.fromkeys(fields.SINGLE, fields.UNKNOWN),
            fields.ID: f"d{number:03d}",
            fields.DATE: date,
        },
        stored="",
        order=f"{99_999_999 - int(date):08d}d{number:03d}",
    )


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TantivyReader]:
    engine = TantivyEngine(tmp_path_factory.mktemp("sums") / "engine")
    for numbers in (range(200, 400), range(200)):
        with engine.writing() as writer:
            for number in numbers:
                writer.add(document(number))
    with engine.reading() as snapshot:
        yield snapshot


ORDER = Weighted(((AnyOf(fields.BODY, ("a",)), 2), (AnyOf(fields.BODY, ("b",)), 3)))


@pytest.mark.parametrize("cost", [0, 10**6], ids=["one search", "one by one"])
@pytest.mark.parametrize("ties", [0, 500])
@pytest.mark.parametrize("offset", [0, 30, 66, 67, 130, 200, 260, 266, 390])
def test_a_page_is_the_same_by_either_way(
    reader: TantivyReader, monkeypatch: pytest.MonkeyPatch, cost: int, ties: int, offset: int
) -> None:
    monkeypatch.setattr(sums_module, "SORTED_COST", cost)
    monkeypatch.setattr(sums_module, "TIES", ties)
    sums = {number: 2 * (number % 2 == 0) + 3 * (number % 3 == 0) for number in range(400)}
    wanted = sorted(sums, key=lambda number: (-sums[number], document(number).order))
    for limit in (1, 9, 150):
        page = reader.run(ReadRequest(Everything(), order=ORDER, offset=offset, limit=limit)).hits
        assert [hit.id for hit in page] == [f"d{n:03d}" for n in wanted[offset : offset + limit]]


def test_tied_documents_may_stand_behind_all_others_of_their_day(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sums_module, "SORTED_COST", 0)
    engine = TantivyEngine(tmp_path / "engine")
    with engine.writing() as writer:
        for number in range(400):
            one = document(7 * number)
            # 7n is of one day; the last hundred have the larger sum.
            text = {fields.BODY: "a" if number >= 300 else "b"}
            order = f"{one.order[:8]}d{number:03d}"
            writer.add(replace(one, id=f"d{number:03d}", tokenised=text, order=order))
    heavy = Weighted(((AnyOf(fields.BODY, ("a",)), 2), (AnyOf(fields.BODY, ("b",)), 1)))
    with engine.reading() as reader:
        page = reader.run(ReadRequest(Everything(), order=heavy, limit=3)).hits
    assert [hit.id for hit in page] == ["d300", "d301", "d302"]
