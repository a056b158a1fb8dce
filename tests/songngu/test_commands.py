"""The command line as another program sees it: shapes, exit status, messages."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from indexer.storage.fingerprint import data_folder
from indexer.storage.generations import ENGINE
from search.archive import Archive
from search.concordance.mention_filter import MentionFilter
from search.entities.profile import ProfileRequest
from tests.commands import checked, ran

SAMPLES = Path(__file__).resolve().parents[2] / "corpus" / "samples"


def songngu(
    *arguments: str | Path, stdin: str = "", status: int = 0
) -> subprocess.CompletedProcess[str]:
    """Run a command as the program does, in a process of its own. What it starts with costs a
    second; where that is not what is tested, ``ran`` does without."""
    done = subprocess.run(
        [sys.executable, "-m", "songngu", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
    )
    return checked(done, status)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("command") / "index"
    songngu("index", SAMPLES, "--index", folder)
    return folder


def answers(*arguments: str | Path) -> list[dict[str, Any]]:
    return list(map(json.loads, ran("search", "--json", *arguments).stdout.splitlines()))


def answers_of(queries: str, index: Path, status: int = 0) -> list[dict[str, Any]]:
    """What a process answers to queries on its standard input."""
    done = songngu("search", "--json", "-", "--index", index, stdin=queries, status=status)
    return list(map(json.loads, done.stdout.splitlines()))


def test_the_shape_of_an_answer(index: Path) -> None:
    (answer,) = answers("Lưu Ninh", "--index", index, "--limit", "3")
    shape = {"query", "total", "hits", "facets", "forms", "interpretations"}
    assert shape <= answer.keys()
    assert answer["query"] == "Lưu Ninh"
    assert len(answer["hits"]) == 3 < answer["total"]
    hit = answer["hits"][0]
    assert {"id", "lang", "title", "date", "source", "stratum", "spans"} <= hit.keys()
    assert hit["spans"][0].keys() == {"field", "start", "end", "form", "kind"}
    assert answer["facets"]["lang"][0].keys() == {"value", "count"}
    assert {"form", "kind", "count"} <= answer["forms"][0].keys()
    (bare,) = answers("luu ninh", "--index", index)
    assert bare["interpretations"][0].keys() == {"reading", "forms", "count"}
    assert len(bare["hits"]) == 10


def test_what_is_named_and_where_the_parts_begin_is_printed(index: Path) -> None:
    question = "Bằng Tường có bao nhiêu cửa khẩu"
    (answer,) = answers(question, "--index", index, "--limit", "100")
    printed = ran("search", question, "--index", index, "--limit", "100").stdout
    border = f"{answer['total']} have all; {answer['others_total']} have a part:"
    assert printed.count(border) == 1
    before, after = printed.split(border)
    assert before.startswith("place: Bằng Tường 凭祥")
    assert "; lacks " in after
    assert "lacks" not in before
    (this,) = answers("友谊关", "--index", index)
    (pair,) = answers("友谊关", "--index", index, "--pair")
    assert pair["total"] > this["total"]
    assert pair["answers"] == this["answers"]


def test_all_ids_are_every_hit_in_order(index: Path) -> None:
    (answer,) = answers("Lưu Ninh", "--index", index, "--all-ids", "--limit", "5")
    assert len(answer["ids"]) == answer["total"]
    assert answer["ids"][:5] == [hit["id"] for hit in answer["hits"]]


def test_kinds_are_switched_off(index: Path) -> None:
    without = ("--without", "han", "--without", "alias")
    (answer,) = answers("Lưu Ninh", "--index", index, *without, "--limit", "100")
    assert answer["total"]
    kinds = {span["kind"] for hit in answer["hits"] for span in hit["spans"]}
    assert kinds == {"typed"}


def test_queries_on_standard_input_are_answered_a_line_each(index: Path) -> None:
    got = answers_of("Lưu Ninh\n刘宁\n", index)
    assert [answer["query"] for answer in got] == ["Lưu Ninh", "刘宁"]
    assert got[0]["total"] == got[1]["total"]


def test_a_bad_query_on_standard_input_has_its_line_and_stops_nothing(index: Path) -> None:
    got = answers_of("Lưu Ninh\nnear\n刘宁\n", index, status=1)
    assert [answer["query"] for answer in got] == ["Lưu Ninh", "near", "刘宁"]
    assert got[1].keys() == {"query", "error"}


def test_a_bad_file_is_reported_and_stops_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "good.txt").write_text("Đồng chí Lưu Ninh", "utf-8")
    (folder / "bad.jsonl").write_text("{not json\n", "utf-8")
    done = songngu("index", folder, "--index", tmp_path / "index", "--json", status=1)
    report = json.loads(done.stdout)
    assert report["documents"] == 1
    (failure,) = report["failures"]
    assert failure["path"].endswith("bad.jsonl")
    assert (failure["line"], failure["lost"]) == (1, 1)
    assert failure["reason"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("search", "x", "--index", "/nonexistent/index"), "songngu index"),
        (("search", "(", "--index", "INDEX"), "songngu:"),
        (("search", "x", "--index", "INDEX", "--synonyms", "/nonexistent"), "no such file"),
        (("index", "/nonexistent/file", "--index", "TMP"), "/nonexistent/file"),
    ],
)
def test_what_a_person_can_mend_is_said_without_a_traceback(
    index: Path, tmp_path: Path, arguments: tuple[str, ...], said: str
) -> None:
    places = {"INDEX": str(index), "TMP": str(tmp_path / "new")}
    done = songngu(*(places.get(one, one) for one in arguments), status=1)
    assert said in done.stderr


def test_the_doctor_finds_a_good_index_good_and_an_orphan(index: Path, tmp_path: Path) -> None:
    assert ran("doctor", "--index", index).stdout.count("good") == 7
    folder = tmp_path / "index"
    ran("index", SAMPLES, "--index", folder)
    ((data_folder(folder) / ENGINE) / ("0" * 32 + ".idx")).write_bytes(b"left")
    assert "1 files belong to no commit" in ran("doctor", "--index", folder, status=1).stdout


def test_the_users_own_names_are_searched(index: Path, tmp_path: Path) -> None:
    own = tmp_path / "own.tsv"
    own.write_text("id\tkind\tvi\tzh\nx\tperson\tQuách Thử Nghiệm\t刘宁\n", "utf-8")
    (without,) = answers("Quách Thử Nghiệm", "--index", index)
    (with_own,) = answers("Quách Thử Nghiệm", "--index", index, "--synonyms", own)
    assert without["total"] == 0 < with_own["total"]


def test_checking_names_gives_file_and_line(tmp_path: Path) -> None:
    assert ran("synonyms", "check").stdout == "no problems\n"
    bad = tmp_path / "bad.tsv"
    bad.write_text("id\tkind\tvi\nx\tvillage\tMột\n", "utf-8")
    assert f"{bad}:2: " in ran("synonyms", "check", bad, status=1).stdout


def test_a_correction_is_kept_listed_and_taken_back(index: Path, tmp_path: Path) -> None:
    said = tmp_path / "said.tsv"
    layer = ("--index", index, "--corrections", said)
    lines = ran("mentions", "Hữu Nghị", "--index", index).stdout.splitlines()
    one = next(row for row in map(json.loads, lines) if row["label"] == "gate")
    place = ("--doc", one["doc"], "--field", one["field"], "--start", one["start"])
    kept = ran("correct", "mention", one["entity"], *place, *layer, "--note", "thử").stdout
    assert "1 documents changed" in kept
    listed = ran("correct", "list", *layer).stdout
    assert listed.count("\n") == 1
    assert f"{one['doc']} at {one['field']} {one['start']} is other, not" in listed
    assert "(thử)" in listed
    after = ran("mentions", one["entity"], *layer).stdout.splitlines()
    changed = [json.loads(row) for row in after]
    assert [row["label"] for row in changed if row["reason"] == "corrected: thử"] == ["other"]
    assert "1 documents changed" in ran("correct", "undo", listed.split()[0], *layer).stdout
    assert ran("correct", "list", *layer).stdout == ""
    assert ran("mentions", one["entity"], *layer).stdout.splitlines() == [
        row for row in lines if json.loads(row)["entity"] == one["entity"]
    ]


def test_mentions_of_a_side_or_of_both(index: Path) -> None:
    def listed(*arguments: str) -> list[str]:
        return ran("mentions", *arguments, "--index", index).stdout.splitlines()

    chinese, both = (listed("huu-nghi", "--side", side) for side in ("CN", "both"))
    assert chinese == listed("youyiguan") != []
    assert sorted(both) == sorted([*listed("huu-nghi"), *chinese])


def test_mentions_are_narrowed_as_a_dossier_is(index: Path) -> None:
    values = {
        "label": ("meant",),
        "lang": ("zh",),
        "off": ("友谊关口岸",),
        "year": ("2023", "2024"),
    }
    narrowed = [f"--{name}={value}" for name, own in values.items() for value in own]
    asked = ("mentions", "huu-nghi", "--side", "both", "--index", index)
    lines = ran(*asked, *narrowed, "--from", "2023-02").stdout.splitlines()
    wanted = MentionFilter(values, since="2023-02")
    found = Archive(index).profile("huu-nghi", ProfileRequest(wanted, side="both"))
    assert len(lines) == found.total > 0
    assert len(lines) < len(ran(*asked).stdout.splitlines())
    assert "no label" in ran(*asked, "--label", "colour", status=1).stderr


def test_what_cannot_be_corrected_is_said(index: Path, tmp_path: Path) -> None:
    layer = ("--index", index, "--corrections", tmp_path / "said.tsv")
    assert "no correction" in ran("correct", "undo", "x", *layer, status=1).stderr
    assert "Nothing is known" in ran("correct", "same", "Xyz Abc", ".", *layer, status=1).stderr


def test_similar_documents_are_printed(index: Path) -> None:
    archive = Archive(index)
    (answer,) = answers("刘宁", "--index", index, "--limit", "20")
    ids = [hit["id"] for hit in answer["hits"]]
    doc_id = next(one for one in ids if archive.similar(one, "zh").found)
    asked = ("similar", doc_id, "--index", index, "--lang", "zh")
    plain = ran(*asked).stdout
    shape = json.loads(ran(*asked, "--json").stdout)
    assert shape["id"] == doc_id
    assert shape["lang"] == "zh"
    for one in shape["documents"]:
        assert one["id"] in plain
        assert all(feature["other"] in plain for feature in one["shared"])
    assert shape["documents"]
    assert "none" in ran("similar", "none", "--index", index, status=1).stderr
