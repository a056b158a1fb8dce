"""CSV and TSV: separators, headers in three languages, quotation marks, encodings, failures."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document, Failure
from corpus.formats.source_file import Source
from corpus.formats.tables import csv_table
from corpus.formats.tables.csv_table import read_csv
from corpus.formats.tables.table_header import fields_of


def read(folder: Path, data: bytes | str) -> tuple[list[Document], list[Failure]]:
    path = folder / "a.csv"
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    items = list(read_csv(Source(path, "/a.csv")))
    return (
        [one for one in items if isinstance(one, Document)],
        [one for one in items if isinstance(one, Failure)],
    )


def sound(folder: Path, data: bytes | str) -> list[Document]:
    documents, failures = read(folder, data)
    assert not failures
    return documents


@pytest.mark.parametrize("separator", list(csv_table.SEPARATORS))
def test_a_row_is_a_record_with_the_fields_of_the_header(tmp_path: Path, separator: str) -> None:
    out = StringIO()
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow("id Title TEXT date Source url lang province genre extra".split())
    text = 'Chiều nay, hai bên;\n"gặp"\tnhau | ở đó.'
    address = "https://a.vn/1"
    writer.writerow(["n1", "Tin", text, "28/2/2023", "Báo A", address, "vi", "Lạng Sơn", "tin", ""])
    writer.writerow(["", "Hai", "x", "", "", "", "", "", "", "khác"])
    one, two = sound(tmp_path, out.getvalue())
    assert (one.id, one.title, one.body, one.date, one.date_origin) == (
        "n1",
        "Tin",
        text,
        "2023-02-28",
        "record",
    )
    assert (one.source, one.url, one.province, one.genre) == ("Báo A", address, "Lạng Sơn", "tin")
    # The text before has a line feed in it.
    assert (two.title, two.line, two.place) == ("Hai", 4, "/a.csv#4")


@pytest.mark.parametrize(
    "header",
    [
        ["title", "body", "date", "source"],
        ["Tiêu đề", "Nội dung", "Ngày đăng", "Nguồn:"],
        ["TIEU_DE", "noi dung", "ngay", "nguon"],
        ["标题", "正文", "日期", "来源"],
        ["標題", "內容", "發佈時間", "來源"],
    ],
)
def test_columns_are_known_by_their_names_in_three_languages(header: list[str]) -> None:
    assert fields_of(header) == ["title", "body", "date", "source"]


def test_a_row_is_a_header_only_if_it_names_a_title_or_a_text() -> None:
    assert fields_of(["Ngày", "Nguồn", "Số"]) is None
    assert fields_of(["Nội dung cuộc gặp giữa hai bên ở cửa khẩu", "b"]) is None
    assert fields_of(["STT", "Nội dung", "Văn bản"]) == ["", "body", ""]


def test_without_a_column_for_the_text_the_unknown_columns_are_it(tmp_path: Path) -> None:
    (found,) = sound(tmp_path, "STT,Tiêu đề,Tóm tắt,Nguồn,Ghi chú\n7,Tin,Chiều nay,Báo A,Hết\n")
    assert (found.title, found.body, found.source) == ("Tin", "7\n\nChiều nay\n\nHết", "Báo A")


def test_without_a_header_all_cells_are_text_and_the_first_words_its_title(tmp_path: Path) -> None:
    first, second = sound(tmp_path, "1;Hữu Nghị;Đồng Đăng\n\n2;;\n")
    assert (first.title, first.body, first.line) == ("Hữu Nghị", "1\n\nĐồng Đăng", 1)
    assert (second.title, second.body, second.line) == ("2", "", 3)


def test_a_header_may_stand_below_a_caption(tmp_path: Path) -> None:
    caption, record = sound(tmp_path, "Danh sách tin,\n,\ntitle,body\nTin,Chiều nay\n")
    assert (caption.title, record.title, record.body) == ("Danh sách tin", "Tin", "Chiều nay")


def test_the_separator_that_excel_names_counts(tmp_path: Path) -> None:
    (found,) = sound(tmp_path, "\ufeffsep=^\r\ntitle^body\r\nTin, tức^Chiều; nay\r\n")
    assert (found.title, found.body, found.line) == ("Tin, tức", "Chiều; nay", 3)


@pytest.mark.parametrize(
    ("encoding", "kept"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("gb18030", "gb18030"),
        ("big5", "big5"),
    ],
)
def test_any_encoding_is_read(tmp_path: Path, encoding: str, kept: str) -> None:
    text = "標題,內容\n劉寧會見越南客人,雙方就口岸交換意見並達成共識。\n"
    (found,) = sound(tmp_path, text.encode(encoding))
    assert (found.title, found.lang, found.encoding) == ("劉寧會見越南客人", "zh", kept)


def test_after_an_open_quotation_mark_such_marks_are_text_and_nothing_is_lost(
    tmp_path: Path,
) -> None:
    rows = 'title,body\n"Một, tin",x\nHai,"mở\nBa,"hai ""ba"" bốn"\nBốn,x\n'
    documents, failures = read(tmp_path, rows)
    # The third row closes the mark that the second opens.
    assert [one.title for one in documents] == ["Một, tin", "Hai", "Bốn"]
    documents, failures = read(tmp_path, rows.replace('"hai ""ba"" bốn"', "y"))
    assert [(one.line, one.title, one.body) for one in documents] == [
        (2, "Một, tin", "x"),
        (3, "Hai", '"mở'),
        (4, "Ba", "y"),
        (5, "Bốn", "x"),
    ]
    assert [(one.line, one.lost) for one in failures] == [(3, False)]
    assert "never closed" in failures[0].reason


def test_a_cell_beyond_measure_is_reported_and_the_rest_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = csv.field_size_limit(1_000)
    try:
        documents, failures = read(tmp_path, f"title,body\nMột,{'x' * 2_000}\nHai,x\n")
        assert [one.title for one in documents] == ["Hai"]
        assert failures[-1].lost
        documents, failures = read(tmp_path, 'title,body\nMột,"' + "x\n" * 2_000 + "Hai,x\n")
        assert (documents[0].title, documents[-1].title) == ("Một", "Hai")
        assert [(one.line, one.lost) for one in failures] == [(2, False)]
    finally:
        csv.field_size_limit(before)


def test_a_row_beyond_measure_is_no_row(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_table, "LONGEST_ROW", 1_000)
    documents, failures = read(tmp_path, "title,body\nMột,x\n" + '"a\n","b\n",' * 500 + "\nHai,x\n")
    assert (documents[0].title, documents[-1].title) == ("Một", "Hai")
    assert len(documents) > 900
    assert (failures[0].line, failures[0].lost) == (3, False)
    documents, failures = read(tmp_path, f"title,body\nMột,x\nHai,{'x' * 1_500}\nBa,x\n")
    assert [one.title for one in documents] == ["Một", "Ba"]
    assert [(one.line, one.lost) for one in failures] == [(3, True)]


def test_a_damaged_line_is_reported_and_the_rest_read(tmp_path: Path) -> None:
    data = "title,body\nMột,Hữu Nghị\nxấu\nHai,x\n".encode().replace("ấ".encode(), b"\xe1\xba")
    documents, failures = read(tmp_path, data)
    assert [one.title for one in documents] == ["Một", "Hai"]
    assert [one.line for one in failures] == [3]


def test_too_many_cells_and_fields_beyond_their_limits_are_said(tmp_path: Path) -> None:
    data = f"title,body,source,date\nTin,x,{'y' * 600},hôm qua\nTin,x,y,2023,còn,nữa\n"
    documents, failures = read(tmp_path, data)
    assert [one.source for one in documents] == ["", "y"]
    assert [(one.line, one.lost) for one in failures] == [(2, False), (2, False), (3, False)]
    assert "6 cells, the header 4" in failures[2].reason


@pytest.mark.parametrize("data", [b"", b"\x00\x01\x02" * 50])
def test_what_is_no_table_is_said(tmp_path: Path, data: bytes) -> None:
    documents, failures = read(tmp_path, data)
    assert not documents
    assert failures[0].lost


@given(
    rows=st.lists(st.lists(st.text("aĐ中\"',;\t\n ", max_size=8), min_size=2, max_size=4)),
    separator=st.sampled_from(csv_table.SEPARATORS),
)
def test_every_cell_of_a_sound_table_is_in_its_document(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]], separator: str
) -> None:
    out = StringIO()
    # Every cell is quoted, so the separator does not matter; the first line says which it is.
    writer = csv.writer(out, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows(rows)
    found = sound(tmp_path_factory.mktemp("any"), f"sep={separator}\n{out.getvalue()}")
    blank = [row for row in rows if not "".join(row).strip()]
    assert len(found) == len(rows) - len(blank)
    for row, document in zip([row for row in rows if row not in blank], found, strict=True):
        text = f"{document.title}\n{document.body}"
        assert sorted("".join(text.split())) == sorted("".join("".join(row).split()))
