"""Each tool, asked over standard input and output."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import jsonschema
import pytest
from starlette.testclient import TestClient

from search.archive import Archive
from songngu.assistant.bounds import ENTRIES, MARKS, MENTIONS, SHORT
from web.app import create_app

ROOT = Path(__file__).resolve().parents[3]

CALLS: list[tuple[str, dict[str, Any]]] = [
    ("search", {"query": "Lưu Ninh"}),
    ("search", {"query": "luu ninh", "lang": ["zh"], "gate": ["友谊关"], "from": "2019"}),
    ("search", {"limit": 0}),
    ("concordance", {"query": "Hữu Nghị", "sort": "left", "limit": 5}),
    ("mentions", {"entity": "刘宁", "lang": "vi"}),
    ("mentions", {"entity": "Hữu Nghị", "side": "both", "label": "other"}),
    ("document", {"id": "long", "query": "từ ngữ"}),
    ("gate", {"name": "Hữu Nghị", "side": "both"}),
    ("gate", {"name": "huu-nghi"}),
    ("person", {"name": "Lưu Ninh"}),
    ("complete", {"text": "luu n"}),
]


@pytest.fixture(scope="module")
def interface(index: Path) -> Iterator[TestClient]:
    with TestClient(create_app(Archive(index)), base_url="http://localhost") as client:
        yield client


def some_id(assistant: Any, query: str) -> str:
    found: str = assistant.answer("search", query=query, limit=1)["hits"][0]["id"]
    return found


def test_every_tool_is_listed_and_only_reads(assistant: Any) -> None:
    tools = assistant.tools()
    assert list(tools) == [
        *("search", "concordance", "mentions", "document", "gate", "person", "similar", "complete")
    ]
    for tool in tools.values():
        assert tool.annotations.read_only_hint
        assert tool.description
        assert tool.output_schema["properties"]["index"]
        jsonschema.Draft202012Validator.check_schema(tool.input_schema)


def test_every_tool_and_argument_is_documented(assistant: Any) -> None:
    page = (ROOT / "docs" / "mcp.md").read_text("utf-8")
    rows = {row.split("`")[1]: row for row in page.splitlines() if row.startswith("| `")}
    assert rows.keys() == assistant.tools().keys()
    rows["concordance"] += rows["search"]
    for name, tool in assistant.tools().items():
        arguments = tool.input_schema["properties"]
        assert [one for one in arguments if f"`{one}`" not in rows[name]] == []


@pytest.mark.parametrize(("tool", "arguments"), CALLS)
def test_an_answer_is_what_its_schema_says(
    assistant: Any, tool: str, arguments: dict[str, Any]
) -> None:
    answer = assistant.answer(tool, **arguments)
    listed = assistant.tools()[tool]
    jsonschema.validate(answer, listed.output_schema)
    jsonschema.validate(arguments, listed.input_schema)
    assert answer["index"]["documents"] == 127
    assert answer["index"]["version"]


def test_similar_documents_are_of_the_other_language(assistant: Any) -> None:
    hits = assistant.answer("search", query="Hữu Nghị", lang=["vi"], limit=20)["hits"]
    answers = [assistant.answer("similar", id=hit["id"]) for hit in hits]
    schema = assistant.tools()["similar"].output_schema
    found = [one for answer in answers for one in answer["documents"]]
    assert found
    assert {one["lang"] for one in found} == {"zh"}
    assert all(one["cite"] for one in found)
    for answer in answers:
        jsonschema.validate(answer, schema)


# The same as the JSON interface


def test_a_search_is_that_of_the_interface(assistant: Any, interface: TestClient) -> None:
    asked = "q=Hữu+Nghị&lang=vi&from=2021&gates=huu-nghi&pair=1&limit=5&offset=2"
    wanted = interface.get(f"/api/search?{asked}").json()
    filters = {"lang": "vi", "from": "2021", "gate": "Hữu Nghị"}
    found = assistant.answer("search", query="Hữu Nghị", pair=True, limit=5, offset=2, **filters)
    for name, values in wanted.pop("facets").items():
        assert found["facets"][name] == values[:SHORT]
        assert found["more"].get(name, 0) == max(0, len(values) - SHORT)
    for hit, expected in zip(found["hits"], wanted.pop("hits"), strict=True):
        for name in ("spans", "mentions"):
            assert hit[name] == expected.pop(name)[:MARKS]
        assert {name: hit[name] for name in expected} == expected
    assert {name: found[name] for name in wanted} == wanted


def test_a_document_is_that_of_the_interface(assistant: Any, interface: TestClient) -> None:
    doc_id = some_id(assistant, "Lưu Ninh")
    wanted = interface.get(f"/api/doc/{quote(doc_id)}?q=Lưu+Ninh").json()
    found = assistant.answer("document", id=doc_id, query="Lưu Ninh", length=20_000)
    assert wanted["spans"]
    assert {name: found[name] for name in wanted} == wanted
    assert (found["start"], found["end"]) == (0, found["length"])


def test_similar_and_complete_are_those_of_the_interface(
    assistant: Any, interface: TestClient
) -> None:
    doc_id = some_id(assistant, "Hữu Nghị")
    wanted = interface.get(f"/api/doc/{quote(doc_id)}/similar?limit=5").json()
    found = assistant.answer("similar", id=doc_id)
    assert [{**one, "cite": ""} for one in found["documents"]] == [
        {**one, "cite": ""} for one in wanted["documents"]
    ]
    suggested = interface.get("/api/suggest?q=luu").json()
    # Without a site there is no page to lead to.
    assert assistant.answer("complete", text="luu")["suggestions"] == [
        {**one, "url": ""} for one in suggested
    ]


@pytest.mark.parametrize("name", ["Hữu Nghị", "Lưu Ninh"])
def test_mentions_are_those_of_the_interface(
    assistant: Any, interface: TestClient, name: str
) -> None:
    asked = {"entity": name, "format": "jsonl", "about": 0}
    rows = interface.get("/api/mentions", params=asked).text
    count = sum('"label": "other"' not in row for row in rows.splitlines())
    found = assistant.answer("mentions", entity=name, limit=200)
    assert found["total"] == len(found["lines"]) == count
    labels = assistant.answer("gate" if name == "Hữu Nghị" else "person", name=name)["labels"]
    assert sum(count for label, count in labels.items() if label != "other") == found["total"]


# Places in the text


def body_of(assistant: Any, doc_id: str) -> dict[str, str]:
    start, text = 0, ""
    while True:
        answer = assistant.answer("document", id=doc_id, start=start, length=20_000)
        text += answer["body"]
        start = answer["end"]
        if start == answer["length"]:
            return {"title": answer["title"], "body": text}


@pytest.mark.parametrize("query", ["Lưu Ninh", "Hữu Nghị", "Xuân Hương"])
def test_every_place_points_at_the_original_text(assistant: Any, query: str) -> None:
    answer = assistant.answer("search", query=query, limit=20)
    assert answer["hits"]
    for hit in answer["hits"]:
        text = body_of(assistant, hit["id"])
        for passage in hit["snippets"]:
            assert text[passage["field"]][passage["start"] : passage["end"]] == passage["text"]
        for mention in hit["mentions"]:
            assert text[mention["field"]][mention["start"] : mention["end"]] == mention["surface"]
    lines = assistant.answer("concordance", query=query, limit=100)["lines"]
    assert lines
    texts = {doc: body_of(assistant, doc) for doc in {line["doc"] for line in lines}}
    for line in lines:
        text = texts[line["doc"]][line["field"]]
        assert text[line["start"] : line["end"]] == line["surface"]
        assert line["left"].endswith(text[max(0, line["start"] - 5) : line["start"]][-1:].strip())


def test_the_lines_of_a_dossier_point_at_the_original_text(assistant: Any) -> None:
    lines = assistant.answer("mentions", entity="Hữu Nghị", side="both", limit=50)["lines"]
    assert {line["lang"] for line in lines} == {"vi", "zh"}
    for line in lines:
        text = body_of(assistant, line["doc"])[line["field"]]
        assert text[line["start"] : line["end"]] == line["surface"]


def test_a_long_document_is_read_span_by_span(assistant: Any) -> None:
    whole = body_of(assistant, "long")["body"]
    assert whole == "Từ ngữ. " * 4_000
    part = assistant.answer("document", id="long", query="từ ngữ", start=24_000, length=400)
    assert part["body"] == whole[24_000:24_400]
    assert all(24_000 <= span["start"] < 24_400 for span in part["spans"])
    assert len(part["spans"]) == 50
    behind = assistant.answer("document", id="long", start=10**9)
    assert (behind["body"], behind["start"]) == ("", len(whole))


def test_what_is_left_out_is_counted(assistant: Any) -> None:
    part = assistant.answer("document", id="long", query="từ ngữ", length=20_000)
    assert len(part["spans"]) == MENTIONS
    assert part["more"]["spans"] == 20_000 // 8 - MENTIONS
    (hit,) = assistant.answer("search", query='"từ ngữ" 2021..2021')["hits"]
    assert len(hit["spans"]) == MARKS
    assert hit["more"]["spans"] > 3_900
    dossier = assistant.answer("gate", name="Hữu Nghị", side="both")
    assert dossier["more"] == {}
    assert len(dossier["forms"]) <= ENTRIES


# What is cited


def test_without_a_site_answers_cite_in_words(assistant: Any) -> None:
    hit = assistant.answer("search", query="Lưu Ninh", limit=1)["hits"][0]
    for part in (hit["title"], hit["source"], hit["date"], hit["id"]):
        assert part
        assert part in hit["cite"]
    assert assistant.answer("person", name="Lưu Ninh")["cite"] == ""


def test_with_a_site_answers_cite_its_pages(start: Any, index: Path, interface: TestClient) -> None:
    linking = start("--index", index, "--base-url", "http://localhost/")
    doc_id = "a/../b?c#d~%2F"
    cited = [
        *(hit["cite"] for hit in linking.answer("search", query="Xuân Hương")["hits"]),
        linking.answer("concordance", query="Xuân Hương", limit=1)["lines"][0]["cite"],
        linking.answer("document", id=doc_id)["cite"],
        linking.answer("document", id=doc_id, query="Xuân Hương")["cite"],
        linking.answer("mentions", entity="Lưu Ninh", limit=1)["lines"][0]["cite"],
        linking.answer("mentions", entity="Lưu Ninh", limit=1)["cite"],
        linking.answer("gate", name="Hữu Nghị")["cite"],
        linking.answer("person", name="Lưu Ninh")["cite"],
    ]
    for url in cited:
        assert url.startswith("http://localhost/")
        page = interface.get(url)
        assert page.status_code == 200, url
    assert "<mark" in interface.get(cited[0]).text
