"""Foreign names proposed by sound and shared days."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from search.mining.proposal_file import PROPOSED, shape, tsv
from search.mining.proposals import FOREIGN
from synonyms import gazetteer
from tests.search.mining.made_archives import DAYS, SOME, foreign_archive, named, proposed


def test_a_transliteration_of_the_same_days_is_proposed() -> None:
    names = foreign_archive({"Donald Trump": SOME}, {"特朗普": SOME, "唐納德·特朗普": SOME[:2]})
    (found,) = proposed(names)
    assert found.heading == FOREIGN
    assert found.id == "donald-trump"
    assert named([found]) == {
        (FOREIGN, "Donald Trump", "特朗普"),
        (FOREIGN, "Donald Trump", "唐纳德·特朗普"),
    }


def test_the_file_compares_part_by_part(tmp_path: Path) -> None:
    names = foreign_archive({"Donald Trump": SOME}, {"唐纳德·特朗普": SOME})
    found = proposed(names)
    lines = list(tsv(found, names, 3))
    (line,) = [one for one in lines if one.startswith("# 唐纳德")]
    assert line.startswith("# 唐纳德 donald (sound -")
    assert " · 特朗普 trump (sound -" in line
    assert "#? donald-trump\tperson\tDonald Trump\t唐纳德·特朗普" in lines
    parts = shape(found[0])["parts"]
    assert isinstance(parts, list)
    assert [(one["latin"], one["chinese"]) for one in parts] == [
        ("donald", "唐纳德"),
        ("trump", "特朗普"),
    ]
    accepted = tmp_path / "accepted.tsv"
    accepted.write_text("\n".join(lines).replace(PROPOSED, ""), "utf-8")
    assert proposed(names, gazetteer.load([accepted])) == []


def test_neither_sound_nor_days_alone_make_a_pair() -> None:
    elsewhere = [day + 10 for day in SOME]
    assert proposed(foreign_archive({"Donald Trump": SOME}, {"特朗普": elsewhere})) == []
    assert proposed(foreign_archive({"Donald Trump": SOME}, {"普京": SOME})) == []


def test_too_few_shared_days_are_no_pair() -> None:
    names = foreign_archive({"Donald Trump": SOME[:1]}, {"唐纳德·特朗普": SOME[:1]})
    assert proposed(names) == []
    assert named(proposed(names, at_least=1)) == {(FOREIGN, "Donald Trump", "唐纳德·特朗普")}


def test_a_chinese_name_goes_to_the_best_of_a_family() -> None:
    names = foreign_archive({"Donald Trump": SOME, "Eric Trump": SOME[:2]}, {"特朗普": SOME})
    assert named(proposed(names)) == {(FOREIGN, "Donald Trump", "特朗普")}


def test_who_is_known_in_both_languages_gets_no_other_name() -> None:
    # 特朗普 is Donald Trump's; nobody else is proposed for it.
    names = foreign_archive({"Eric Trump": SOME, "Donald Trump": SOME}, {"特朗普": SOME})
    assert proposed(names, gazetteer.load()) == []


def test_a_name_that_many_agree_with_needs_more_days() -> None:
    (alone,) = proposed(foreign_archive({"Bill Clinton": SOME}, {"克林顿": SOME}))
    smiths = {f"{given} Clinton": SOME for given in ("Chelsea", "Roger", "George")}
    elsewhere = {name: [day + 20 for day in own] for name, own in smiths.items()}
    found = proposed(foreign_archive({"Bill Clinton": SOME} | elsewhere, {"克林顿": SOME}))
    assert all(one.best.score < alone.best.score for one in found)


@settings(max_examples=20, deadline=None)
@given(st.integers())
def test_the_order_of_documents_is_nothing(seed: int) -> None:
    vi = {"Donald Trump": SOME, "Tom Homan": DAYS[:6]}
    zh = {"特朗普": SOME, "汤姆·霍曼": DAYS[1:6]}
    first, second = (proposed(foreign_archive(vi, zh, one)) for one in (0, seed))
    assert [shape(one) for one in first] == [shape(one) for one in second]
    assert len(first) == 2
