"""References in three formats, read back by what reads these."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from search.citation.formats import FORMATS, _key, bibtex, citation_format, csl_json, ris
from search.citation.reference import Reference, reference_of
from search.request_errors import BadRequest

ONE = reference_of(
    Document(
        "tin/1",
        "Bí thư Lưu Ninh\nthăm {50%} & _hội đàm_",
        "…",
        "vi",
        "2023-02-28",
        source="Báo Lạng Sơn",
        url="https://example.org/a?b=1&c={x}",
        path="tin.jsonl",
        line=7,
    )
)

TEXTS = st.text(st.characters(codec="utf-8"), max_size=30)
REFERENCES = st.builds(
    lambda id_, title, source, date, line: reference_of(
        Document(id_ or "x", title, "", "zh", date, source=source, path="a.jsonl", line=line)
    ),
    TEXTS,
    TEXTS,
    TEXTS,
    st.sampled_from(["", "2021", "2021-03", "2021-03-04"]),
    st.integers(0, 9),
)


def written(form: str, references: list[Reference]) -> str:
    return b"".join(FORMATS[form].write([references[:1], references[1:]])).decode()


def test_bibtex_keeps_capitals_and_has_no_command_of_the_text() -> None:
    assert written("bibtex", [ONE]) == (
        "@article{tin/1,\n"
        "  title = {{Bí thư Lưu Ninh thăm \\{50\\%\\} \\& \\_hội đàm\\_}},\n"
        "  journal = {Báo Lạng Sơn},\n"
        "  date = {2023-02-28},\n"
        "  year = {2023},\n"
        "  month = {2},\n"
        "  url = {https://example.org/a?b=1&c=%7Bx%7D},\n"
        "  langid = {vietnamese},\n"
        "  note = {tin.jsonl:7},\n"
        "}\n\n"
    )


def test_ris_has_a_tag_a_line() -> None:
    assert written("ris", [ONE]).split("\r\n") == [
        "TY  - NEWS",
        "ID  - tin/1",
        "TI  - Bí thư Lưu Ninh thăm {50%} & _hội đàm_",
        "T2  - Báo Lạng Sơn",
        "PY  - 2023",
        "DA  - 2023/02/28/",
        "LA  - vi",
        "UR  - https://example.org/a?b=1&c={x}",
        "N1  - tin.jsonl:7",
        "ER  - ",
        "",
        "",
    ]


def test_csl_is_a_list_of_items() -> None:
    assert json.loads(written("csl", [ONE])) == [
        {
            "id": "tin/1",
            "type": "article-newspaper",
            "title": "Bí thư Lưu Ninh thăm {50%} & _hội đàm_",
            "issued": {"date-parts": [[2023, 2, 28]]},
            "container-title": "Báo Lạng Sơn",
            "language": "vi",
            "URL": "https://example.org/a?b=1&c={x}",
            "note": "tin.jsonl:7",
        }
    ]


@pytest.mark.parametrize(
    ("date", "in_ris", "in_csl"),
    [("2021", "2021///", [2021]), ("2021-03", "2021/03//", [2021, 3])],
)
def test_a_date_is_as_exact_as_it_is_known(date: str, in_ris: str, in_csl: list[int]) -> None:
    one = reference_of(Document("a", "T", "", "zh", date))
    assert f"DA  - {in_ris}\r\n" in written("ris", [one])
    assert json.loads(written("csl", [one]))[0]["issued"] == {"date-parts": [in_csl]}


@given(st.lists(REFERENCES, max_size=5))
def test_every_reference_is_there_once_whatever_its_text(references: list[Reference]) -> None:
    assert [one["id"] for one in json.loads(written("csl", references))] == [
        one.id for one in references
    ]
    lines = written("ris", references).split("\r\n")
    assert lines.count("TY  - NEWS") == lines.count("ER  - ") == len(references)
    assert all(re.fullmatch("[A-Z][A-Z0-9]  - .*", line) for line in lines if line)
    entries = written("bibtex", references)
    unescaped = re.sub(r"\\[{}\\]", "", entries)
    assert unescaped.count("{") == unescaped.count("}")
    keys = re.findall(r"(?m)^@article\{([A-Za-z0-9_.:/-]+),$", entries)
    assert len(keys) == len(references)
    assert len({key.lower() for key in keys}) == len({one.id for one in references})


def test_nothing_found_is_an_empty_file_that_can_be_read() -> None:
    assert b"".join(csl_json([])) == b"[]\n"
    assert b"".join(bibtex([])) == b"".join(ris([])) == b""


def test_an_unknown_format_is_refused_and_none_is_the_first() -> None:
    assert citation_format("") is FORMATS["bibtex"]
    with pytest.raises(BadRequest, match="bibtex, ris, csl"):
        citation_format("endnote")


def test_keys_differ_in_more_than_capitals() -> None:
    # BibTeX takes "ABC" and "abc" for one entry, and drops the second.
    ids = ["abc", "ABC", "Abc", "a c", "A c", "tin-1", "TIN-1", "刘宁"]
    # Ids that are the key of another one, as it is and in small letters.
    made = [_key(one) for one in ids if _key(one) != one]
    ids = [*ids, *dict.fromkeys(key for one in made for key in (one, one.lower()))]
    keys = [_key(one) for one in ids]
    assert len({key.lower() for key in keys}) == len(ids)
    assert _key("tin-1") == "tin-1"


def test_a_file_has_no_two_entries_that_bibtex_takes_for_one() -> None:
    references = [
        reference_of(Document(one, one, "", "vi")) for one in ("Tin/1", "tin/1", "TIN/1", "tin/1-a")
    ]
    keys = re.findall(r"(?m)^@article\{(.*),$", written("bibtex", references))
    assert len({key.lower() for key in keys}) == len(references)
    assert keys[1] == "tin/1"
