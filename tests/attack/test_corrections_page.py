"""The page says of a correction what is true of the file and of nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from indexer.corrections.correction import COLUMNS, SAME, UNDO, Correction
from indexer.corrections.corrections_file import beside, read
from indexer.corrections.corrections_writer import keep
from search.archive import Archive
from web.app import create_app

NoRoom = Callable[[int], AbstractContextManager[None]]

HEADER = "\t".join(COLUMNS)
PAGE = "/people/phan kim liên"


@pytest.fixture
def client(folder: Path) -> TestClient:
    return TestClient(
        create_app(Archive(folder)),
        base_url="http://localhost",
        headers={"accept-language": "en"},
    )


def form(client: TestClient, **more: str) -> dict[str, str]:
    page = client.get(PAGE).text
    return {**dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page)), **more}


def joined(client: TestClient) -> dict[str, str]:
    return form(client, said="same", name="Phạm Kim Liên")


def test_without_room_the_page_says_that_it_was_not_kept(
    client: TestClient, folder: Path, no_room: NoRoom
) -> None:
    data = joined(client)
    with no_room(100):
        answer = client.post("/corrections", data=data)
    assert answer.status_code == 503
    assert "This was not kept; nothing has changed." in answer.text
    assert "File too large" in answer.text
    assert not beside(folder).exists()
    assert "Nothing has been corrected" in client.get("/corrections").text
    assert "Kept: " in client.post("/corrections", data=data).text


@pytest.mark.parametrize("bad", [b"what\twhat\n", b"\xff\xfe\x00"])
def test_a_file_that_broke_meanwhile_takes_nothing_and_names_stay(
    client: TestClient, folder: Path, bad: bytes
) -> None:
    assert "Kept: " in client.post("/corrections", data=joined(client)).text
    beside(folder).write_bytes(bad)
    data = form(client, said="apart", form="", doc="b")
    answer = client.post("/corrections", data=data)
    assert answer.status_code == 503
    assert "This was not kept" in answer.text
    assert beside(folder).read_bytes() == bad
    listed = client.get("/corrections").text
    assert "phạm kim liên and phan kim liên are one person" in listed
    assert "must name the columns" in listed


def test_what_is_said_again_and_taken_back_is_told_as_it_is(
    client: TestClient, folder: Path
) -> None:
    data = form(client, said="apart", form="", doc="b", name="")
    first = client.post("/corrections", data=data)
    assert "Kept: " in first.text
    lines = beside(folder).read_bytes()
    again = client.post("/corrections", data={**data, "back": "/corrections"})
    assert "In force already: " in again.text
    assert "Kept: " not in again.text
    assert beside(folder).read_bytes() == lines
    (one,) = read(beside(folder))
    undo = {"token": data["token"], "said": f"undo {one.id}", "back": "/corrections"}
    assert "Taken back." in client.post("/corrections", data=undo).text
    assert client.post("/corrections", data=undo).status_code == 400


def test_a_page_that_is_left_empty_is_not_led_back_to(client: TestClient) -> None:
    answer = client.post("/corrections", data=form(client, said="apart", form="", doc="b"))
    assert answer.status_code == 200
    assert str(answer.url.path) == "/corrections"
    assert client.get(PAGE).status_code == 404
    other = client.get("/people/phan kim liên (2)").text
    undo = {
        **dict(re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', other)),
        "said": re.findall(r'value="(undo \w+)"', other)[0],
    }
    answer = client.post("/corrections", data=undo)
    assert str(answer.url.path) == "/corrections"
    assert "Taken back." in answer.text


def test_no_address_makes_the_page_say_what_is_not_so(client: TestClient, folder: Path) -> None:
    one = Correction(SAME, "phan kim liên", "phạm kim liên")
    keep(beside(folder), one)
    for page in (PAGE, "/corrections"):
        for told in ("kept=deadbeef", "undone=deadbeef", f"undone={one.id}", "waits=1"):
            text = client.get(f"{page}?{told}").text
            for said in ("Kept: ", "In force already", "Taken back", "being written"):
                assert said not in text, told
    assert "Kept: " in client.get(f"/corrections?kept={one.id}").text
    keep(beside(folder), Correction(UNDO, other=one.id))
    assert "Kept: " not in client.get(f"/corrections?kept={one.id}").text
    assert "Taken back." in client.get(f"/corrections?undone={one.id}").text


def test_bad_lines_are_listed_and_the_others_hold(client: TestClient, folder: Path) -> None:
    beside(folder).write_text(
        f"{HEADER}\nsame\tphan kim liên\tphạm kim liên\n<b>\tx\nsame\ta\thuu-nghi\n", "utf-8"
    )
    listed = client.get("/corrections").text
    assert "Lines of the file that are not in force" in listed
    assert "tsv:3: unknown &#39;&lt;b&gt;&#39;" in listed
    assert "tsv:4: &#39;huu-nghi&#39; is a gate" in listed
    assert "are one person" in listed
    assert client.get("/api/search?q=Phan Kim Liên").json()["total"] == 2
    assert "Kept: " in client.post("/corrections", data=form(client, said="apart", doc="b")).text


def test_a_folder_that_vanished_takes_no_names_away_and_no_corrections(
    folder: Path, tmp_path: Path
) -> None:
    own = tmp_path / "own" / "said.tsv"
    own.parent.mkdir()
    keep(own, Correction(SAME, "phan kim liên", "phạm kim liên"))
    client = TestClient(
        create_app(Archive(folder, corrections=own)),
        base_url="http://localhost",
        headers={"accept-language": "en"},
    )
    data = form(client, said="apart", form="", doc="b")
    own.parent.rename(tmp_path / "away")
    listed = client.get("/corrections").text
    assert "are one person" in listed
    assert "is gone with its folder" in listed
    answer = client.post("/corrections", data=data)
    assert answer.status_code == 503
    assert "This was not kept" in answer.text
    assert not own.parent.exists()
    (tmp_path / "away").rename(own.parent)
    assert "Kept: " in client.post("/corrections", data=data).text
    assert len(read(own)) == 2
