"""Where a document within a container is from, and what that place is good for."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

from corpus.document import Document, Failure
from corpus.file_place import file_of, is_gone, member_of, place_of
from corpus.readers import count_inputs, read_paths
from tests.corpus.awkward.makers import (
    EN,
    VI,
    ZH,
    letter,
    mailbox_of,
    raw_zip,
    tar_of,
    warc_of,
    zip_of,
)


def documents(path: Path) -> list[Document]:
    return [one for one in read_paths([path]) if isinstance(one, Document)]


def make(folder: Path, name: str, data: bytes) -> Path:
    (folder / name).write_bytes(data)
    return folder / name


def test_a_document_says_archive_and_member(tmp_path: Path) -> None:
    path = make(tmp_path, "a.zip", zip_of([("in/x.txt", VI.encode())]))
    (document,) = documents(path)
    assert document.path == os.fspath(path / "in" / "x.txt")
    assert document.place == f"{place_of(os.path.realpath(path))}#/in/x.txt"
    assert member_of(document.place) == "in/x.txt"


def test_a_line_of_a_file_within_an_archive_within_another_is_a_place(tmp_path: Path) -> None:
    lines = b'{"body": "hai"}\n{"body": "ba"}\n'
    path = make(
        tmp_path, "a.tar", tar_of([("b.zip", zip_of([("c.jsonl.gz", gzip.compress(lines))]))])
    )
    first, second = documents(path)
    assert first.place.endswith("a.tar#/b.zip/c.jsonl.gz#1")
    assert (second.line, second.place[-2:]) == (2, "#2")


def test_the_file_of_a_place_is_the_archive(tmp_path: Path) -> None:
    path = make(tmp_path, "a%#.zip", zip_of([("x#1.txt", VI.encode())]))
    (document,) = documents(path)
    assert file_of(document.place) == path.resolve()
    assert not is_gone(document.place)
    path.unlink()
    assert is_gone(document.place)


def test_ids_hold_where_an_archive_is_moved_and_grows(tmp_path: Path) -> None:
    files = [("x.txt", VI.encode()), ("y.txt", ZH.encode())]
    before = {one.body: one.id for one in documents(make(tmp_path, "a.zip", zip_of(files)))}
    (tmp_path / "new").mkdir()
    grown = [("0.txt", EN.encode()), *reversed(files)]
    after = documents(make(tmp_path / "new", "a.zip", zip_of(grown)))
    assert {one.body: one.id for one in after}.items() > before.items()
    assert len({one.id for one in after}) == 3


def test_a_letter_keeps_its_id_where_others_leave_the_mailbox(tmp_path: Path) -> None:
    texts = {"1": VI, "2": ZH, "3": EN}
    letters = [letter(text, Message_ID=f"<{n}@x.vn>").as_bytes() for n, text in texts.items()]
    before = documents(make(tmp_path, "a.mbox", mailbox_of(letters)))
    after = documents(make(tmp_path, "a.mbox", mailbox_of(letters[1:])))
    assert [one.id for one in before[1:]] == [one.id for one in after]


def test_what_a_mail_program_notes_in_a_letter_does_not_change_its_place(tmp_path: Path) -> None:
    one = letter(VI, Message_ID="<1@x.vn>")
    (before,) = documents(make(tmp_path, "a.mbox", mailbox_of([one.as_bytes()])))
    one["X-Mozilla-Status"] = "0001"
    (after,) = documents(make(tmp_path, "a.mbox", mailbox_of([one.as_bytes()])))
    assert before.place == after.place


def test_a_record_with_an_id_of_its_own_keeps_it(tmp_path: Path) -> None:
    record = json.dumps({"id": "7", "body": VI}).encode()
    (document,) = documents(make(tmp_path, "a.zip", zip_of([("b.jsonl", record)])))
    assert document.id == "7"
    assert document.place.endswith("a.zip#/b.jsonl")


def test_a_compressed_file_has_the_place_that_it_always_had(tmp_path: Path) -> None:
    path = make(tmp_path, "a.jsonl.gz", gzip.compress(b'{"body": "hai"}\n'))
    (document,) = documents(path)
    assert document.place == f"{place_of(os.path.realpath(path))}#1"


def test_the_names_of_a_chinese_zip_are_read_as_they_were_written(tmp_path: Path) -> None:
    for encoding in ("gbk", "utf-8"):
        names = ["友谊关/恢复通关.txt", "凭祥/口岸.txt", "a.txt"]
        data = raw_zip([(name.encode(encoding), VI.encode()) for name in names])
        found = documents(make(tmp_path, f"{encoding}.zip", data))
        assert [member_of(one.place) for one in found] == names
    names = ["友誼關/恢復通關.txt", "憑祥/口岸開放.txt"]
    data = raw_zip([(name.encode("big5"), VI.encode()) for name in names])
    found = documents(make(tmp_path, "big5.zip", data))
    assert [member_of(one.place) for one in found] == names


def test_no_place_leads_out_of_its_archive(tmp_path: Path) -> None:
    names = ["../../x.txt", "/etc/x.txt", "C:\\x.txt", "a/./../b.txt", "\\\\s\\x.txt", "a//b.txt"]
    path = make(tmp_path, "a.zip", zip_of([(name, VI.encode()) for name in names]))
    found = documents(path)
    assert len({one.place for one in found}) == len(names)
    for one in found:
        assert ".." not in one.place.split("/")
        assert file_of(one.place) == path.resolve()


def test_progress_is_that_of_the_file_on_the_disk(tmp_path: Path) -> None:
    data = os.urandom(300_000).hex().encode()
    make(tmp_path, "a.zip", zip_of([("a.txt", data), ("b.txt", data)]))
    make(tmp_path, "b.tar.xz", gzip.compress(b"no xz"))
    make(tmp_path, "c.txt.gz", gzip.compress(data))
    make(tmp_path, "d.mbox", mailbox_of([letter(VI).as_bytes()] * 3))
    make(tmp_path, "e.warc", warc_of([("https://x.vn/", "text/html", VI.encode())]))
    make(tmp_path, "f.eml", letter(VI).as_bytes())
    told: list[int] = []
    for _ in read_paths([tmp_path], told.append):
        pass
    assert sum(told) == count_inputs([tmp_path]).bytes


def test_what_is_left_out_of_an_archive_is_one_sentence_each(tmp_path: Path) -> None:
    files = [(f"{n}.xyz", b"1") for n in range(5_000)] + [
        (f"{n}.jsonl", b"bad\n" * 50) for n in range(50)
    ]
    path = make(tmp_path, "a.zip", zip_of(files))
    found = [one for one in read_paths([path]) if isinstance(one, Failure)]
    assert len(found) == 102
    assert sum(one.count for one in found) == 5_000 + 2_500
    assert found[-1].reason.startswith("5,000 files were in it not read")
    assert found[-2].reason == "2,400 more in it could not be read"
