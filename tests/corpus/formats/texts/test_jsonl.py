"""Lines of JSON: records, bad lines, compression, encodings, streaming."""

from __future__ import annotations

import gzip
import json
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Failure
from corpus.formats.source_file import Source
from corpus.readers import read_source


def read(folder: Path, data: bytes, *, compressed: bool = False) -> list[Document | Failure]:
    path = folder / ("a.jsonl.gz" if compressed else "a.jsonl")
    path.write_bytes(data)
    return list(read_source(Source(path, path.name)))


def one(folder: Path, record: dict[str, Any]) -> Document:
    (document,) = read(folder, json.dumps(record).encode())
    assert isinstance(document, Document)
    return document


def test_a_record_gives_its_fields(tmp_path: Path) -> None:
    record = {
        "id": "a-1",
        "title": "Tin",
        "body": "Hai\r\nbên",
        "date": 20120702,
        "source": " Báo\nLạng Sơn ",
        "url": "https://example.org",
        "lang": "vi-VN",
        "province": "Lạng Sơn",
        "genre": "news",
        "unknown": {"deep": [1]},
    }
    assert one(tmp_path, record) == Document(
        id="a-1",
        title="Tin",
        body="Hai\nbên",
        lang="vi",
        date="2012-07-02",
        date_origin="record",
        source="Báo Lạng Sơn",
        url="https://example.org",
        province="Lạng Sơn",
        genre="news",
        encoding="utf-8",
        path=str(tmp_path / "a.jsonl"),
        line=1,
        place="a.jsonl",
    )


@pytest.mark.parametrize("key", ["body", "text", "content"])
def test_the_text_may_be_called_otherwise(tmp_path: Path, key: str) -> None:
    assert one(tmp_path, {"body": "", key: "x"}).body == "x"


def test_an_id_may_be_a_number(tmp_path: Path) -> None:
    assert one(tmp_path, {"id": 21465408, "title": "x"}).id == "21465408"
    assert one(tmp_path, {"id": 0, "title": "x"}).id == "0"


def test_without_an_id_it_is_made_of_the_name_and_the_line(tmp_path: Path) -> None:
    items = read(tmp_path, b'{"title":"x"}\n{"title":"x"}\n')
    again = read(tmp_path, b'{"title":"y"}\n')
    ids = [item.id for item in items if isinstance(item, Document)]
    assert len(set(ids)) == 2
    assert isinstance(again[0], Document)
    assert again[0].id == ids[0]


def test_white_space_of_title_and_body_stays_so_that_offsets_hold(tmp_path: Path) -> None:
    document = one(tmp_path, {"title": " a ", "body": "\n    　b\n"})
    assert (document.title, document.body) == (" a ", "\n    　b\n")


def test_without_a_date_a_document_has_none(tmp_path: Path) -> None:
    assert one(tmp_path, {"body": "Hai bên hội đàm"}).date == ""


def test_an_unknown_language_is_decided_by_the_text(tmp_path: Path) -> None:
    assert one(tmp_path, {"body": "广西口岸", "lang": "xx"}).lang == "zh"


def test_an_address_that_is_not_of_the_web_is_dropped(tmp_path: Path) -> None:
    assert one(tmp_path, {"body": "x", "url": "javascript:alert(1)"}).url == ""


@pytest.mark.parametrize(
    "fact",
    [{"date": "31/2/2023"}, {"source": ["a"]}, {"genre": "x" * 501}, {"lang": {"a": 1}}],
)
def test_a_fact_that_cannot_be_used_is_reported_and_the_document_kept(
    tmp_path: Path, fact: dict[str, Any]
) -> None:
    document, failure = read(tmp_path, json.dumps({"body": "x", **fact}).encode())
    assert isinstance(document, Document)
    assert isinstance(failure, Failure)
    assert (failure.line, failure.lost) == (1, False)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{", "no JSON"),
        (b'{"title": "x"', "no JSON"),
        (b"[1]", "JSON list, not an object"),
        (b'"x"', "JSON str, not an object"),
        (b"{}", "no text"),
        (b'{"title": " ", "body": null}', "no text"),
        (b'{"body": ["x"]}', "'body' is a list"),
        (b'{"body": "x", "id": true}', "'id' is a bool"),
        (b'{"body": "x", "id": "' + b"x" * 501 + b'"}', "the id has 501"),
        (b'{"body": "x\xff"}', "byte 11 of the line is not UTF-8"),
        (b"[" * 100_000, "beyond measure"),
        (b'{"id": ' + b"9" * 5000 + b', "body": "x"}', "beyond measure"),
    ],
)
def test_a_bad_line_is_reported_and_the_rest_is_read(
    tmp_path: Path, line: bytes, reason: str
) -> None:
    first, failure, last = read(
        tmp_path, '{"id":1,"body":"đ"}\n\n'.encode() + line + b'\n{"id":2,"body":"x"}'
    )
    assert isinstance(failure, Failure)
    assert failure.line == 3
    assert failure.lost
    assert reason in failure.reason
    assert [item.id for item in (first, last) if isinstance(item, Document)] == ["1", "2"]


def test_harmful_characters_are_made_harmless(tmp_path: Path) -> None:
    (document,) = read(tmp_path, rb'{"id": "a\u0000", "body": "x\ud800y\u0000z\ud83d\ude00"}')
    assert isinstance(document, Document)
    assert document.body == "x\ufffdy\ufffdz😀"
    document.id.encode()


def test_raw_tabs_within_strings_are_accepted(tmp_path: Path) -> None:
    (document,) = read(tmp_path, b'{"body": "x\ty"}')
    assert isinstance(document, Document)
    assert document.body == "x\ty"


def test_an_empty_file_is_a_failure(tmp_path: Path) -> None:
    (failure,) = read(tmp_path, b"")
    assert isinstance(failure, Failure)


def test_a_binary_file_is_one_failure_and_not_one_a_line(tmp_path: Path) -> None:
    (failure,) = read(tmp_path, bytes(range(256)) * 50)
    assert isinstance(failure, Failure)
    assert failure.line == 0


RECORDS = [
    {"id": str(number), "title": "刘宁会见越南客人", "body": "双方就友谊关口岸交换意见。" * number}
    for number in range(1, 60)
]


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "gb18030"],
)
@pytest.mark.parametrize("compressed", [False, True])
def test_each_encoding_is_read(tmp_path: Path, encoding: str, compressed: bool) -> None:
    text = '{"id": "ascii", "body": "first"}\r\n' + "\r\n".join(
        json.dumps(record, ensure_ascii=False) for record in RECORDS
    )
    data = text.encode(encoding)
    items = read(tmp_path, gzip.compress(data) if compressed else data, compressed=compressed)
    assert [item.body for item in items[1:] if isinstance(item, Document)] == [
        record["body"] for record in RECORDS
    ]


def test_big5_is_read(tmp_path: Path) -> None:
    text = '{"body": "ascii"}\n{"body": "劉寧會見越南客人，雙方就友誼關口岸交換意見。"}\n'
    items = read(tmp_path, (text * 3).encode("big5"))
    assert [item.lang for item in items if isinstance(item, Document)][1::2] == ["zh"] * 3


class TestGzip:
    data = b"".join(json.dumps(record).encode() + b"\n" for record in RECORDS)

    def test_of_several_members_is_read_whole(self, tmp_path: Path) -> None:
        half = len(self.data) // 2
        members = gzip.compress(self.data[:half]) + gzip.compress(self.data[half:]) + b"\0" * 10
        assert len(read(tmp_path, members, compressed=True)) == len(RECORDS)

    def test_that_was_cut_off_gives_what_could_be_read_and_a_failure(self, tmp_path: Path) -> None:
        packed = gzip.compress(self.data)
        *documents, failure = read(tmp_path, packed[: len(packed) - 40], compressed=True)
        assert isinstance(failure, Failure)
        assert "cut off" in failure.reason
        assert failure.line == len(documents) + 1
        assert len(documents) > 10
        assert all(isinstance(item, Document) for item in documents)

    def test_with_a_wrong_checksum_is_read_and_reported(self, tmp_path: Path) -> None:
        packed = bytearray(gzip.compress(self.data))
        packed[-6] ^= 1
        *documents, failure = read(tmp_path, bytes(packed), compressed=True)
        assert isinstance(failure, Failure)
        assert "damaged" in failure.reason
        assert len(documents) >= len(RECORDS) - 1

    def test_that_is_none_is_a_failure(self, tmp_path: Path) -> None:
        (failure,) = read(tmp_path, self.data, compressed=True)
        assert isinstance(failure, Failure)
        assert "gzip" in failure.reason

    @given(data=st.binary(max_size=200))
    def test_of_other_bytes_is_one_failure(
        self, tmp_path_factory: pytest.TempPathFactory, data: bytes
    ) -> None:
        (failure,) = read(tmp_path_factory.mktemp("any"), data, compressed=True)
        assert isinstance(failure, Failure)
        assert "gzip" in failure.reason or not data

    @given(cut=st.integers(1, len(gzip.compress(data)) - 1))
    def test_cut_off_anywhere_gives_the_first_documents_and_a_failure(
        self, tmp_path_factory: pytest.TempPathFactory, cut: int
    ) -> None:
        packed = gzip.compress(self.data)[:cut]
        *documents, failure = read(tmp_path_factory.mktemp("any"), packed, compressed=True)
        whole = [one.id for one in documents if isinstance(one, Document)]
        assert whole == [record["id"] for record in RECORDS[: len(documents)]]
        assert isinstance(failure, Failure)
        assert "cut off" in failure.reason


LINES = {
    b'{"body": "x"}': Document,
    b'{"body": "\xc4\x91"}\r': Document,
    b'\xef\xbb\xbf {"body": "x"} ': Document,
    b"": None,
    b" \r": None,
    b"x": Failure,
    b"[1]": Failure,
    b"{}": Failure,
    b'{"body": "\xff"}': Failure,
    b'{"body": [': Failure,
}
"""What each line gives."""


@given(st.lists(st.sampled_from(list(LINES)), min_size=1, max_size=20))
def test_each_line_gives_what_it_gives_alone(
    tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]
) -> None:
    # Without an empty line at the beginning: there a byte order mark is the file's.
    lines = [b"{}", *lines]
    items = read(tmp_path_factory.mktemp("any"), b"\n".join(lines))
    found = [(item.line, type(item)) for item in items]
    assert found == [(at, LINES[line]) for at, line in enumerate(lines, 1) if LINES[line]]


@given(data=st.binary(max_size=300))
def test_any_bytes_give_a_reason_for_each_line_at_most(
    tmp_path_factory: pytest.TempPathFactory, data: bytes
) -> None:
    items = read(tmp_path_factory.mktemp("any"), data)
    numbers = [item.line for item in items]
    assert numbers == sorted(set(numbers))
    assert all(number <= data.count(b"\n") + 1 for number in numbers)
    assert all(isinstance(item, Failure) and item.reason and item.lost for item in items)
    # A byte order mark is no text.
    assert items or not data.removeprefix(b"\xef\xbb\xbf").strip()


def test_documents_come_before_the_file_is_read_to_its_end(tmp_path: Path) -> None:
    line = json.dumps({"body": "x" * 1000}).encode() + b"\n"
    path = tmp_path / "a.jsonl"
    path.write_bytes(line * 5000)
    told: list[int] = []
    assert len(list(islice(read_source(Source(path, "a", told.append)), 10))) == 10
    assert sum(told) < len(line) * 2000
