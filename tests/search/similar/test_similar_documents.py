"""The same event in the other language, and more like it in the same, on both engines."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.index_errors import IndexProblem
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.request_errors import BadRequest, NotThere
from search.similar.similar_documents import LANGUAGES

SMUGGLING_VI = (
    "Ngày 28/2/2023, Bí thư Khu ủy Quảng Tây Lưu Ninh thăm Lạng Sơn. Hai bên nhất trí tăng cường "
    "chống buôn lậu tại cửa khẩu Hữu Nghị, nơi kim ngạch năm ngoái đạt 3,5 triệu tấn."
)
SMUGGLING_ZH = (
    "2023年2月28日，广西壮族自治区党委书记刘宁访问谅山。"
    "双方同意在友谊关口岸加强打击走私，去年进出口350万吨。"
)
DOCUMENTS = [
    Document("vi-smuggling", "Lưu Ninh thăm Lạng Sơn", SMUGGLING_VI, "vi", "2023-02-28"),
    Document("vi-copy", "Lưu Ninh thăm Lạng Sơn", SMUGGLING_VI + " Tin ảnh.", "vi", "2023-03-01"),
    Document("zh-smuggling", "刘宁访问谅山", SMUGGLING_ZH, "zh", "2023-03-01"),
    # The same words years later: another event.
    Document("zh-later", "刘宁访问谅山", SMUGGLING_ZH, "zh", "2026-03-01"),
    Document(
        "vi-school",
        "Khai giảng năm học mới",
        "Học sinh cả nước khai giảng năm học mới, nhiều trường học thiếu giáo viên.",
        "vi",
        "2023-09-05",
    ),
    Document(
        "zh-weather",
        "台风登陆",
        "今年第9号台风登陆广东，气象部门发布暴雨预警。",
        "zh",
        "2023-09-05",
    ),
    Document("vi-trade", "", "Chống buôn lậu được tăng cường; nông sản đắt hơn.", "vi"),
    Document("zh-trade", "", "打击走私力度加大，农产品更贵。", "zh"),
    Document("zh-sport", "足球", "中国足球队以2比1战胜对手，观众欢呼。", "zh", "2023-01-01"),
    Document("zh-rice", "粮食", "今年粮食产量增长，农民收入提高。", "zh", "2022-01-01"),
    Document("empty", "", "", "vi"),
]


@pytest.fixture(scope="module", params=["tantivy", "whoosh", "opensearch"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("similar") / request.param
    try:
        build(DOCUMENTS, folder, engine=request.param)
    except IndexProblem as problem:
        pytest.skip(str(problem))
    return Archive(folder)


def ids(archive: Archive, doc_id: str, lang: str = "") -> list[str]:
    return [one.document.id for one in archive.similar(doc_id, lang).found]


def test_the_same_event_is_first_in_either_direction(archive: Archive) -> None:
    assert ids(archive, "vi-smuggling")[0] == "zh-smuggling"
    assert ids(archive, "zh-smuggling")[0] in ("vi-smuggling", "vi-copy")


def test_what_both_say_is_shown_in_both_wordings(archive: Archive) -> None:
    best = archive.similar("vi-smuggling").found[0]
    shared = {(one.wording, one.other) for one in best.shared}
    assert ("Lưu Ninh", "刘宁") in shared
    assert ("3,5 triệu", "350万") in shared
    assert ("28/2/2023", "2023年2月28日") in shared
    assert len(best.shared) <= 8
    assert 0 < best.score <= 1


def test_words_of_the_lexicon_cross(archive: Archive) -> None:
    best = archive.similar("vi-trade").found[0]
    assert best.document.id == "zh-trade"
    shared = {(one.wording, one.other) for one in best.shared}
    assert {("chống buôn lậu", "打击走私"), ("nông sản", "农产品")} <= shared


def test_a_document_of_another_year_tells_of_another_event(archive: Archive) -> None:
    found = {one.document.id: one.score for one in archive.similar("vi-smuggling").found}
    assert found.get("zh-later", 0) < found["zh-smuggling"]


@pytest.mark.parametrize("doc_id", ["vi-school", "zh-sport"])
def test_a_document_without_a_counterpart_has_none(archive: Archive, doc_id: str) -> None:
    assert ids(archive, doc_id) == []


def test_more_like_it_is_without_itself_and_says_what_is_a_copy(archive: Archive) -> None:
    found = archive.similar("vi-smuggling", "vi").found
    assert [(one.document.id, one.is_copy) for one in found] == [("vi-copy", True)]


def test_an_empty_document_is_like_none(archive: Archive) -> None:
    for lang in ("", *LANGUAGES):
        assert ids(archive, "empty", lang) == []


def test_the_list_is_as_long_as_asked(archive: Archive) -> None:
    assert len(archive.similar("zh-smuggling", "vi", 1).found) == 1
    assert archive.similar("zh-smuggling", "vi", 0).found == ()


def test_of_a_long_document_the_beginning_is_read(tmp_path: Path) -> None:
    long = Document("vi-long", "", "Trời mưa to. " * 2_000 + SMUGGLING_VI, "vi", "2023-02-28")
    early = Document("vi-early", "", SMUGGLING_VI + " Trời mưa to." * 2_000, "vi", "2023-02-28")
    build([*DOCUMENTS, long, early], tmp_path / "index")
    archive = Archive(tmp_path / "index")
    assert ids(archive, "vi-early")[:1] == ["zh-smuggling"]
    assert ids(archive, "vi-long") == []


def test_what_is_not_there_is_said(archive: Archive) -> None:
    with pytest.raises(NotThere):
        archive.similar("none")
    with pytest.raises(BadRequest):
        archive.similar("vi-smuggling", "fr")


ARTICLES = Path(__file__).parents[4] / "shared" / "questions"


def articles(lang: str) -> Iterator[Document]:
    """The articles of one language; their ids are the same in both."""
    with gzip.open(ARTICLES / f"ntrex_{lang}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for one in map(json.loads, lines):
            yield Document(f"{lang}-{one['id']}", one["title"], one["body"], lang)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="needs ../shared/questions")
def test_the_counterpart_of_an_article_is_first(tmp_path: Path) -> None:
    documents = [*articles("vi"), *articles("zh")]
    build(documents, tmp_path / "index")
    archive = Archive(tmp_path / "index")
    for lang, other in (("vi", "zh"), ("zh", "vi")):
        own = [one.id for one in documents if one.lang == lang]
        first = sum(ids(archive, one)[:1] == [other + one[2:]] for one in own)
        assert first >= 0.9 * len(own), (lang, first)
