"""What is cited: an address below the site that is given, or words."""

from __future__ import annotations

import pytest

from corpus.document import Document
from search.request import Request
from songngu.assistant.citing import Citing

WHOLE = Document(
    id="a/b",
    title="Tiêu đề\nhai dòng",
    body="",
    lang="vi",
    date="2023-02",
    source="Báo",
    path="tin.jsonl",
    line=4,
)


def test_words_say_all_that_is_known() -> None:
    assert (
        Citing().document(WHOLE, "/doc/a~2Fb", 3)
        == "“Tiêu đề hai dòng”, Báo, 2023-02, p. 3, document a/b (tin.jsonl:4)"
    )


def test_words_leave_out_what_is_not_known() -> None:
    assert Citing().document(Document("x", "", "", "zh"), "/doc/x") == "document x"


def test_an_address_stands_below_the_site() -> None:
    citing = Citing("https://example.org/kho/")
    assert citing.document(WHOLE, "/doc/a~2Fb", 3) == "https://example.org/kho/doc/a~2Fb"
    hit = citing.hit(WHOLE, Request("Lưu Ninh", limit=50), 0)
    assert hit == "https://example.org/kho/doc/a~2Fb?q=Lưu+Ninh"
    assert citing.entity("gate", "huu-nghi") == "https://example.org/kho/gates/huu-nghi"


@pytest.mark.parametrize(
    "wrong",
    ["example.org", "ftp://example.org", "javascript:alert(1)", "https://", "https://a.b/?q=1"],
)
def test_what_is_no_site_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match="is no address of a site"):
        Citing(wrong)
