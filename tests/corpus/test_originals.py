"""Looking for a file can be ended, and what is found is only what the place says."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.file_place import place_of, with_line, with_member
from corpus.formats.lines import line_stream
from corpus.originals import name_of, open_original
from corpus.read_errors import ReadError
from corpus.readers import read_paths
from tests.corpus.awkward.makers import VI, ZH, letter, tar_of, warc_of, zip_of


class TooLong(Exception):
    pass


def stop() -> None:
    raise TooLong


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.zip", zip_of([("x.txt", VI.encode()), ("in/y.txt", ZH.encode())])),
        ("a.tar", tar_of([("x.txt", VI.encode()), ("in/y.txt", ZH.encode())])),
        ("a.warc", warc_of([("https://x.vn/1", "text/html", VI.encode())])),
        ("a.eml", letter(VI).as_bytes()),
    ],
)
def test_what_is_opened_is_what_was_read(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / name).write_bytes(data)
    for one in read_paths([tmp_path]):
        assert isinstance(one, Document)
        opened = open_original(with_line(one.place, 3))
        content = b"".join(opened.chunks)
        assert one.body.encode() in content or content == data
        assert opened.name == name_of(one.place)
        with pytest.raises(TooLong):
            open_original(one.place, stop)


def test_a_member_that_was_never_there_is_not_found(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zip_of([("x.txt", VI.encode())]))
    place = place_of(str((tmp_path / "a.zip").resolve()))
    for member in ("y.txt", "x", "../a.zip", "x.tx"):
        with pytest.raises(ReadError):
            open_original(with_member(place, member))


def test_the_original_of_a_part_that_is_no_file_is_its_file(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(zip_of([("x.xlsx", b"a workbook")]))
    place = place_of(str((tmp_path / "a.zip").resolve()))
    opened = open_original(with_line(with_member(place, "x.xlsx/Sheet1"), 7))
    assert (opened.name, b"".join(opened.chunks)) == ("x.xlsx", b"a workbook")


def test_a_bomb_in_the_way_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(line_stream, "EXPANDED_FREELY", 1 << 20)
    data = zip_of([("z.zip", zip_of([("z.txt", bytes(6 << 20))]))])
    (tmp_path / "a.zip").write_bytes(data)
    place = place_of(str((tmp_path / "a.zip").resolve()))
    with pytest.raises(ReadError, match="expands"):
        b"".join(open_original(with_member(place, "z.zip/z.txt")).chunks)
