"""Letters: who wrote them and when, which of their texts is read."""

from __future__ import annotations

from pathlib import Path

from corpus.date_origins import RECORD
from corpus.document import Document
from corpus.readers import read_paths
from tests.corpus.awkward.makers import EN, VI, ZH, letter, page, raw_letter


def read(folder: Path, data: bytes) -> list[Document]:
    (folder / "a.eml").write_bytes(data)
    return [one for one in read_paths([folder]) if isinstance(one, Document)]


def test_subject_sender_and_date_are_those_of_the_document(tmp_path: Path) -> None:
    (one,) = read(tmp_path, letter(VI, "Họp về cửa khẩu Hữu Nghị").as_bytes())
    assert one.title == "Họp về cửa khẩu Hữu Nghị"
    assert one.source == "Nguyễn Văn An"
    assert (one.date, one.date_origin) == ("2023-04-27", RECORD)
    assert one.body.strip() == VI


def test_the_day_is_that_of_the_writer(tmp_path: Path) -> None:
    (one,) = read(tmp_path, letter(date="Fri, 28 Apr 2023 00:30:00 +0700").as_bytes())
    assert one.date == "2023-04-28"


def test_a_sender_without_a_name_is_the_address(tmp_path: Path) -> None:
    (one,) = read(tmp_path, letter(sender="an@example.vn").as_bytes())
    assert one.source == "an@example.vn"


def test_an_impossible_date_is_none(tmp_path: Path) -> None:
    (one,) = read(tmp_path, letter(date="99 Foo 20223").as_bytes())
    assert (one.date, one.date_origin) == ("", "")


def test_of_two_forms_the_plain_one_is_read(tmp_path: Path) -> None:
    message = letter(VI)
    message.add_alternative(page(EN), subtype="html")
    (one,) = read(tmp_path, message.as_bytes())
    assert EN not in one.body


def test_a_page_is_read_as_a_page_with_the_subject_as_title(tmp_path: Path) -> None:
    head = b"Subject: Tin\r\nFrom: an@x.vn\r\nContent-Type: text/html; charset=gb2312"
    (one,) = read(tmp_path, raw_letter(head, page(ZH).encode("gbk")))
    assert (one.title, one.source, one.encoding) == ("Tin", "an@x.vn", "gb18030")
    assert "<p>" not in one.body
    assert one.place.endswith("a.eml")


def test_an_attachment_without_a_name_is_read_by_its_type(tmp_path: Path) -> None:
    message = letter(VI)
    message.add_attachment(page(ZH), subtype="html")
    del message.get_payload()[1]["Content-Disposition"]
    message.get_payload()[1]["Content-Disposition"] = "attachment"
    _, one = read(tmp_path, message.as_bytes())
    assert one.place.endswith("a.eml#/part-1.html")


def test_a_letter_in_a_letter_is_one_of_its_own(tmp_path: Path) -> None:
    outer = letter(EN, "Fwd")
    outer.add_attachment(letter(ZH, "口岸"))
    first, second = read(tmp_path, outer.as_bytes())
    assert (first.title, second.title) == ("Fwd", "口岸")
    assert second.place.endswith("a.eml#/part-1.eml")
