"""The order in which a day is looked for, as readers apply it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.readers import read_paths

NUMBERED = "https://a.vn/a-20230301163534963.htm"


@pytest.mark.parametrize(
    ("record", "found"),
    [
        ('"date": "2020-01-02", "body": "28/02/2023 10:00"', ("2020-01-02", "record")),
        (
            '"body": "28/02/2023 10:00\\nx", "url": "https://a.vn/2023/03/01/"',
            ("2023-02-28", "text"),
        ),
        ('"body": "Ngày 28/2/2023, x", "url": "https://a.vn/2023/03/01/"', ("2023-03-01", "url")),
        (f'"body": "Sáng 28/2, x", "url": "{NUMBERED}"', ("2023-03-01", "guessed")),
        ('"body": "Sáng 28/2, x", "url": "https://a.vn/2023/x"', ("2023-02-28", "guessed")),
        # A date that cannot be read is reported, and looked for elsewhere.
        ('"date": "hôm qua", "body": "28/02/2023 10:00\\nx"', ("2023-02-28", "text")),
        # The file has many records: its name is not theirs.
        ('"body": "x"', ("", "")),
    ],
)
def test_the_surest_comes_first(tmp_path: Path, record: str, found: tuple[str, str]) -> None:
    path = tmp_path / "2019-01-01.jsonl"
    path.write_text(f"{{{record}}}", "utf-8")
    (document,) = (one for one in read_paths([path]) if isinstance(one, Document))
    assert (document.date, document.date_origin) == found


def test_the_name_of_a_file_of_one_text_counts(tmp_path: Path) -> None:
    (tmp_path / "2019-01-01.txt").write_text("Hai bên hội đàm", "utf-8")
    (document,) = read_paths([tmp_path])
    assert isinstance(document, Document)
    assert (document.date, document.date_origin) == ("2019-01-01", "path")
