"""Proposed pairs of names: what is proposed, what is left alone, and how chance is counted."""

from __future__ import annotations

from itertools import pairwise
from math import comb, log10
from pathlib import Path
from random import Random

import pytest
from msgspec.structs import replace

from corpus.document import Document
from indexer.annotation.annotator import Annotator
from indexer.ner.evidence import known_people as people
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.mining.chance import Calendar, log10_tail, near_days, occasions
from search.mining.dated_names import name_keys
from search.mining.gathered_names import gather
from search.mining.proposal_file import PROPOSED, shape, tsv
from search.mining.proposals import IRREGULAR, REGULAR, UNCONFIRMED, Example, with_examples
from search.mining.reading_agreement import Agreement
from synonyms import gazetteer
from synonyms.gazetteer_check import check
from tests.search.mining.made_archives import DAYS, SOME, archive_of, named, proposed, written

OTHERS = (("Phạm Văn Đồng", "董必武"), ("Đỗ Thị Hà", "邓颖超"), ("Bùi Quang Huy", "聂荣臻"))
"""Who is in the news every day; no reading joins them."""


def test_a_name_with_one_irregular_syllable_is_proposed_for_its_days() -> None:
    found = proposed(archive_of({"Hoàng Đình Khải": SOME}, {"黄庭恩": SOME}))
    assert named(found) == {(IRREGULAR, "Hoàng Đình Khải", "黄庭恩")}
    agreement = found[0].best.agreement
    assert isinstance(agreement, Agreement)
    assert agreement.degrees == ("same", "same", "other")
    assert found[0].best.days.shared == tuple(SOME)


def test_a_name_with_a_syllable_less_is_proposed_with_its_alignment() -> None:
    names = archive_of({"Vương Nguyên Hoàn": SOME}, {"王元": SOME})
    (found,) = proposed(names)
    assert named([found]) == {(IRREGULAR, "Vương Nguyên Hoàn", "王元")}
    assert "# 王 vương = vương · 元 nguyên = nguyên · – ≠ hoàn" in tsv([found], names, 3)
    names = archive_of({"Hoàng Ân": SOME}, {"黄庭恩": SOME})
    (found,) = proposed(names)
    assert named([found]) == {(IRREGULAR, "Hoàng Ân", "黄庭恩")}
    assert "# 黄 hoàng = hoàng · 庭 đình ≠ – · 恩 ân = ân" in tsv([found], names, 3)
    assert shape(found)["syllables"] == [
        {"character": "黄", "reading": "hoàng", "syllable": "hoàng", "agreement": "same"},
        {"character": "庭", "reading": "đình", "syllable": "", "agreement": "missing"},
        {"character": "恩", "reading": "ân", "syllable": "ân", "agreement": "same"},
    ]


def test_of_two_syllables_the_given_name_may_be_another_but_not_the_surname() -> None:
    often = DAYS[5:50:3]
    found = proposed(archive_of({"Hoàng Khải": often}, {"黄恩": often}))
    assert named(found) == {(IRREGULAR, "Hoàng Khải", "黄恩")}
    assert proposed(archive_of({"Lương Ân": often}, {"黄恩": often})) == []


def test_the_same_names_on_other_days_are_not_proposed() -> None:
    elsewhere = [day + 10 for day in SOME]
    assert proposed(archive_of({"Hoàng Đình Khải": SOME}, {"黄庭恩": elsewhere})) == []


def test_names_of_every_day_prove_nothing_by_sharing_days() -> None:
    assert proposed(archive_of({"Hoàng Đình Khải": DAYS}, {"黄庭恩": DAYS})) == []


def test_days_on_which_most_of_the_news_is_prove_little() -> None:
    # From the Vietnamese side five days of sixty; from the Chinese five sixths of all documents.
    names = archive_of({"Hoàng Đình Khải": SOME}, {"黄庭恩": SOME})
    for day in SOME:
        for at in range(60):
            crowd = Document(f"{day}-{at}", "", "", "zh", written(day))
            names.read.zh.add(crowd, {name_keys("董必武"): {"董必武"}})
    assert proposed(names) == []


def test_only_days_that_both_halves_reach_are_compared() -> None:
    # Both names stand on every day that the halves have in common, and on no other.
    common = DAYS[20:40]
    names = archive_of({"Hoàng Đình Khải": common}, {"黄庭恩": common})
    for days, kept in ((names.read.vi.days, DAYS[:40]), (names.read.zh.days, DAYS[20:])):
        for day in set(days).difference(kept):
            del days[day]
    assert proposed(names) == []


def test_another_surname_needs_overwhelming_days() -> None:
    few = archive_of({"Lương Đình Ân": SOME}, {"黄庭恩": SOME})
    assert proposed(few) == []
    many = archive_of({"Lương Đình Ân": DAYS[5:50:3]}, {"黄庭恩": DAYS[5:50:3]})
    assert named(proposed(many)) == {(IRREGULAR, "Lương Đình Ân", "黄庭恩")}


def test_a_name_that_a_reading_joins_elsewhere_has_no_irregular_pair() -> None:
    names = archive_of({"Hoàng Đình Khải": SOME, "Hoàng Đình Ân": SOME}, {"黄庭恩": SOME})
    assert named(proposed(names)) == {(REGULAR, "Hoàng Đình Ân", "黄庭恩")}


def test_a_regular_pair_without_shared_days_is_only_unconfirmed() -> None:
    names = archive_of({"Hoàng Đình Ân": SOME}, {"黄庭恩": [day + 10 for day in SOME]})
    assert named(proposed(names)) == {(UNCONFIRMED, "Hoàng Đình Ân", "黄庭恩")}


def test_an_unconfirmed_pair_of_everybodys_syllables_is_not_proposed() -> None:
    often = [f"{one} {two}" for one in ("Trần", "Lý", "Vương", "Hồ") for two in ("Bình", "Cương")]
    crowd: dict[str, list[int]] = dict.fromkeys(often, SOME)
    elsewhere = [day + 10 for day in SOME]
    names = archive_of(crowd | {"Quách Hùng": SOME}, {"王刚": elsewhere, "郭雄": elsewhere})
    assert named(proposed(names)) == {(UNCONFIRMED, "Quách Hùng", "郭雄")}


def test_at_least_counts_shared_days() -> None:
    names = archive_of({"Hoàng Đình Ân": SOME}, {"黄庭恩": SOME})
    assert [one.heading for one in proposed(names, at_least=len(SOME))] == [REGULAR]
    assert [one.heading for one in proposed(names, at_least=len(SOME) + 1)] == [UNCONFIRMED]


def test_what_the_gazetteer_knows_is_not_proposed_again(tmp_path: Path) -> None:
    names = archive_of({"Lưu Ninh": SOME, "Trần Hải An": SOME}, {"刘宁": SOME, "陈海安": SOME})
    found = named(proposed(names, gazetteer.load()))
    assert found == {(REGULAR, "Trần Hải An", "陈海安")}


def test_chinese_names_of_one_reading_stand_in_one_proposal() -> None:
    names = archive_of({"Hoàng Đình Ân": SOME}, {"黄庭恩": SOME, "黄廷恩": SOME[:2]})
    (found,) = proposed(names)
    assert [each.zh.form for each in found.pairs] == ["黄庭恩", "黄廷恩"]


def test_who_lacks_one_language_is_completed_under_the_same_id(tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("id\tkind\tvi\nkhai\tperson\tHoàng Đình Ân [ambiguous]\n", "utf-8")
    names = archive_of({"Hoàng Đình Ân": SOME}, {"黄庭恩": SOME})
    (found,) = proposed(names, gazetteer.load([own]))
    assert (found.id, found.vi_is_new, found.zh_is_new) == ("khai", False, True)
    rows = [line for line in tsv([found], names, 3) if line.startswith(PROPOSED)]
    accepted = tmp_path / "accepted.tsv"
    accepted.write_text(f"id\tkind\tvi\tzh\n{rows[0].removeprefix(PROPOSED)}\n", "utf-8")
    entity = gazetteer.load([own, accepted]).entities["khai"]
    assert [name.text for name in entity.names] == ["Hoàng Đình Ân", "黄庭恩"]
    assert entity.names[0].flags == {"ambiguous"}


def test_a_namesake_of_the_gazetteer_is_named() -> None:
    # 陈刚 is Trần Cương; 陈疆 is read so too.
    known = gazetteer.load()
    names = archive_of({"Trần Cương": SOME}, {"陈疆": SOME})
    (found,) = proposed(names, known)
    assert [one.id for one in found.namesakes] == ["chen-gang"]
    assert found.id not in known.entities
    assert any("chen-gang (Trần Cương, 陈刚" in line for line in tsv([found], names, 3))


def test_a_records_id_or_title_never_makes_a_row(tmp_path: Path) -> None:
    names = archive_of({"Hoàng Đình Ân": SOME}, {"黄庭恩": SOME})
    (found,) = proposed(names)
    evil = Example("1\nevil\tperson\tA\tB", "", "2\r\nevil\tperson\tA\tB")
    lines = list(tsv([replace(found, vi_examples=(evil,), zh_examples=(evil,))], names, 3))
    file = tmp_path / "proposed.tsv"
    file.write_text("".join(f"{line}\n" for line in lines), "utf-8")
    assert gazetteer.load([file]).entities == gazetteer.load().entities


def test_two_new_people_never_have_one_id() -> None:
    # Both are hoang-dinh-an without tones.
    names = archive_of(
        {"Hoàng Đình Ân": SOME, "Hoàng Đình An": SOME}, {"黄庭恩": SOME, "黄庭安": SOME}
    )
    assert sorted(one.id for one in proposed(names)) == ["hoang-dinh-an", "hoang-dinh-an-2"]


# ── the file, from an index on disk ─────────────────────────────────────────────────────────


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    documents = []
    for at, day in enumerate(DAYS):
        vi, zh = OTHERS[at % 3]
        if day in SOME:
            vi, zh = "Hoàng Đình Khải", "黄庭恩"
        title = f"Tin\t{at}"
        vi_text = f"Hôm qua ông {vi} dự hội nghị."
        documents.append(Document(f"vi{at}", title, vi_text, "vi", written(day)))
        zh_text = f"国家主席{zh}昨天会见客人。"
        documents.append(Document(f"zh{at}", "会见", zh_text, "zh", written(day + 1)))
    folder = tmp_path_factory.mktemp("suggest")
    build(documents, folder, annotator=Annotator(gazetteer.load(), people.gather(documents)))
    return Archive(folder)


def test_an_index_is_read_and_its_documents_shown(archive: Archive) -> None:
    with archive.reading() as reader:
        names = gather(reader)
        found = with_examples(reader, proposed(names))
    assert named(found) == {(IRREGULAR, "Hoàng Đình Khải", "黄庭恩")}
    shown = shape(found[0])
    assert shown["shared_days"] == len(SOME)
    assert shown["documents"] == {"vi": len(SOME), "zh": {"黄庭恩": len(SOME)}}
    assert [one.doc for one in found[0].vi_examples] == ["vi5", "vi11"]
    assert [one.doc for one in found[0].zh_examples] == ["zh5", "zh11"]


def test_the_file_says_nothing_until_a_row_is_accepted(archive: Archive, tmp_path: Path) -> None:
    with archive.reading() as reader:
        names = gather(reader)
        found = with_examples(reader, proposed(names))
    text = "".join(f"{line}\n" for line in tsv(found, names, 3))
    file = tmp_path / "proposed.tsv"
    file.write_text(text, "utf-8")
    assert gazetteer.load([tmp_path]).entities == gazetteer.load().entities
    assert check([tmp_path]) == []
    file.write_text(text.replace(PROPOSED, ""), "utf-8")
    assert check([tmp_path]) == []
    entity = gazetteer.load([tmp_path]).entities["hoang-dinh-khai"]
    assert [name.text for name in entity.names] == ["Hoàng Đình Khải", "黄庭恩"]
    assert proposed(names, gazetteer.load([tmp_path])) == []


# ── the parts ────────────────────────────────────────────────────────────────────────────


def test_the_tail_is_the_binomials() -> None:
    for draws, hits, chance in [(5, 1, 0.1), (5, 5, 0.3), (20, 7, 0.5), (40, 2, 0.01)]:
        exact = sum(
            comb(draws, k) * chance**k * (1 - chance) ** (draws - k) for k in range(hits, draws + 1)
        )
        assert log10_tail(draws, hits, chance) == pytest.approx(log10(exact))
    assert log10_tail(5, 0, 0.1) == 0.0
    assert log10_tail(5, 5, 1.0) == 0.0
    assert log10_tail(3000, 3000, 0.001) == pytest.approx(-9000)


def test_days_near_others_are_those_that_a_slow_look_finds() -> None:
    random = Random(4)
    for _ in range(200):
        documents = {random.randrange(60): random.randrange(1, 5) for _ in range(20)}
        days = sorted({random.randrange(60) for _ in range(random.randrange(1, 8))})
        within = random.randrange(5)
        slow = [day for day in documents if any(abs(day - one) <= within for one in days)]
        assert near_days(documents, days, within) == slow
        share = sum(documents[day] for day in slow) / sum(documents.values())
        assert Calendar(documents).share_near(days, within) == pytest.approx(share)
        kept = occasions(days, within)
        assert all(later - day > within for day, later in pairwise(kept))
        assert near_days(days, kept, within) == days
