"""Corrections on the page: the forms, what they are refused for, and that they show."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.annotation.annotator import Annotator
from indexer.corrections.corrections_file import beside
from indexer.ner.evidence.known_people import gather
from indexer.pipeline.indexing import build
from indexer.storage.index_writer import run_on
from search.archive import Archive
from synonyms.gazetteer import load
from web.app import create_app
from web.routes.corrections import BODY_LIMIT

HERE = "http://localhost"

DOCUMENTS = [
    Document("a b/1", "Tin", "Ông Lưu Ninh thăm cửa khẩu Hữu Nghị ở Lạng Sơn.", "vi", "2023-01-01"),
    Document("b", "Tin", "Bà Phan Kim Liên họp.", "vi", "2023-01-02"),
    Document("c", "Tin", "Bà Phạm Kim Liên <b>họp</b>.", "vi", "2023-01-03"),
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    people = gather(DOCUMENTS)
    build([], tmp_path / "index")
    with run_on(tmp_path / "index") as run:
        people.save(run.data)
    build(DOCUMENTS, tmp_path / "index", annotator=Annotator(load(), people))
    return tmp_path / "index"


@pytest.fixture
def client(folder: Path) -> TestClient:
    return TestClient(create_app(Archive(folder)), headers={"accept-language": "en"}, base_url=HERE)


def form_of(page: str) -> dict[str, str]:
    return dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page))


def button(page: str, text: str) -> str:
    found = re.search(rf'<button name="said" value="([^"]*)">{text}</button>', page)
    assert found is not None
    return found[1]


def test_a_reader_says_that_a_mention_is_not_the_gate_and_takes_it_back(client: TestClient) -> None:
    page = client.get("/gates/huu-nghi").text
    said = button(page, "is something else")
    answer = client.post("/corrections", data={**form_of(page), "said": said})
    assert answer.status_code == 200
    assert str(answer.url.path) == "/gates/huu-nghi"
    assert "Kept: Hữu Nghị (huu-nghi) in a b/1: left out: something else." in answer.text
    assert '<li class="gate">' not in answer.text
    left_out = client.get("/gates/huu-nghi?label=other").text
    assert "corrected, was: the gate" in left_out
    listed = client.get("/corrections").text
    assert "a b/1" in listed
    answer = client.post("/corrections", data={**form_of(listed), "said": button(listed, "undo")})
    assert "Nothing has been corrected" in answer.text
    assert '<li class="gate">' in client.get("/gates/huu-nghi").text


def test_a_reader_joins_and_parts_people(client: TestClient) -> None:
    page = client.get("/people/phan kim liên").text
    joined = client.post(
        "/corrections", data={**form_of(page), "said": "same", "name": "Phạm Kim Liên"}
    )
    assert joined.text.count('<li class="person">') == 2
    assert client.get("/people/phạm kim liên").text.count('<li class="person">') == 2
    parted = client.post(
        "/corrections",
        data={**form_of(joined.text), "said": "apart", "form": "", "doc": "b", "note": "<i>x"},
    )
    assert parted.text.count('<li class="person">') == 1
    assert "&lt;i&gt;x" in parted.text


def test_beside_a_mention_a_reader_says_that_a_document_is_of_another_person(
    client: TestClient,
) -> None:
    page = client.get("/people/phan kim liên").text
    said = button(page, "another person of this name, in this whole document")
    answer = client.post("/corrections", data={**form_of(page), "said": said})
    assert '<li class="person">' not in answer.text
    assert client.get("/people/phan kim liên (2)").text.count('<li class="person">') == 1


def test_what_the_form_gets_wrong_is_said(client: TestClient, folder: Path) -> None:
    page = client.get("/people/phan kim liên").text
    hidden = form_of(page)
    for said, more in (
        ("same", {"name": "Nobody Atall"}),
        ("same", {"name": ""}),
        ("apart", {}),
        ("mention other body x a", {}),
        ("mention other", {}),
        ("undo nothing", {}),
        ("", {}),
    ):
        answer = client.post("/corrections", data={**hidden, "said": said, **more})
        assert answer.status_code == 400, said
    assert not beside(folder).exists()


def test_a_form_of_another_site_is_refused(client: TestClient, folder: Path) -> None:
    page = client.get("/gates/huu-nghi").text
    data = {**form_of(page), "said": button(page, "is something else")}
    for token in ("", "guess", "é"):
        answer = client.post("/corrections", data={**data, "token": token})
        assert answer.status_code == 403
    assert client.post("/corrections", content=b"a=" + b"x" * BODY_LIMIT).status_code == 413
    assert not beside(folder).exists()


def test_read_only_has_no_forms_and_takes_none(folder: Path) -> None:
    client = TestClient(create_app(Archive(folder), read_only=True), base_url=HERE)
    assert '<form class="correcting"' not in client.get("/gates/huu-nghi").text
    assert client.get("/corrections").status_code == 200
    assert client.post("/corrections", data={"said": "undo x"}).status_code == 405


def test_names_edited_while_serving_take_effect_at_once_and_what_waits_is_said(
    folder: Path, tmp_path: Path
) -> None:
    own = tmp_path / "names"
    own.mkdir()
    client = TestClient(
        create_app(Archive(folder, [own])), headers={"accept-language": "en"}, base_url=HERE
    )
    total = "/api/search?q=Phan Kim Liên"
    assert client.get(total).json()["total"] == 1
    file = own / "mine.tsv"
    file.write_text("id\tkind\tvi\nlien\tperson\tPhan Kim Liên | Phạm Kim Liên\n", "utf-8")
    assert client.get(total).json()["total"] == 2
    assert "2 documents hold names that changed" in client.get("/people/phan kim liên").text
    file.write_text("id\tkind\tvi\nlien\tvillage\tPhan Kim Liên\n", "utf-8")
    assert client.get(total).json()["total"] == 2
    assert "mine.tsv:2: unknown kind" in client.get("/people/phan kim liên").text
    file.unlink()
    assert client.get(total).json()["total"] == 1
