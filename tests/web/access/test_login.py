"""Roles, tried by what each may not do."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient

from corpus.document import Document
from indexer.corrections.corrections_file import beside
from indexer.pipeline.indexing import build
from search.archive import Archive
from web.access import passwords
from web.access.attempts import MOST
from web.access.login import Access
from web.access.passwords import hashed
from web.access.roles import Role
from web.access.users_file import NO_PASSWORD, LiveUsers, User, write_user
from web.app import create_app
from web.http.forwarded import Proxies
from web.operations.metrics import Metrics
from web.routes.deployment import Deployment

PASSWORDS = {"doc": "đọc thôi nhé", "sua": "được sửa nữa", "chu": "chủ nhà đây"}
ROLES = {"doc": Role.READER, "sua": Role.CORRECTOR, "chu": Role.OPERATOR}
ELSEWHERE = ("192.0.2.7", 40_000)
PROXY = ("10.1.2.3", 40_000)

READ = ["/", "/search?q=x", "/people", "/gates", "/corrections", "/names", "/feed?q=x"]
READ += ["/opensearch.xml", "/api/overview", "/api/search?q=x", "/api/openapi.json"]
READ += ["/api/mentions", "/api/concordance?q=ninh", "/doc/a", "/api/doc/a", "/nowhere"]


@pytest.fixture(scope="module", autouse=True)
def cheap_hashes() -> Iterator[None]:
    """Hashes are made at the least cost that is taken; ``test_passwords.py`` proves the true one,
    which each of a hundred applications here would pay for the name that it does not know."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passwords, "LOG_N", 1)
        yield


@pytest.fixture(scope="module")
def hashes(cheap_hashes: None) -> dict[str, str]:
    return {name: hashed(password) for name, password in PASSWORDS.items()}


@pytest.fixture
def users(tmp_path: Path, hashes: dict[str, str]) -> Path:
    for name, role in ROLES.items():
        write_user(tmp_path / "users.tsv", User(name, role, hashes[name]))
    write_user(tmp_path / "users.tsv", User("sso", Role.CORRECTOR, NO_PASSWORD))
    return tmp_path / "users.tsv"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = "Ông Lưu Ninh thăm cửa khẩu Hữu Nghị ở Lạng Sơn."
    folder = tmp_path_factory.mktemp("login") / "index"
    build([Document("a", "Tin", text, "vi", "2023-01-01")], folder)
    return folder


@pytest.fixture
def archive(built: Path, tmp_path: Path) -> Archive:
    """An index of its own for each test: some correct it."""
    return Archive(Path(shutil.copytree(built, tmp_path / "index")))


@pytest.fixture
def app(archive: Archive, users: Path) -> FastAPI:
    deployment = Deployment(
        proxies=Proxies.of(["10.0.0.0/8"]),
        access=Access(LiveUsers(users), "x-remote-user"),
        metrics=Metrics(),
    )
    return create_app(archive, deployment=deployment)


def client_of(
    app: FastAPI, name: str = "", client: tuple[str, int] = ELSEWHERE, **headers: str
) -> TestClient:
    found = TestClient(app, base_url="http://localhost", client=client, headers=headers)
    if name:
        found.auth = (name.encode(), PASSWORDS[name].encode())
    return found


def corrected(client: TestClient, token: str) -> int:
    form = {"token": token, "said": "apart", "entity": "Lưu Ninh", "form": "Lưu Ninh"}
    return client.post("/corrections", data=form, follow_redirects=False).status_code


def token_in(client: TestClient) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get("/gates/huu-nghi").text)
    return found[1] if found else ""


@pytest.mark.parametrize("path", READ)
def test_a_stranger_reads_nothing(app: FastAPI, path: str) -> None:
    answer = client_of(app).get(path)
    assert answer.status_code == 401
    assert answer.headers["www-authenticate"].startswith("Basic ")
    assert "thăm cửa khẩu" not in answer.text
    if path.startswith("/api/"):
        assert answer.json()["error"]["code"] == "no_login"


def test_a_stranger_knows_that_it_lives_and_sees_the_style_of_the_refusal(app: FastAPI) -> None:
    client = client_of(app)
    assert client.get("/healthz").status_code == 200
    style = re.search(r'href="(/static/[^"]+css)"', client.get("/").text)
    assert style is not None
    assert client.get(style[1]).status_code == 200
    assert client.get("/metrics").status_code == 401


@pytest.mark.parametrize("path", [one for one in READ if one != "/nowhere"])
@pytest.mark.parametrize("name", ROLES)
def test_everybody_with_a_name_reads(app: FastAPI, name: str, path: str) -> None:
    assert client_of(app, name).get(path).status_code == 200


def test_a_reader_sees_no_forms_and_corrects_nothing(app: FastAPI, archive: Archive) -> None:
    reader = client_of(app, "doc")
    assert token_in(reader) == ""
    # Not even with the token of somebody else.
    assert corrected(reader, token_in(client_of(app, "sua"))) == 403
    assert corrected(client_of(app), token_in(client_of(app, "sua"))) == 401
    assert len(archive.corrections) == 0


def test_what_a_corrector_says_bears_their_name(app: FastAPI, archive: Archive) -> None:
    corrector = client_of(app, "sua")
    assert corrected(corrector, "another token") == 403
    assert corrected(corrector, token_in(corrector)) == 303
    assert [one.who for one in archive.corrections] == ["sua"]
    assert beside(archive.folder).read_text("utf-8").splitlines()[-1].endswith("\tsua")
    assert "sua" in corrector.get("/corrections").text


def test_only_an_operator_sees_the_figures_from_elsewhere(app: FastAPI) -> None:
    statuses = {name: client_of(app, name).get("/metrics").status_code for name in ROLES}
    assert statuses == {"doc": 403, "sua": 403, "chu": 200}
    here = ("127.0.0.1", 1)
    assert client_of(app, client=here).get("/metrics").status_code == 200
    for header in ("x-forwarded-for", "forwarded", "via", "x-real-ip"):
        forwarded = client_of(app, client=here, **{header: "192.0.2.1"})
        assert forwarded.get("/metrics").status_code == 401
    assert client_of(app, client=here).get("/").status_code == 401


@pytest.mark.parametrize(
    "given",
    [
        "Basic",
        "Basic !!!",
        "Basic ZG9j",  # no colon
        "Basic /////w==",  # no UTF-8
        "Basic ZG9jOndyb25nIHBhc3N3b3Jk",
        "Basic bm9ib2R5Ondyb25nIHBhc3N3b3Jk",
        "Basic c3NvOi0=",  # sso with - as its password
        "Bearer abc",
        "",
    ],
)
def test_no_other_words_open_the_door(app: FastAPI, given: str) -> None:
    assert client_of(app, authorization=given).get("/").status_code == 401


def test_guessing_is_stopped_for_the_address_that_guesses(app: FastAPI) -> None:
    guesser = client_of(app)
    for number in range(MOST):
        assert guesser.get("/", auth=("doc", f"wrong {number}")).status_code == 401
    right = PASSWORDS["doc"].encode()
    answer = guesser.get("/", auth=(b"doc", right))
    assert answer.status_code == 429
    assert answer.headers["retry-after"] == "60"
    assert client_of(app, "doc", ("192.0.2.8", 1)).get("/").status_code == 200


def test_a_password_that_was_changed_is_wrong_at_once(app: FastAPI, users: Path) -> None:
    assert client_of(app, "doc").get("/").status_code == 200
    write_user(users, User("doc", Role.READER, hashed("một mật khẩu khác")))
    assert client_of(app, "doc").get("/").status_code == 401


def test_the_header_of_a_user_is_believed_of_the_proxy_only(app: FastAPI) -> None:
    said = {"x-remote-user": "chu"}
    assert client_of(app, **said).get("/").status_code == 401
    assert client_of(app, client=("127.0.0.1", 1), **said).get("/").status_code == 401
    assert client_of(app, client=PROXY, **said).get("/metrics").status_code == 200
    assert client_of(app, "doc", **said).get("/metrics").status_code == 403
    unlisted = client_of(app, client=PROXY, **{"x-remote-user": "khach"})
    assert unlisted.get("/").status_code == 200
    assert token_in(unlisted) == ""
    sso = client_of(app, client=PROXY, **{"x-remote-user": "sso"})
    assert corrected(sso, token_in(sso)) == 303


@pytest.mark.parametrize("name", ["", " ", "x" * 65, "a\tb"])
def test_a_header_that_is_no_name_lets_nobody_in(app: FastAPI, name: str) -> None:
    client = client_of(app, client=PROXY)
    assert client.get("/", headers={"x-remote-user": name}).status_code == 401


def test_a_header_that_stands_twice_lets_nobody_in(app: FastAPI) -> None:
    twice = [("x-remote-user", "chu"), ("x-remote-user", "doc")]
    assert client_of(app, client=PROXY).get("/", headers=twice).status_code == 401


def test_without_users_all_is_as_ever(archive: Archive) -> None:
    app = create_app(archive, deployment=Deployment(metrics=Metrics()))
    client = client_of(app)
    assert corrected(client, token_in(client)) == 303
    assert client.get("/metrics").status_code == 403
    assert client_of(app, client=("127.0.0.1", 1)).get("/metrics").status_code == 200
    opened = create_app(archive, deployment=Deployment(metrics=Metrics(), metrics_open=True))
    assert client_of(opened).get("/metrics").status_code == 200
