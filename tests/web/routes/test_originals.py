"""The file of a document is opened by the document's id, and nothing else is."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.document import Document
from corpus.readers import read_paths
from indexer.pipeline.indexing import build
from search.archive import Archive
from tests.corpus.awkward.makers import (
    COMPRESS,
    VI,
    ZH,
    letter,
    mailbox_of,
    page,
    tar_of,
    windows_1258,
    zip_of,
)
from web.app import create_app
from web.http import urls

PAGE = page("Lưu Ninh thăm cửa khẩu. " + VI)
FILES: dict[str, bytes] = {
    "tin.txt": f"Lưu Ninh\n\n{VI}".encode(),
    "cu.txt": windows_1258(VI),
    "trang.html": PAGE.encode(),
    "thư #1?.txt": ZH.encode(),
    "b.jsonl": b'{"id": "own/1", "body": "hai"}\n{"body": "ba"}\n',
    "a.zip": zip_of([("in/x.txt", VI.encode()), ("b.zip", zip_of([("y.txt", ZH.encode())]))]),
    "t.tar.gz": COMPRESS[".gz"](tar_of([("x.txt", ZH.encode()), ("z.txt", VI.encode())])),
    "m.mbox": mailbox_of([letter(VI).as_bytes(), letter(ZH).as_bytes()]),
}


@pytest.fixture(scope="module")
def given(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("given")
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    (folder.parent / "secret.txt").write_text("bí mật", "utf-8")
    return folder


@pytest.fixture(scope="module")
def documents(given: Path) -> list[Document]:
    return [one for one in read_paths([given]) if isinstance(one, Document)]


@pytest.fixture(scope="module")
def built(documents: list[Document], tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("index") / "index"
    build([*documents, Document("nowhere", "x", "y", "vi")], folder, processes=1)
    return Archive(folder)


@pytest.fixture
def client(built: Archive, given: Path) -> Iterator[TestClient]:
    for name, data in FILES.items():
        if not (given / name).is_file() or (given / name).read_bytes() != data:
            (given / name).unlink(missing_ok=True)
            (given / name).write_bytes(data)
    app = create_app(built, originals=True)
    with TestClient(app, base_url="http://localhost") as client:
        yield client


@pytest.fixture
def url(documents: list[Document]) -> Callable[[str], str]:
    def of(end: str) -> str:
        found = next(one for one in documents if one.place.endswith(end) or one.id == end)
        return urls.original_path(found.id)

    return of


@pytest.mark.parametrize(
    ("end", "name"), [("tin.txt", "tin.txt"), ("own/1", "b.jsonl"), ("b.jsonl#2", "b.jsonl")]
)
def test_a_file_is_given_as_it_is(
    client: TestClient, url: Callable[[str], str], end: str, name: str
) -> None:
    answer = client.get(url(end))
    assert answer.status_code == 200
    assert answer.content == FILES[name]


@pytest.mark.parametrize(
    ("end", "content"),
    [
        ("a.zip#/in/x.txt", VI.encode()),
        ("a.zip#/b.zip/y.txt", ZH.encode()),
        ("t.tar.gz#/z.txt", VI.encode()),
    ],
)
def test_a_member_of_an_archive_is_taken_out_of_it(
    client: TestClient, url: Callable[[str], str], end: str, content: bytes
) -> None:
    answer = client.get(url(end))
    assert answer.content == content
    assert answer.headers["content-disposition"].endswith(end.rpartition("/")[2])


def test_a_letter_of_a_mailbox_is_given_alone(
    client: TestClient, documents: list[Document]
) -> None:
    one = next(one for one in documents if "m.mbox#/" in one.place and ZH in one.body)
    answer = client.get(urls.original_path(one.id))
    assert answer.content.startswith(b"Subject:")
    assert len(answer.content) < len(FILES["m.mbox"]) / 1.5


def test_a_name_of_any_characters_is_that_of_the_file(
    client: TestClient, url: Callable[[str], str]
) -> None:
    answer = client.get(url("%231?.txt"))
    assert (
        answer.headers["content-disposition"] == "inline; filename*=UTF-8''th%C6%B0%20%231%3F.txt"
    )


def test_nothing_of_a_file_can_run(client: TestClient, url: Callable[[str], str]) -> None:
    saved = client.get(url("trang.html"))
    assert saved.headers["content-type"] == "application/octet-stream"
    assert saved.headers["content-disposition"].startswith("attachment")
    shown = client.get(url("cu.txt"))
    assert shown.headers["content-type"] == "text/plain; charset=windows-1258"
    for answer in (saved, shown):
        assert answer.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert "no-store" in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "doc_id",
    [
        "..", "../secret.txt", "%2e%2e%2fsecret.txt", "/etc/passwd", "~2E~2E~2Fsecret.txt",
        "tin.txt", "own/1/../2", "nowhere", "", "a%00b", "own/1/original",
    ],
)  # fmt: skip
def test_what_is_no_document_of_a_file_is_not_there(client: TestClient, doc_id: str) -> None:
    answer = client.get(f"/doc/{doc_id}/original")
    assert answer.status_code == 404
    assert "bí mật" not in answer.text


def test_parameters_name_no_file(client: TestClient, url: Callable[[str], str]) -> None:
    answer = client.get(f"{url('tin.txt')}?path=/etc/passwd&file=../secret.txt")
    assert answer.content == FILES["tin.txt"]


def test_a_file_that_is_gone_is_said(
    client: TestClient, url: Callable[[str], str], given: Path
) -> None:
    (given / "tin.txt").unlink()
    for lang, word in (("vi", "không còn"), ("zh", "已不存在"), ("en", "is gone")):
        answer = client.get(url("tin.txt"), headers={"accept-language": lang})
        assert answer.status_code == 404
        assert word in answer.text
        assert "tin.txt" in answer.text
        assert os.fspath(given) not in answer.text


def test_an_archive_that_has_changed_is_said(
    client: TestClient, url: Callable[[str], str], given: Path
) -> None:
    (given / "a.zip").write_bytes(zip_of([("other.txt", VI.encode())]))
    assert client.get(url("a.zip#/in/x.txt")).status_code == 404
    (given / "a.zip").write_bytes(b"no zip")
    assert client.get(url("a.zip#/in/x.txt")).status_code == 404


@pytest.mark.parametrize("target", ["../secret.txt", "/etc/passwd", "/dev/zero", "tin.txt"])
def test_a_link_in_the_place_of_a_file_is_not_followed(
    client: TestClient, url: Callable[[str], str], given: Path, target: str
) -> None:
    (given / "tin.txt").unlink()
    (given / "tin.txt").symlink_to(target)
    assert client.get(url("tin.txt")).status_code == 404


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(
    client: TestClient, url: Callable[[str], str], given: Path
) -> None:
    (given / "tin.txt").unlink()
    os.mkfifo(given / "tin.txt")
    assert client.get(url("tin.txt")).status_code == 404


def test_the_page_has_a_link_only_where_the_operator_allows_it(
    client: TestClient, url: Callable[[str], str], built: Archive
) -> None:
    address = url("tin.txt")
    assert address in client.get(address.removesuffix("/original")).text
    assert "/original" not in client.get("/doc/nowhere").text
    without = TestClient(create_app(built), base_url="http://localhost")
    assert address not in without.get(address.removesuffix("/original")).text
    assert without.get(address).status_code == 404


def test_hits_and_documents_say_their_file(client: TestClient, documents: list[Document]) -> None:
    found = client.get("/search?q=&limit=50&folded=0", headers={"accept-language": "vi"}).text
    assert '">a.zip › x.txt</span>' in found
    assert '">b.jsonl, dòng 2</span>' in found
    one = next(one for one in documents if one.place.endswith("a.zip#/in/x.txt"))
    assert f"<dd>{one.path}</dd>" in client.get(f"/doc/{one.id}").text
    hits = client.get("/api/search?q=&limit=50&folded=0").json()["hits"]
    files = {(hit["path"], hit["line"]) for hit in hits}
    assert files == {(one.path, one.line) for one in documents} | {("", 0)}
    assert client.get(f"/api/doc/{one.id}").json()["path"] == one.path
    rows = client.get("/api/concordance?q=cửa khẩu&format=csv&about=0").text.splitlines()
    assert {"path", "line"} <= set(rows[0].split(","))
    assert any(one.path in row for row in rows)
