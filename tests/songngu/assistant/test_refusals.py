"""What the tools refuse, and what they take of hostile input."""

from __future__ import annotations

from typing import Any

import pytest
from mcp.shared.exceptions import MCPError

from bench.hostile import QUERIES


@pytest.mark.parametrize(
    ("tool", "arguments", "said"),
    [
        ("search", {"query": "(("}, "bracket"),
        ("search", {"query": "x" * 2_001}, "at most 2000"),
        ("search", {"query": 5}, "query: Input should be a valid string"),
        ("search", {"yaer": ["2023"]}, "There is no argument 'yaer': search takes query, pair"),
        ("search", {"year": ["MMXX"]}, "year.0"),
        ("search", {"lang": ["french"]}, "lang.0"),
        ("search", {"limit": 51}, "limit: Input should be less than or equal to 50"),
        ("search", {"limit": -1}, "limit"),
        ("search", {"offset": "many"}, "offset"),
        ("search", {"from": "last year"}, "is no date. Write 2023"),
        ("search", {"gate": ["Lưu Ninh"]}, "names nothing of this kind"),
        ("search", {"person": ["không ai cả"]}, "Nothing is known as 'không ai cả'"),
        ("search", {"source": ["x"] * 21}, "at most 20"),
        ("concordance", {"query": "a", "sort": "best"}, "sort"),
        ("concordance", {"query": "a", "limit": 201}, "limit"),
        ("mentions", {}, "entity: Field required"),
        ("mentions", {"entity": "x" * 201}, "entity"),
        ("mentions", {"entity": "Hữu Nghị", "side": "LA"}, "There is no side 'LA'"),
        ("mentions", {"entity": "Hữu Nghị", "kind": "person"}, "names nothing of this kind"),
        ("document", {"id": "nope"}, "There is no document 'nope'"),
        ("document", {"id": "long", "length": 20_001}, "length"),
        ("gate", {"name": "Lạng Sơn"}, "names nothing of this kind"),
        ("gate", {"name": ""}, "name"),
        ("person", {"name": "友谊关"}, "names nothing of this kind"),
        ("similar", {"id": "nope"}, "There is no document"),
        ("similar", {"id": "long", "lang": "fr"}, "lang"),
        ("complete", {"text": "x" * 201}, "at most 200"),
    ],
)
def test_what_is_wrong_is_said(
    assistant: Any, tool: str, arguments: dict[str, Any], said: str
) -> None:
    assert said in assistant.error(tool, **arguments)


def test_a_tool_that_there_is_not_is_refused(assistant: Any) -> None:
    with pytest.raises(MCPError, match="There is no tool 'drop'"):
        assistant.call("drop", {})


def test_hostile_input_is_answered_or_refused(assistant: Any) -> None:
    texts = [
        *QUERIES[::16],
        "<script>alert(1)</script>",
        "\u202e\u2066\u0000\ufeff",
        "'; DROP TABLE documents; --",
        "../../etc/passwd",
        "[" * 1_000,
        "😀" * 500,
    ]
    for text in texts:
        for tool, name in (("search", "query"), ("concordance", "query"), ("complete", "text")):
            result = assistant.call(tool, {name: text})
            assert result.is_error == (result.structured_content is None)
        for tool, name in (("gate", "name"), ("mentions", "entity"), ("document", "id")):
            assert assistant.call(tool, {name: text}).content
    assert assistant.answer("search", query="Lưu Ninh")["total"]


def test_a_list_may_come_as_one_value_or_as_text(assistant: Any) -> None:
    asked = [["2023"], "2023", 2023, '["2023"]']
    totals = {assistant.answer("search", query="Lưu Ninh", year=one)["total"] for one in asked}
    assert len(totals) == 1
    assert totals != {assistant.answer("search", query="Lưu Ninh")["total"]}


def test_a_hostile_document_is_given_as_it_is(assistant: Any) -> None:
    answer = assistant.answer("document", id="a/../b?c#d~%2F", query="春香")
    assert answer["title"] == "<script>alert(1)</script> \u202eevil"
    assert [answer["body"][one["start"] : one["end"]] for one in answer["spans"]][:2] == [
        "Xuân Hương",
        "春香",
    ]
