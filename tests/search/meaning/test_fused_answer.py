"""A request by meaning: what is found, by which of the two, and what is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.meaning.embedding import embed
from indexer.meaning.models import open_model
from indexer.meaning.vector_state import FOLDER, STATE
from indexer.pipeline.indexing import build
from indexer.pipeline.removal import remove
from search.answer.models import Results
from search.archive import Archive
from search.meaning import fused_answer
from search.request import Request
from search.request_errors import BadRequest
from tests.cluster import EMBEDDED

pytestmark = pytest.mark.usefixtures("word_model")

DOCUMENTS = [
    Document("vi-1", "Cơn gió lạ ở tỉnh", "Khám cho trẻ em.", "vi", "2020-01-01"),
    Document("vi-2", "Tàu hoả", "Ga đông khách.", "vi", "2021-01-01", source="báo"),
    Document("zh-1", "怪风", "儿童看病。", "zh", "2022-01-01", source="报"),
    Document("zh-2", "水果", "市场开门。", "zh", "2023-01-01"),
]


@pytest.fixture(scope="module", params=EMBEDDED)
def made(request: pytest.FixtureRequest, word_model: None, tmp_path_factory: object) -> Path:
    folder: Path = tmp_path_factory.mktemp("meaning") / "index"  # type: ignore[attr-defined]
    build(DOCUMENTS, folder, request.param)
    embed(folder, open_model("words"))
    return folder


@pytest.fixture
def index(made: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    shutil.copytree(made, tmp_path / "index")
    return tmp_path / "index"


def asked(folder: Path, query: str, **choices: object) -> Results:
    return Archive(folder).results(Request(query, meaning=True, **choices))  # type: ignore[arg-type]


def found(results: Results) -> dict[str, str]:
    return {hit.id: hit.found_by for hit in results.hits}


def test_each_hit_says_which_of_the_two_found_it(made: Path) -> None:
    results = asked(made, "cơn gió lạ")
    assert found(results) == {
        "vi-1": "both",
        "zh-1": "meaning",
        "vi-2": "meaning",
        "zh-2": "meaning",
    }
    assert [hit.id for hit in results.hits][:2] == ["vi-1", "zh-1"]
    assert (results.total, results.by_meaning) == (1, 3)


def test_without_asking_for_meaning_nothing_changes(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path / "index")
    shutil.rmtree(tmp_path / "index" / FOLDER)
    request = Request("cơn gió lạ")
    assert Archive(made).results(request) == Archive(tmp_path / "index").results(request)
    assert found(Archive(made).results(request)) == {"vi-1": ""}


def test_filters_and_dates_hold_for_what_meaning_found(made: Path) -> None:
    assert found(asked(made, "cơn gió lạ", filters={"lang": ("zh",)})).keys() == {"zh-1", "zh-2"}
    assert found(asked(made, "cơn gió lạ", since="2021", until="2022")).keys() == {"vi-2", "zh-1"}
    only = asked(made, "cơn gió lạ", filters={"lang": ("zh",), "source": ("报",)})
    assert found(only) == {"zh-1": "meaning"}


def test_a_narrow_filter_looks_further_than_the_nearest(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.meaning.meaning_lists.LIMIT", 1)
    assert found(asked(made, "cơn gió lạ", filters={"lang": ("zh",)})) == {"zh-1": "meaning"}


def test_pages_follow_each_other(made: Path) -> None:
    whole = [hit.id for hit in asked(made, "cơn gió lạ").hits]
    pages = [asked(made, "cơn gió lạ", offset=at, limit=2) for at in (0, 2, 4)]
    assert [hit.id for page in pages for hit in page.hits] == whole
    assert pages[1].request == Request("cơn gió lạ", offset=2, limit=2, meaning=True)
    every = Archive(made).every_id(Request("cơn gió lạ", meaning=True))
    assert [hit.id for hit in every] == whole


def test_hits_by_words_after_those_that_are_fused_stand_once(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fused_answer, "LEXICAL", 1)
    results = asked(made, "khám")
    every = [hit.id for hit in Archive(made).every_id(Request("khám", meaning=True))]
    assert sorted(every) == sorted({one.id for one in DOCUMENTS})
    assert len(results.hits) == len(found(results))


def test_a_removed_document_is_no_hit_though_its_vector_is_there(index: Path) -> None:
    remove(index, ["zh-1"])
    assert "zh-1" not in found(asked(index, "cơn gió lạ"))


def test_an_index_made_anew_keeps_its_vectors_and_shows_what_it_holds(index: Path) -> None:
    build(DOCUMENTS[:2], index / "other")
    shutil.copytree(index / FOLDER, index / "other" / FOLDER)
    assert found(asked(index / "other", "cơn gió lạ")).keys() == {"vi-1", "vi-2"}


def test_a_document_without_a_vector_is_found_by_its_words(index: Path) -> None:
    build([Document("new", "Cơn gió lạ mới", "", "vi", "2024")], index, Archive(index).engine_name)
    assert found(asked(index, "cơn gió lạ"))["new"] == "words"


def test_new_vectors_are_seen_by_an_archive_that_is_open(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.meaning.meaning_lists.REST", 0)
    archive = Archive(index)
    request = Request("cơn gió lạ", meaning=True)
    archive.results(request)
    build([Document("new", "Cơn gió lạ mới", "", "vi", "2024")], index, Archive(index).engine_name)
    embed(index, open_model("words"))
    assert found(archive.results(request))["new"] == "both"


@pytest.mark.parametrize(
    ("query", "choices", "code"),
    [
        ("gió lạ -tỉnh", {}, "meaning_operators"),
        ("title:gió", {}, "meaning_operators"),
        ("gió OR lạ", {}, "meaning_operators"),
        ("cơn gió lạ", {"sorting": "newest"}, "meaning_newest"),
    ],
)
def test_where_meaning_cannot_be_asked_a_notice_says_so(
    made: Path, query: str, choices: dict[str, str], code: str
) -> None:
    results = asked(made, query, **choices)
    assert code in [notice.code for notice in results.notices]
    without = Archive(made).results(Request(query, **choices))  # type: ignore[arg-type]
    assert [hit.id for hit in results.hits] == [hit.id for hit in without.hits]


def test_quoted_words_have_a_meaning_too(made: Path) -> None:
    assert found(asked(made, '"cơn gió lạ" trẻ'))["zh-1"] == "meaning"


def test_an_empty_query_finds_everything_as_ever(made: Path) -> None:
    assert asked(made, "").total == 4
    assert asked(made, "").notices == ()


def test_without_vectors_one_sentence_says_what_to_do(index: Path) -> None:
    shutil.rmtree(index / FOLDER)
    assert not Archive(index).has_vectors
    with pytest.raises(BadRequest, match="Make them with songngu embed") as caught:
        asked(index, "cơn gió lạ")
    assert caught.value.code == "no_vectors"


def test_without_the_model_one_sentence_says_what_to_do(
    index: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert Archive(index).has_vectors
    path = index / FOLDER / STATE
    monkeypatch.setattr("indexer.meaning.models.entry_points", lambda group: ())
    assert path.exists()
    with pytest.raises(BadRequest, match="There is no model 'words' here") as caught:
        asked(index, "cơn gió lạ")
    assert caught.value.code == "no_model"
