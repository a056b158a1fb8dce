"""Documents added, replaced, deleted and rolled back, the same on every engine."""

from __future__ import annotations

import random

import pytest
from cases import body, pair
from conftest import ids, write
from documents import HAND, numbered
from msgspec.structs import replace

from indexer import fields
from indexer.engines.protocol import NEWEST, Engine, ReadRequest, ReadResult, Strata, Weighted
from indexer.index_errors import NoIndex, TooManyAlternatives
from indexer.plan import Everything, Phrase


def test_nothing_written_is_no_index(engine: Engine) -> None:
    with pytest.raises(NoIndex), engine.reading():
        pass
    assert engine.orphans() == []


def test_an_empty_index_answers_everything_with_nothing(engine: Engine) -> None:
    write(engine, [])
    with engine.reading() as reader:
        assert reader.size == 0
        assert reader.exact
        assert reader.known(fields.PAIR, ["lưu_ninh"]) == {}
        assert reader.fetch(["a"]) == {}
        for order in (NEWEST, Strata((body("a"),)), Weighted(((body("a"), 1),))):
            found = reader.run(
                ReadRequest(
                    Everything(), order=order, facets=fields.FACETS, counts={"a": body("a")}
                )
            )
            assert found == ReadResult(0, (), dict.fromkeys(fields.FACETS, ()), counts={"a": 0})
            assert list(reader.every(Phrase((("a",), ("b", "c"))), order=order)) == []


def test_one_document(engine: Engine) -> None:
    write(engine, [HAND[0]])
    with engine.reading() as reader:
        found = reader.run(
            ReadRequest(
                pair("lưu_ninh"), facets=(fields.YEAR,), order=Weighted(((body("lưu"), 1),))
            )
        )
    assert (found.total, found.facets) == (1, {fields.YEAR: (("2024", 1),)})


def test_a_document_of_the_same_id_is_replaced(engine: Engine) -> None:
    write(engine, [numbered(1, "cũ"), numbered(2, "cũ")])
    write(engine, [numbered(1, "mới")])
    with engine.reading() as reader:
        assert reader.size == 2
        assert [reader.count(body(key)) for key in ("cũ", "mới")] == [1, 1]
        assert reader.fetch(["d001"]) == {"d001": numbered(1, "mới").stored}
        assert reader.known(fields.BODY, ["cũ"])["cũ"] >= 1


def test_a_document_is_replaced_within_one_block(engine: Engine) -> None:
    write(engine, [numbered(1, "cũ"), numbered(2), numbered(1, "mới"), numbered(1, "mới hơn")])
    with engine.reading() as reader:
        assert reader.size == 2
        assert reader.count(body("cũ")) == 0
        assert reader.run(ReadRequest(body("mới"), counts={"hơn": body("hơn")})).counts == {
            "hơn": 1
        }
        assert reader.fetch(["d001"]) == {"d001": numbered(1, "mới hơn").stored}


def test_deleting(engine: Engine) -> None:
    write(engine, [numbered(number) for number in range(10)])
    with engine.writing() as writer:
        writer.delete("d003")
        writer.delete("d003")
        writer.delete("nobody")
        writer.add(numbered(20))
        writer.delete("d020")
        writer.delete("d004")
        writer.add(numbered(4, "lại một"))
    expected = [f"d{number:03d}" for number in (0, 1, 2, 4, 5, 6, 7, 8, 9)]
    assert ids(engine) == expected
    with engine.reading() as reader:
        assert reader.size == 9
        found = reader.run(
            ReadRequest(
                body("một"), facets=(fields.LANG,), counts={"hai": body("hai"), "all": Everything()}
            )
        )
        assert (found.total, found.facets) == (9, {fields.LANG: (("vi", 9),)})
        assert found.counts == {"hai": 8, "all": 9}
        assert reader.fetch(["d003", "d004"]) == {"d004": numbered(4, "lại một").stored}


def test_known_never_counts_too_few_and_exact_is_exact(engine: Engine) -> None:
    write(engine, [numbered(number, f"chung riêng{number}") for number in range(30)])
    with engine.reading() as reader:
        assert reader.exact
        assert reader.known(fields.BODY, ["chung", "riêng3"]) == {"chung": 30, "riêng3": 1}
    for last in range(3, 30, 5):
        with engine.writing() as writer:
            writer.delete(f"d{last:03d}")
            writer.add(numbered(last - 1, f"chung mới{last}"))
        with engine.reading() as reader:
            terms = ["chung", *(f"{word}{n}" for n in range(30) for word in ("riêng", "mới"))]
            known = reader.known(fields.BODY, terms)
            counted = reader.run(
                ReadRequest(Everything(), limit=0, counts={term: body(term) for term in terms})
            ).counts
            assert all(known.get(term, 0) >= counted[term] for term in terms)
            assert all(known.values())
            if reader.exact:
                assert known == {term: count for term, count in counted.items() if count}


def test_all_documents_may_be_deleted(engine: Engine) -> None:
    write(engine, [numbered(number) for number in range(5)])
    with engine.writing() as writer:
        for number in range(5):
            writer.delete(f"d{number:03d}")
    with engine.reading() as reader:
        assert reader.size == 0
        found = reader.run(
            ReadRequest(body("một"), facets=(fields.LANG,), order=Weighted(((body("một"), 1),)))
        )
        assert found == ReadResult(0, (), {fields.LANG: ()})
    write(engine, [numbered(1)])
    assert ids(engine) == ["d001"]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
def test_an_exception_takes_everything_back(engine: Engine, error: type[BaseException]) -> None:
    write(engine, [numbered(1), numbered(2)])

    def changes() -> None:
        with engine.writing() as writer:
            writer.add(numbered(3))
            writer.add(numbered(1, "mới"))
            writer.delete("d002")
            raise error

    with pytest.raises(error):
        changes()
    assert ids(engine) == ["d001", "d002"]
    with engine.reading() as reader:
        assert reader.run(ReadRequest(body("mới"))).total == 0
    write(engine, [numbered(4)])
    assert ids(engine) == ["d001", "d002", "d004"]
    assert engine.orphans() == []


def test_an_exception_in_the_first_block_leaves_an_index_to_write_to(engine: Engine) -> None:
    def changes() -> None:
        with engine.writing() as writer:
            writer.add(numbered(1))
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        changes()
    write(engine, [numbered(2)])
    assert ids(engine) == ["d002"]


def test_an_exception_takes_back_to_the_last_commit(engine: Engine) -> None:
    def changes() -> None:
        with engine.writing() as writer:
            writer.add(numbered(1))
            writer.commit()
            writer.add(numbered(2))
            writer.add(numbered(1, "mới"))
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        changes()
    with engine.reading() as reader:
        assert reader.size == 1
        assert reader.run(ReadRequest(body("mới"))).total == 0
    assert engine.orphans() == []


def test_committing_nothing_changes_nothing(engine: Engine) -> None:
    write(engine, [numbered(1)])
    write(engine, [])
    with engine.writing() as writer:
        writer.commit()
        writer.commit()
    assert ids(engine) == ["d001"]


def test_an_absurd_phrase_is_answered_or_refused_never_wrong(engine: Engine) -> None:
    rng = random.Random(5)
    keys = ["".join(rng.choices("abcdefgh", k=64)) for _ in range(300)]
    write(engine, [numbered(1, " ".join(keys)), numbered(2)])
    with engine.reading() as reader:
        few = Phrase(tuple(tuple(keys[at:300:20]) for at in range(3)))
        assert reader.run(ReadRequest(few)).total == 1
        try:
            found = reader.run(ReadRequest(Phrase(tuple(tuple(keys[at::3]) for at in range(3)))))
        except TooManyAlternatives:
            return
        assert found.total == 1


def test_stored_text_comes_back_whatever_it_holds(engine: Engine) -> None:
    texts = ["", "\x00", "𠀀\uffee\n\t \u200b", '{"a": "\\u0000"}', "dài " * 50_000]
    write(engine, [replace(numbered(at), stored=text) for at, text in enumerate(texts)])
    with engine.reading() as reader:
        assert list(reader.fetch([f"d{at:03d}" for at in range(5)]).values()) == texts


def test_a_very_long_text_keeps_its_positions(engine: Engine) -> None:
    keys = [f"k{number % 977}" for number in range(150_000)]
    keys[120_000:120_003] = ["đây", "là", "nó"]
    write(engine, [numbered(1, " ".join(keys))])
    with engine.reading() as reader:
        assert reader.run(ReadRequest(Phrase((("đây",), ("là", "k1"), ("nó",))))).total == 1
        assert reader.run(ReadRequest(Phrase((("đây",), ("nó",))))).total == 0
        assert reader.run(ReadRequest(Phrase((("k976",), ("k0",))))).total == 1
        assert reader.run(ReadRequest(Phrase((("k0",), ("k976",))))).total == 0
