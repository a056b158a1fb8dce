"""What is no name, or nobody's, gives nothing and says so; it never stands for everything."""

from __future__ import annotations

from itertools import chain
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.annotation.annotator import Annotator
from indexer.ner.evidence.known_people import gather
from indexer.pipeline.indexing import build
from search.archive import Archive
from songngu.__main__ import main
from synonyms.gazetteer import load
from web.app import create_app

DOCUMENTS = [
    Document("a", "Tin", "Ông Lưu Ninh thăm cửa khẩu Hữu Nghị ở Lạng Sơn.", "vi", "2023-01-01"),
    Document("b", "Tin", "Bà Phan Kim Liên họp.", "vi", "2023-01-02"),
]

NO_NAMES = ["???", "", " ", "…", "。", "-", "'", "\u200b", "\u3000", "()"]
NOBODY = ["Nobody Atall", "không có ai", "查无此人", "nowhere", "x" * 200]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("unknown") / "index"
    people = gather(DOCUMENTS)
    people.save(folder)
    build(DOCUMENTS, folder, annotator=Annotator(load(), people))
    return folder


@pytest.fixture(scope="module")
def client(folder: Path) -> TestClient:
    return TestClient(create_app(Archive(folder)), base_url="http://localhost")


@pytest.mark.parametrize("name", NO_NAMES + NOBODY)
def test_mentions_of_what_is_no_name_are_an_error_and_not_all_mentions(
    folder: Path, capsysbinary: pytest.CaptureFixture[bytes], name: str
) -> None:
    assert main(["mentions", "--index", str(folder), "--", name]) == 1
    said = capsysbinary.readouterr()
    assert said.out == b""
    assert said.err.startswith(b"songngu: Nothing is known as ")


@pytest.mark.parametrize("name", NO_NAMES + NOBODY)
def test_the_interface_has_no_file_for_what_is_no_name(client: TestClient, name: str) -> None:
    answer = client.get("/api/mentions", params={"entity": name})
    assert answer.status_code == 404
    assert answer.json()["error"]["code"] == "no_entity"


def test_a_name_of_any_kind_has_its_mentions(
    client: TestClient, folder: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    everything = client.get("/api/mentions?about=0").text.splitlines()
    assert main(["mentions", "--index", str(folder), "--all"]) == 0
    assert len(capsysbinary.readouterr().out.splitlines()) == len(everything)
    for name in ("huu-nghi", "Hữu Nghị", "刘宁", "Phan Kim Liên", "phan kim liên"):
        found = client.get("/api/mentions", params={"entity": name, "about": 0}).text.splitlines()
        assert 0 < len(found) < len(everything), name


def test_a_known_entity_without_mentions_is_an_empty_file(client: TestClient) -> None:
    answer = client.get("/api/mentions?entity=mong-cai&about=0")
    assert (answer.status_code, answer.text) == (200, "")


@pytest.mark.parametrize("folder_name", ["gates", "people", "places", "organisations", "terms"])
@pytest.mark.parametrize("name", ["nowhere", "xyz", "???", " ", "x" * 5_000, "~2E~2E", "刘"])
def test_a_page_of_an_unknown_entity_is_not_there(
    client: TestClient, folder_name: str, name: str
) -> None:
    answer = client.get(f"/{folder_name}/{name.replace('?', '%3F')}")
    assert answer.status_code == 404
    assert len(answer.text) < 6_000


def test_no_list_of_ids_stands_for_everything(folder: Path) -> None:
    archive = Archive(folder)
    assert list(chain.from_iterable(archive.mentions(()))) == []
    assert len(list(chain.from_iterable(archive.mentions(None)))) > 2
