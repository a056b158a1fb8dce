"""The JSON interface is what its description promises, and the same as the pages."""

import json
import re
from urllib.parse import quote

import pytest
from msgspec.structs import asdict
from starlette.testclient import TestClient

from indexer import fields
from search.answer.serializers import results_json
from search.archive import Archive
from search.completion.completions import TYPED_LIMIT
from search.request import Request, to_query
from search.similar.serializers import similar_json
from search.similar.similar_documents import LANGUAGES as SIMILAR_LANGUAGES
from web.http.suggestion_urls import suggestion_url
from web.routes.api_models import (
    ArchiveAnswer,
    DocumentAnswer,
    ErrorAnswer,
    SearchAnswer,
    SimilarAnswer,
    SuggestionShape,
)
from web.routes.profile_models import ProfileAnswer

QUERIES = ["luu ninh", "刘宁", "cửa khẩu Hữu Nghị", "", "zxqv", "Lưu Ninh -友谊"]


def test_answers_have_the_promised_shape(client: TestClient) -> None:
    for query in QUERIES:
        answer = client.get("/api/search", params={"q": query}).json()
        SearchAnswer.model_validate(answer)
    ArchiveAnswer.model_validate(client.get("/api/overview").json())


def test_the_answer_is_that_of_the_command_line(client: TestClient, archive: Archive) -> None:
    for query in QUERIES:
        answer = client.get("/api/search", params={"q": query}).json()
        assert answer == results_json(archive.results(Request(query)))


def test_suggestions_are_those_of_the_archive(client: TestClient, archive: Archive) -> None:
    for text in ("lưu n", "luu", "刘", "友", "cửa kh", "", "zzzz"):
        answer = client.get("/api/suggest", params={"q": text, "limit": "5"})
        assert answer.status_code == 200
        found = archive.completions(text, 5)
        assert answer.json() == [asdict(one) | {"url": suggestion_url(one)} for one in found]
        for one in answer.json():
            SuggestionShape.model_validate(one)
    assert client.get("/api/suggest").json() == []
    assert client.get("/api/suggest?q=l&limit=").json() == client.get("/api/suggest?q=l").json()
    assert len(client.get("/api/suggest?q=l&limit=2").json()) == 2


def test_suggestions_refuse_what_cannot_be_meant(client: TestClient) -> None:
    for query, code in {
        f"q={'a' * (TYPED_LIMIT + 1)}": "query_too_long",
        "q=a&limit=21": "bad_number",
        "q=a&limit=-1": "bad_number",
        "q=a&limit=x": "bad_number",
    }.items():
        answer = client.get(f"/api/suggest?{query}")
        assert answer.status_code == 400
        assert ErrorAnswer.model_validate(answer.json()).error.code == code


def test_a_suggested_name_is_found_when_it_is_asked(client: TestClient) -> None:
    first = client.get("/api/suggest", params={"q": "lưu nin"}).json()[0]
    assert (first["text"], first["kind"], first["other"]) == ("Lưu Ninh", "person", "刘宁")
    answer = client.get("/api/search", params={"people": first["id"]}).json()
    assert answer["total"] == first["count"] > 0


def test_a_document_gives_its_text_and_where_it_matches(client: TestClient) -> None:
    hit = client.get("/api/search?q=luu+ninh&lang=vi").json()["hits"][0]
    view = client.get(f"/api/doc/{quote(hit['id'], safe='')}?q=luu+ninh").json()
    DocumentAnswer.model_validate(view)
    assert view["spans"] == hit["spans"]
    for span in view["spans"]:
        text = view[span["field"]][span["start"] : span["end"]]
        assert text.lower() in ("lưu ninh", "刘宁", "劉寧")


@pytest.mark.parametrize("filters", ["", "lang=zh", "year=2023&off=刘宁", "label=other"])
def test_a_profile_a_file_and_a_page_give_the_same_numbers(
    client: TestClient, filters: str
) -> None:
    answer = client.get(f"/api/entities/liu-ning?{filters}").json()
    ProfileAnswer.model_validate(answer)
    label = "" if "label=" in filters else "&label=meant"
    lines = client.get(f"/api/mentions?entity=liu-ning&about=0&{filters}{label}").text.splitlines()
    documents = {json.loads(line)["doc"] for line in lines}
    assert answer["documents"] == len(documents)
    page = client.get(f"/people/liu-ning?{filters}").text
    assert f"<dt>{len(documents)} tài liệu</dt><dd>{len(lines)} lần nhắc" in page


def test_a_profile_of_nobody_is_not_there(client: TestClient) -> None:
    assert client.get("/api/entities/nobody-at-all").status_code == 404
    assert client.get("/api/entities/liu-ning?label=colour").status_code == 400


def test_the_stored_text_is_given_whole(client: TestClient, archive: Archive) -> None:
    view = client.get("/api/doc/mau-url?q=刘宁").json()
    assert view["body"].strip() == ("刘宁 " * 80).strip()


def test_similar_documents_are_those_of_the_command_line(
    client: TestClient, archive: Archive
) -> None:
    hits = client.get("/api/search?q=刘宁&limit=20").json()["hits"]
    answers = []
    for hit in hits:
        address = f"/api/doc/{quote(hit['id'], safe='')}/similar"
        for lang in ("", *SIMILAR_LANGUAGES):
            answer = client.get(address, params={"lang": lang, "limit": 3}).json()
            SimilarAnswer.model_validate(answer)
            assert answer == similar_json(archive.similar(hit["id"], lang, 3))
            answers += answer["documents"]
    assert any(one["shared"] for one in answers)
    for wrong, code in (("?lang=fr", "bad_language"), ("?limit=x", "bad_number")):
        assert client.get(f"{address}{wrong}").json()["error"]["code"] == code
    assert client.get("/api/doc/none/similar").status_code == 404


def test_errors_have_a_code_and_a_message_in_the_language_asked_for(client: TestClient) -> None:
    for language, words in {"vi": "Dấu ngoặc", "zh": "括号", "en": "bracket"}.items():
        answer = client.get("/api/search?q=(", headers={"accept-language": language})
        assert answer.status_code == 400
        error = ErrorAnswer.model_validate(answer.json()).error
        assert error.code == "unbalanced"
        assert words in error.message
    missing = client.get("/api/doc/none")
    assert missing.status_code == 404
    assert missing.json()["error"]["code"] == "no_document"
    assert client.get("/api/none").json()["error"]["code"] == "no_page"


def test_openapi_describes_every_parameter_of_a_request(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert set(described["paths"]) == {
        "/api/search",
        "/api/doc/{doc_id}",
        "/api/doc/{doc_id}/similar",
        "/api/overview",
        "/api/suggest",
        "/api/mentions",
        *(f"/api/{name}" for name in ("compare", "compare-table", "compare-picture")),
        *(f"/api/{name}" for name in ("sides", "sides-table")),
        "/api/concordance",
        "/api/names",
        "/api/results",
        "/api/facets",
        "/api/years",
        "/api/gates",
        "/api/people",
        "/api/corrections",
        "/api/entities/{entity_id}",
        "/api/citations",
        "/api/doc/{doc_id}/citation",
    }
    parameters = {row["name"] for row in described["paths"]["/api/search"]["get"]["parameters"]}
    asked = Request(
        "x",
        filters=dict.fromkeys(fields.FACETS, ("1",)),
        excluded=dict.fromkeys(fields.FACETS, ("2",)),
        since="2019",
        until="2020",
        sorting="newest",
        offset=1,
        limit=1,
        off=frozenset("a"),
        on=frozenset("a"),
        without=frozenset({"han"}),
        reading="x",
        pair=True,
        meaning=True,
        folded=False,
        story="x",
    )
    assert parameters == {name for name, _ in to_query(asked)}
    document = described["paths"]["/api/doc/{doc_id}"]["get"]["parameters"]
    assert {row["name"] for row in document} == parameters | {"doc_id"}


def test_pages_that_load_scripts_from_elsewhere_are_not_served(client: TestClient) -> None:
    assert client.get("/docs").status_code == 404
    assert client.get("/redoc").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/api/search?limit=1000&",
        "/api/concordance?about=0&",
        "/api/citations?format=csl&",
        "/feed?",
    ],
)
def test_what_is_excluded_is_in_no_answer_and_no_file(
    client: TestClient, archive: Archive, path: str
) -> None:
    # Only these two languages are in the samples, so what is left is what the other choice keeps.
    asked = f"{path}q=hội đàm&folded=0"
    left, kept = (
        re.sub(r"<updated>[^<]*|urn:uuid:[^<]*|-?lang=\w\w", "", client.get(f"{asked}&{one}").text)
        for one in ("-lang=zh", "lang=vi")
    )
    assert len(archive.results(Request("hội đàm", excluded={"lang": ("zh",)})).hits) > 3
    if path.startswith("/api/search"):
        assert json.loads(left)["hits"] == json.loads(kept)["hits"]
    else:
        assert left == kept
    assert len(left) < len(client.get(asked).text)


def test_years_and_months_have_their_documents_by_language(client: TestClient) -> None:
    found = client.get("/api/search?q=&-lang=vi").json()["facets"]
    for name in ("year", "month"):
        assert found[name]
        for row in found[name]:
            assert sum(row["languages"].values()) == row["count"]
            assert "vi" not in row["languages"]
    assert "languages" not in found["lang"][0]
