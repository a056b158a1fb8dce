"""The gazetteer's files: names, flags, layers, and what the check must find."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from synonyms import gazetteer, gazetteer_check
from synonyms.gazetteer import load
from synonyms.gazetteer_rows import GazetteerError
from synonyms.surnames import SURNAMES_ZH

HEADER = "id\tkind\tvi\tzh\tlatin\trelated\tpair\n"


def layer(folder: Path, text: str) -> Path:
    path = folder / "own.tsv"
    path.write_text(HEADER + text, "utf-8")
    return path


def names(entity: gazetteer.Entity, lang: str) -> list[str]:
    return [one.text for one in entity.names if one.lang == lang and one.tier != "related"]


def test_our_own_files_have_no_problem() -> None:
    assert gazetteer_check.check([]) == []


@pytest.mark.parametrize(
    ("vietnamese", "chinese"),
    [("Hồng Kông", "香港"), ("Ma Cao", "澳门"), ("Pò Chài", "浦寨"), ("Tà Lùng", "驮隆")],
)
def test_irregular_names_are_known_in_both_languages(vietnamese: str, chinese: str) -> None:
    assert any(
        vietnamese in names(one, "vi") and chinese in names(one, "zh")
        for one in load().entities.values()
    )


def test_three_hundred_terms_have_names_in_both_languages() -> None:
    terms = load().of_kind("term")
    assert sum(bool(names(one, "vi") and names(one, "zh")) for one in terms) >= 300


def test_every_gate_with_a_pair_knows_its_counterpart() -> None:
    found = load()
    paired = [one for one in found.of_kind("gate") if found.counterpart(one)]
    assert len(paired) >= 40
    for gate in paired:
        counterpart = found.counterpart(gate)
        assert counterpart is not None
        assert found.counterpart(counterpart) == gate


def test_no_name_of_one_character_is_searched() -> None:
    for entity in load().entities.values():
        for name in entity.names:
            assert len(name.text) > 1 or not name.searched, (entity.id, name.text)


def test_the_first_name_of_a_language_is_equivalent_and_others_are_variants(tmp_path: Path) -> None:
    own = load([layer(tmp_path, "x\tplace\tMột | Hai Ba\t一二\t\tBa [mistaken: no]\n")]).entities[
        "x"
    ]
    tiers = {one.text: (one.lang, one.tier) for one in own.names}
    assert tiers == {
        "Một": ("vi", "equivalent"),
        "Hai Ba": ("vi", "variant"),
        "一二": ("zh", "equivalent"),
        "Ba": ("vi", "related"),
    }


def test_a_mistaken_spelling_is_related_and_not_searched() -> None:
    found = [
        name
        for entity in load().entities.values()
        for name in entity.names
        if "mistaken" in name.flags
    ]
    assert found
    assert all(name.tier == "related" and not name.searched for name in found)


def test_a_layer_adds_puts_first_and_takes_away(tmp_path: Path) -> None:
    before = names(load().entities["mong-cai"], "vi")
    text = "mong-cai\t\tMang Nhai | Cửa Móng [main] | Móng Cái [remove]\n"
    after = names(load([layer(tmp_path, text)]).entities["mong-cai"], "vi")
    assert after[0] == "Cửa Móng"
    assert set(after) == {*before, "Mang Nhai", "Cửa Móng"} - {"Móng Cái"}


def test_a_layer_takes_an_entity_away(tmp_path: Path) -> None:
    assert "mong-cai" not in load([layer(tmp_path, "mong-cai\tremove\n")]).entities


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("\tplace\tMột\n", "no id"),
        ("x\tvillage\tMột\n", "unknown kind 'village'"),
        ("x\t\tMột\n", "its kind is needed"),
        ("x\tplace\tMột [odd]\n", "unknown flag odd"),
        ("x\tplace\tMột [ambiguous\n", "not a name"),
        ("x\tplace\tMột\t一\t\t\t\tmore\n", "8 cells for 7 columns"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_with_file_and_line(
    tmp_path: Path, line: str, said: str
) -> None:
    path = layer(tmp_path, "ok\tplace\tNăm Sáu\n" + line)
    with pytest.raises(GazetteerError, match=said.replace("[", r"\[")) as caught:
        load([path])
    assert str(caught.value).startswith(f"{path}:3: ")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("ok\tplace\tHai Ba\n", "ok stands also in"),
        ("x\tplace\tHai Ba\t劉寧\n", "'劉寧' has a traditional character"),
        ("x\tplace\tHai Ba\t刚果（金）\n", "fullwidth"),
        ("x\tplace\tHai Ba\t中\n", "is one character"),
        ("x\tplace\tHa\u0300 Ba\n", "not in NFC"),
        ("x\tplace\n", "no name in x"),
        ("x\tvillage\tHai Ba\n", "unknown kind 'village'"),
    ],
)
def test_the_check_names_every_problem_with_its_line(tmp_path: Path, line: str, said: str) -> None:
    path = layer(tmp_path, "ok\tplace\tNăm Sáu\n" + line)
    problems = gazetteer_check.check([path])
    assert [(one.path, one.line) for one in problems] == [(str(path), 3)]
    assert said in problems[0].message


def test_the_check_finds_a_third_gate_of_a_pair(tmp_path: Path) -> None:
    rows = "".join(f"g{number}\tgate\tG{number}\t\t\t\tp\n" for number in range(3))
    assert [one.line for one in gazetteer_check.check([layer(tmp_path, rows)])] == [4]


def test_surnames_are_single_simplified_characters() -> None:
    assert {"刘", "阮", "黎", "单"} <= SURNAMES_ZH
    assert all(len(one) == 1 for one in SURNAMES_ZH)
    assert "劉" not in SURNAMES_ZH


def test_a_layer_replaces_kind_and_facts_one_by_one_and_keeps_the_source(tmp_path: Path) -> None:
    first, second = tmp_path / "a.tsv", tmp_path / "b.tsv"
    first.write_text("id\tkind\tvi\trelated\tlat\tlon\nx\tplace\tMột Hai Ba\t一 [old: so]\t1\t2\n")
    second.write_text("id\tkind\tlat\nx\tgate\t3\n")
    own = load([first, second]).entities["x"]
    assert (own.kind, own.facts, own.source) == ("gate", {"lat": "3", "lon": "2"}, f"{first}:2")
    (related,) = (one for one in own.names if one.tier == "related")
    assert (related.lang, related.note, related.searched) == ("zh", "so", False)


def test_a_change_of_a_layer_is_another_digest(tmp_path: Path) -> None:
    path = tmp_path / "a.tsv"
    digests = {load().digest}
    for name in ("Một Hai Ba", "Một Ba"):
        path.write_text(f"id\tkind\tvi\nx\tplace\t{name}\n")
        digests.add(load([path]).digest)
    assert len(digests) == 3


with_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")


@with_pipes
def test_a_pipe_in_a_folder_of_names_is_not_waited_for(tmp_path: Path) -> None:
    layer(tmp_path, "own-hill\tplace\tĐồi Riêng\n")
    os.mkfifo(tmp_path / "pipe.tsv")
    (tmp_path / "folder.tsv").mkdir()
    (tmp_path / "nowhere.tsv").symlink_to(tmp_path / "missing")
    code = (
        "import sys, pathlib; from synonyms.gazetteer import load; "
        "print('own-hill' in load([pathlib.Path(sys.argv[1])]).entities)"
    )
    # In a process of its own: reading a pipe can't be interrupted from within.
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("True\n", "")


@with_pipes
def test_a_pipe_given_as_a_file_of_names_is_an_error(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.tsv")
    with pytest.raises(GazetteerError, match="no such file"):
        load([tmp_path / "pipe.tsv"])
