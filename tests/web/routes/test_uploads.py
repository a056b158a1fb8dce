"""Files sent to the page: what is kept, what is refused and why, and who may send any."""

from __future__ import annotations

import re
import sys
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.pipeline.indexing import build
from search.archive import Archive
from web.app import create_app
from web.routes.deployment import Deployment
from web.uploads.indexing_process import IndexingProcess
from web.uploads.reception import UploadLimits
from web.uploads.upload_folder import UploadFolder
from web.uploads.uploads import Uploads

HERE = "http://localhost"
MIB = 1 << 20


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Archive:
    index = tmp_path_factory.mktemp("uploads") / "index"
    build([Document("a", "Tin", "Lưu Ninh", "vi", "2020-01-01")], index)
    return Archive(index)


@pytest.fixture
def uploads(tmp_path: Path) -> Uploads:
    # What is indexed is tested in tests/attack/test_uploads.py; here nothing is.
    folder = UploadFolder(tmp_path / "added")
    process = IndexingProcess(folder, [sys.executable, "-c", "pass"])
    return Uploads(folder, process, UploadLimits(file=MIB, request=3 * MIB))


def client_of(
    archive: Archive, uploads: Uploads | None, address: str = "127.0.0.1", **how: bool
) -> TestClient:
    app = create_app(archive, deployment=Deployment(uploads=uploads), **how)
    headers = {"accept-language": "en"}
    return TestClient(app, headers=headers, base_url=HERE, client=(address, 50_000))


@pytest.fixture
def client(archive: Archive, uploads: Uploads) -> TestClient:
    return client_of(archive, uploads)


def token(client: TestClient) -> str:
    return re.findall(r'name="token" value="([^"]*)"', client.get("/add").text)[0]


def said(client: TestClient, *files: tuple[str, bytes], **fields: str) -> str:
    """Send files; what the page says then, without its tags."""
    given = {"token": token(client), **fields}
    answer = client.post("/add", data=given, files=[("files", one) for one in files])
    assert answer.status_code == 200, answer.text
    return " ".join(unescape(re.sub("<[^>]*>", "", answer.text)).split())


def everything(uploads: Uploads) -> list[str]:
    """The files that are kept, and those that are left lying about."""
    found = [*uploads.folder.path.rglob("*.*"), *uploads.folder.incoming.iterdir()]
    own = uploads.folder.path / ".songngu"
    kept = [one for one in found if one.is_file() and not one.is_relative_to(own)]
    left = [one for one in found if one.parent == uploads.folder.incoming]
    return sorted(one.relative_to(uploads.folder.path).as_posix() for one in (*kept, *left))


def test_files_are_kept_under_their_names_with_their_source(
    client: TestClient, uploads: Uploads
) -> None:
    text = said(client, ("Báo cáo.txt", b"a\r\n--b"), ("二.HTML", b"<p>x"), source=" Báo  Thử ")
    assert "2 files were kept" in text
    names = ["Báo Thử/Báo cáo.txt", "Báo Thử/songngu.toml", "Báo Thử/二.HTML"]
    assert everything(uploads) == names
    assert (uploads.folder.path / names[0]).read_bytes() == b"a\r\n--b"
    again = said(client, ("Báo cáo.txt", b"a\r\n--b"), source="Báo Thử")
    assert "was there already" in again
    assert everything(uploads) == names
    assert uploads.folder.wanted()


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("../../x.txt", b"x", "no name of a file"),
        ("/etc/x.txt", b"x", "no name of a file"),
        ("..\\x.txt", b"x", "no name of a file"),
        ("x.exe", b"x", "of this kind are not read"),
        ("songngu.toml", b"source = 'x'", "of this kind are not read"),
        ("x.txt.sh", b"x", "of this kind are not read"),
        (".txt", b"x", "of this kind are not read"),
        ("x.txt", b"", "the file is empty"),
        ("x.txt", b"x" * (MIB + 1), "it has more than 1 MB"),
    ],
)
def test_what_is_not_taken_says_why_and_costs_no_other(
    client: TestClient, uploads: Uploads, name: str, content: bytes, why: str
) -> None:
    text = said(client, ("one.txt", b"1"), (name, content), ("two.txt", b"2"))
    assert why in text
    assert "2 files were kept" in text
    assert everything(uploads) == ["one.txt", "two.txt"]


def test_a_nul_in_a_name_is_refused(client: TestClient, uploads: Uploads) -> None:
    files = [("files", ("a_NUL_.txt", b"x"))]
    request = client.build_request("POST", "/add", data={"token": token(client)}, files=files)
    body = request.read().replace(b"_NUL_", b"\0")
    headers = {"content-type": request.headers["content-type"]}
    assert "no name of a file" in client.post("/add", content=body, headers=headers).text
    assert everything(uploads) == []


def test_names_are_text_on_the_page(client: TestClient) -> None:
    given = {"token": token(client)}
    files = [("files", ("<img src=x onerror=alert(1)>.txt", b"x"))]
    page = client.post("/add", data=given, files=files).text
    assert "<img" not in page
    assert "&lt;img" in page


@pytest.mark.parametrize("says_length", [True, False])
def test_too_much_at_once_is_refused_and_nothing_of_it_is_kept(
    client: TestClient, uploads: Uploads, says_length: bool
) -> None:
    files = [("files", (f"{n}.txt", b"x" * MIB)) for n in range(4)]
    request = client.build_request("POST", "/add", data={"token": token(client)}, files=files)
    body = request.read()
    headers = {"content-type": request.headers["content-type"]}
    content = body if says_length else (body[at : at + 9_999] for at in range(0, len(body), 9_999))
    answer = client.post("/add", content=content, headers=headers)
    assert answer.status_code == 413
    assert "At most 3 MB" in answer.text
    assert everything(uploads) == []


@pytest.mark.parametrize("fields", [{}, {"token": ""}, {"token": "other"}])
def test_without_the_token_nothing_is_written(
    client: TestClient, uploads: Uploads, fields: dict[str, str]
) -> None:
    answer = client.post("/add", data=fields, files=[("files", ("x.txt", b"x"))])
    assert answer.status_code == 403
    assert everything(uploads) == []
    late = [("files", ("x.txt", b"x")), ("token", (None, token(client)))]
    assert client.post("/add", files=late).status_code == 403
    assert everything(uploads) == []


def test_another_site_may_send_nothing(client: TestClient, uploads: Uploads) -> None:
    given = {"token": token(client)}
    files = [("files", ("x.txt", b"x"))]
    headers = {"sec-fetch-site": "cross-site"}
    assert client.post("/add", data=given, files=files, headers=headers).status_code == 403
    assert everything(uploads) == []


def test_a_form_without_files_or_cut_short_is_refused(client: TestClient, uploads: Uploads) -> None:
    empty = client.post("/add", data={"token": token(client)}, files=[("files", ("", b""))])
    assert (empty.status_code, "No file was chosen" in empty.text) == (400, True)
    assert client.post("/add", data={"token": token(client)}).status_code == 400
    files = [("files", ("x.txt", b"x" * 99))]
    request = client.build_request("POST", "/add", data={"token": token(client)}, files=files)
    headers = {"content-type": request.headers["content-type"]}
    assert client.post("/add", content=request.read()[:-60], headers=headers).status_code == 400
    assert everything(uploads) == []


def test_only_an_operator_may_add_files(archive: Archive, uploads: Uploads) -> None:
    # Without a file of users who sits at the machine is its operator, and nobody else.
    other = client_of(archive, uploads, "192.0.2.1")
    assert other.get("/add").status_code == 403
    sent = {"token": token(client_of(archive, uploads))}
    assert other.post("/add", data=sent, files=[("files", ("x.txt", b"x"))]).status_code == 403
    assert everything(uploads) == []


def test_only_a_server_that_takes_files_has_the_page(archive: Archive, uploads: Uploads) -> None:
    for one in (client_of(archive, None), client_of(archive, uploads, read_only=True)):
        assert one.get("/add").status_code == 404
        assert one.post("/add", files=[("files", ("x.txt", b"x"))]).status_code in (404, 405)
        assert 'href="/add"' not in one.get("/").text
    assert 'href="/add"' in client_of(archive, uploads).get("/").text
    assert everything(uploads) == []
