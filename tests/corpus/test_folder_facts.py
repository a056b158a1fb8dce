"""Facts that a folder's songngu.toml gives the files below it, and what is wrong with one."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document, Failure
from corpus.folder_facts import LARGEST, NAME, NO_FACTS, facts_for, problems_of
from corpus.readers import count_inputs, read_paths


def write(folder: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return folder


def test_the_nearest_folder_that_says_a_fact_counts(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            NAME: 'source = "Báo Lạng Sơn"\nprovince = "Lạng Sơn"\n',
            f"a/{NAME}": 'source = "Báo Cao Bằng"\n',
            "a/b/x.txt": "Hai bên hội đàm",
            "y.txt": "Hai bên hội đàm",
        },
    )
    near = facts_for(tmp_path / "a/b/x.txt", tmp_path)
    assert (near.source, near.province) == ("Báo Cao Bằng", "Lạng Sơn")
    assert facts_for(tmp_path / "y.txt", tmp_path).source == "Báo Lạng Sơn"
    # What was not given to be read is not looked into.
    assert facts_for(tmp_path / "a/b/x.txt", tmp_path / "a/b") == NO_FACTS


def test_a_pattern_is_for_some_files_and_the_last_counts(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            NAME: 'genre = "news"\n[[files]]\nmatch = "2019/*.txt"\nsource = "A"\n'
            '[[files]]\nmatch = "*/bai-*"\nsource = "B"\n'
        },
    )
    found = {
        name: facts_for(tmp_path / name, tmp_path).source
        for name in ("2019/x.txt", "2019/bai-1.txt", "2020/x.txt")
    }
    assert found == {"2019/x.txt": "A", "2019/bai-1.txt": "B", "2020/x.txt": ""}


def test_records_say_more_than_folders(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            NAME: 'source = "A"\ngenre = "news"\nprovince = "Lạng Sơn"\nlang = "en"\n',
            "x.jsonl": '{"body": "Hai bên hội đàm", "source": "B", "url": "https://c.vn/x"}\n'
            '{"body": "Hai bên hội đàm", "url": "https://c.vn/x"}\n',
        },
    )
    documents = [one for one in read_paths([tmp_path]) if isinstance(one, Document)]
    facts = [(one.source, one.genre, one.province, one.lang) for one in documents]
    assert facts == [(name, "news", "Lạng Sơn", "en") for name in ("B", "A")]


def test_without_any_of_them_the_host_is_the_source(tmp_path: Path) -> None:
    write(
        tmp_path,
        {
            "x.jsonl": '{"body": "x", "url": "https://www.baolangson.vn/a"}\n'
            '{"body": "x", "url": "http://m.ngoaivu.example.vn:80/a"}\n{"body": "x"}\n'
        },
    )
    found = [one.source for one in read_paths([tmp_path]) if isinstance(one, Document)]
    assert found == ["Báo Lạng Sơn", "ngoaivu.example.vn", ""]


@pytest.mark.parametrize(
    ("date_from", "found"),
    [("path", ("2019", "path")), ("text", ("2023-02-28", "text")), ("none", ("", ""))],
)
def test_where_dates_are_from_can_be_said(
    tmp_path: Path, date_from: str, found: tuple[str, str]
) -> None:
    write(
        tmp_path,
        {
            NAME: f'date_from = "{date_from}"\n',
            "2019/x.jsonl": '{"body": "28/02/2023 10:00\\nHai bên hội đàm"}\n',
        },
    )
    (document,) = read_paths([tmp_path])
    assert isinstance(document, Document)
    assert (document.date, document.date_origin) == found


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('source = "A"\ncolour = "red"\n', 2, "colour"),
        ('\nsource = 3\ngenre = "news"\n', 2, "source"),
        ('date_from = "sky"\n', 1, "path, url, text, none"),
        ('lang = "xx"\n', 1, "vi, zh or en"),
        ('genre = "news"\nsource = \n', 2, "TOML"),
        ('[[files]]\nsource = "A"\n', 1, "match"),
        ('files = "x"\n', 1, "[[files]]"),
        ("#" * (LARGEST + 1), 0, "KiB"),
    ],
)
def test_what_is_wrong_is_reported_once_and_the_files_are_read(
    tmp_path: Path, text: str, line: int, word: str
) -> None:
    write(tmp_path, {NAME: text, "x.txt": "Hai bên hội đàm", "y.txt": "Hai bên hội đàm"})
    read = list(read_paths([tmp_path]))
    assert sum(isinstance(one, Document) for one in read) == 2
    (failure,) = (one for one in read if isinstance(one, Failure))
    assert (failure.path, failure.line, failure.lost) == (str(tmp_path / NAME), line, False)
    assert word in failure.reason


def test_bytes_that_are_no_text_are_reported(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b'source = "B\xe1o"\n')
    (problem,) = problems_of(tmp_path / NAME)
    assert "UTF-8" in problem.reason


def test_it_is_no_document_and_not_counted(tmp_path: Path) -> None:
    write(tmp_path, {NAME: 'source = "A"\n', "x.txt": "Hai bên hội đàm"})
    assert count_inputs([tmp_path]).files == 1
    assert len(list(read_paths([tmp_path]))) == 1
    # Beside a file that was given itself, it counts too.
    (document,) = read_paths([tmp_path / "x.txt"])
    assert isinstance(document, Document)
    assert document.source == "A"


def test_a_change_changes_the_digest_of_the_files_that_it_is_about(tmp_path: Path) -> None:
    write(tmp_path, {NAME: '[[files]]\nmatch = "a/*"\nsource = "A"\n'})
    before = [facts_for(tmp_path / name, tmp_path).digest for name in ("a/x.txt", "b/x.txt")]
    write(tmp_path, {NAME: '[[files]]\nmatch = "a/*"\nsource = "Other"\n'})
    after = [facts_for(tmp_path / name, tmp_path).digest for name in ("a/x.txt", "b/x.txt")]
    assert before[0] != after[0]
    assert before[1] == after[1] == NO_FACTS.digest
