"""``songngu synonyms suggest`` as a person sees it: the file, and what is refused."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.annotation.annotator import Annotator
from indexer.ner.evidence import known_people as people
from indexer.pipeline.indexing import build
from songngu.__main__ import main
from synonyms import gazetteer


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("suggest")
    documents = [
        Document("a", "Tin", "Hôm qua ông Hoàng Đình Ân dự hội nghị.", "vi", "2020-01-01"),
        Document("b", "Tin", "Ông Hoàng Đình Ân phát biểu.", "vi", "2020-02-01"),
        Document("c", "会见", "国家主席黄庭恩昨天会见客人。", "zh", "2020-01-02"),
        Document("d", "会见", "国家主席黄庭恩昨天会见客人。", "zh", "2020-02-02"),
        Document("e", "会见", "总理聂荣臻昨天会见客人。", "zh", "2020-06-02"),
    ]
    # So few names that chance would find each: others make a syllable something rare.
    names = ("Phạm Văn Đồng", "Đỗ Thị Hà", "Bùi Quang Huy", "Lê Minh Tú", "Ngô Bá Sơn")
    documents += [
        Document(f"x{at}", "Tin", f"Ông {name} dự hội nghị.", "vi", "2020-06-01")
        for at, name in enumerate(names)
    ]
    build(documents, folder, annotator=Annotator(gazetteer.load(), people.gather(documents)))
    return folder


def run(index: Path, *arguments: str) -> int:
    given: Sequence[str] = ("synonyms", "suggest", "--index", str(index), *arguments)
    return main(given)


def test_proposals_as_json(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(index, "--json") == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert (found["heading"], found["vi"], found["zh"]) == ("regular", "Hoàng Đình Ân", ["黄庭恩"])
    assert found["shared_days"] == 2
    assert [one["doc"] for one in found["examples"]["vi"]] == ["a", "b"]


def test_days_decide_what_is_the_same(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(index, "--json", "--days", "0") == 0
    assert json.loads(capsys.readouterr().out)["heading"] == "unconfirmed"


def test_the_limit_is_of_each_heading(index: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(index, "--json", "--limit", "0") == 0
    assert capsys.readouterr().out == ""


def test_a_file_is_written_once_and_then_left_alone(
    index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "own" / "proposed.tsv"
    assert run(index, "--output", str(file)) == 1
    assert "cannot be written" in capsys.readouterr().err
    file.parent.mkdir()
    assert run(index, "--output", str(file)) == 0
    assert "1 regular" in capsys.readouterr().out
    accepted = file.read_text("utf-8").replace("#? ", "")
    file.write_text(accepted, "utf-8")
    assert run(index, "--output", str(file)) == 1
    assert "is there already" in capsys.readouterr().err
    assert file.read_text("utf-8") == accepted
    assert run(index, "--synonyms", str(file.parent), "--json") == 0
    assert capsys.readouterr().out == ""
    assert main(["synonyms", "check", str(file)]) == 0


def test_a_refused_proposal_does_not_come_back(
    index: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "proposed.tsv"
    assert run(index, "--output", str(file)) == 0
    file.write_text(file.read_text("utf-8").replace("#? ", "#- "), "utf-8")
    assert main(["synonyms", "check", str(file)]) == 0
    capsys.readouterr()
    assert run(index, "--synonyms", str(tmp_path), "--json") == 0
    assert capsys.readouterr().out == ""


@pytest.fixture(scope="module")
def foreign_index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("foreign")
    documents = []
    # Who does not concern each other, on other days: chance is measured on them.
    latin = ("Rafael Nadal", "Roger Federer", "Kylian Mbappe", "Keanu Reeves", "Oprah Winfrey")
    for at, name in enumerate(latin):
        text = f"Ông {name} phát biểu tại cuộc họp báo."
        documents.append(Document(f"x{at}", "Tin", text, "vi", f"2020-0{at + 4}-01"))
    for at, name in enumerate(("默多克", "卡梅伦", "马拉多纳", "尼科尔森", "费迪南德")):
        text = f"美国总统{name}昨天会见客人。总统{name}说。"
        documents.append(Document(f"y{at}", "会见", text, "zh", f"2020-0{at + 4}-02"))
    for at, month in enumerate(("01", "02", "03")):
        vi = "Ông Bill Homan phát biểu tại cuộc họp báo. Ông Homan nói."
        documents.append(Document(f"v{at}", "Tin", vi, "vi", f"2020-{month}-01"))
        zh = "美国总统比尔·霍曼昨天会见客人。霍曼说。"
        documents.append(Document(f"z{at}", "会见", zh, "zh", f"2020-{month}-02"))
    build(documents, folder, annotator=Annotator(gazetteer.load(), people.gather(documents)))
    return folder


def test_a_foreign_name_is_proposed_and_explained(
    foreign_index: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(foreign_index) == 0
    text = capsys.readouterr().out
    assert "# ==== Foreign names that sound alike" in text
    assert "#? bill-homan\tperson\tBill Homan\t比尔·霍曼\n" in text
    assert '"#- "' in text
    assert run(foreign_index, "--json") == 0
    (line,) = capsys.readouterr().out.splitlines()
    found = json.loads(line)
    assert (found["heading"], found["shared_days"]) == ("foreign", 3)
    assert [part["chinese"] for part in found["parts"]] == ["比尔", "霍曼"]
    assert [one["doc"] for one in found["examples"]["zh"]] == ["z0", "z1"]


def test_the_help_says_how_to_refuse(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["synonyms", "suggest", "--help"])
    assert "#- " in capsys.readouterr().out


@pytest.mark.parametrize("argument", ["--days=-1", "--at-least=-1", "--limit=-1", "--days=9999"])
def test_a_number_out_of_range_is_refused_in_words(
    index: Path, argument: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(index, argument) == 1
    assert f"songngu: {argument[2:].split('=')[0]}:" in capsys.readouterr().err
