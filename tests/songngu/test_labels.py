"""Files given to ``songngu eval`` that hold no labels are refused with the line that is wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from indexer.pipeline.indexing import build
from songngu.__main__ import main

MENTION = '{"corpus": "vi", "doc": "a", "field": "body", "start": 0, "surface": "x", "label": "y"}'


@pytest.mark.parametrize("kind", ["mentions", "people"])
@pytest.mark.parametrize(
    ("text", "message"),
    [
        (f"{MENTION[:-1]}\n", "1: this is no label: "),
        (f'\n{MENTION[:-1]}, "partial": false}}\n[]\n', "3: this is no label: it is no JSON"),
        ('{"surface": "x", "doc": "a"}\n', "1: this label has no '"),
    ],
    ids=["no JSON", "no object", "without a field"],
)
def test_a_line_that_is_no_label_is_named(
    kind: str, text: str, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "labels.jsonl"
    file.write_text(text, "utf-8")
    assert main(["eval", kind, str(file), "--corpus", str(tmp_path)]) == 1
    assert f"songngu: {file}:{message}" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", ": the first line must name the columns"),
        (b"name_vi\tname_zh_hans\nx\ty\n", "missing: ['regular_hanviet']"),
        (b"name_vi\tname_zh_hans\tregular_hanviet\nx\ty\n", ":2: 2 cells where there are 3"),
        (b"name_vi\xff\n", "this is no UTF-8"),
    ],
    ids=["empty", "without a column", "without a cell", "other bytes"],
)
def test_a_table_that_has_no_names_is_refused(
    data: bytes, message: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    build([], tmp_path / "index")
    file = tmp_path / "names.tsv"
    file.write_bytes(data)
    assert main(["eval", "names", str(file), "--index", str(tmp_path / "index")]) == 1
    said = capsys.readouterr().err
    assert said.startswith(f"songngu: {file}:")
    assert message in said


def test_people_of_whom_none_is_found_are_no_division_by_zero(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.jsonl").write_text('{"id": "a", "body": "Trời nắng."}', "utf-8")
    labels = tmp_path / "labels"
    labels.write_text('{"doc": "a", "lang": "vi", "labelled": true}\n', "utf-8")
    assert main(["eval", "people", str(labels), "--corpus", str(tmp_path / "a.jsonl")]) == 0
    assert "| vi | 1 | 0 | – | – | – | – | 0 | – |" in capsys.readouterr().out


def test_a_corpus_that_is_not_there_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    labels = tmp_path / "labels"
    labels.write_text(f"{MENTION}\n", "utf-8")
    assert main(["eval", "mentions", str(labels), "--corpus", "/none"]) == 0
    assert "/none: " in capsys.readouterr().err


def test_a_source_left_out_is_no_evidence_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = [
        {"id": "a", "lang": "vi", "source": "A", "body": "Trời nắng."},
        {"id": "b", "lang": "vi", "source": "B", "body": "Hôm qua Zorvan Keltic về nhà sớm."},
        {
            "id": "c",
            "lang": "vi",
            "source": "B",
            "body": "HLV Zorvan Keltic cười. HLV Zorvan Keltic.",
        },
    ]
    corpus = tmp_path / "a.jsonl"
    corpus.write_text("\n".join(json.dumps(one) for one in documents), "utf-8")
    labels = tmp_path / "labels"
    name = {"doc": "b", "lang": "vi", "field": "body", "start": 8, "surface": "Zorvan Keltic"}
    rows = [{"doc": "b", "lang": "vi", "labelled": True}, {**name, "partial": False}]
    labels.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    command = ["eval", "people", str(labels), "--corpus", str(corpus), "--each-source-out"]
    # What is left out is asked here, not what a model trained anew makes of a made-up name.
    assert main([*command, "--rules-alone"]) == 0
    whole, left_out = capsys.readouterr().out.splitlines()[2:]
    assert whole.startswith("| vi | 1 | 1 | 1.000 | 1.000 | 1.000 | 1.000–1.000 |")
    # Only documents of its own source say that he is a person.
    assert left_out.startswith(
        "| vi each source left out | 1 | 1 | – | 0.000 | 0.000 | 0.000–0.000 |"
    )


def test_organisations_are_measured_by_span_and_what_is_held_back_is_not_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    documents = [
        {"id": "a", "lang": "vi", "body": "Hôm qua Sở Y tế và WTO họp."},
        {"id": "b", "lang": "vi", "body": "Hôm qua Sở Y tế họp ở chợ."},
    ]
    corpus = tmp_path / "a.jsonl"
    corpus.write_text("\n".join(json.dumps(one) for one in documents), "utf-8")
    rows = [
        {"doc": "a", "lang": "vi", "labelled": True, "dev": True, "set": 1},
        {"doc": "a", "lang": "vi", "field": "body", "start": 8, "surface": "Sở Y tế"},
        {"doc": "b", "lang": "vi", "labelled": True, "dev": False, "set": 1},
        {"doc": "b", "lang": "vi", "field": "body", "start": 8, "surface": "Sở Y"},
    ]
    labels = tmp_path / "labels"
    labels.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    assert main(["eval", "organisations", str(labels), "--corpus", str(corpus), "--misses"]) == 0
    assert capsys.readouterr().out.splitlines()[2:] == [
        "| vi | developed with, draw 1 | 1 | 1 | 1.000 | 1.000 | 1.000 | 1.000–1.000 |",
        "| vi | held back, draw 1 | 1 | 1 | 0.000 | 0.000 | 0.000 | 0.000–0.000 |",
    ]
