"""The pass over an archive: whatever the order, holding little, asking the model once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.document import Document
from indexer.analysis.lac_model import TaggedWords
from indexer.ner.chinese import known_names
from indexer.ner.chinese.candidates import CONTEXT, LONGEST_WINDOW, candidate_windows
from indexer.ner.evidence.document_evidence import evidence_in
from indexer.ner.evidence.known_people import People, gather
from indexer.ner.evidence.text_cache import TextCache

TEXTS = [
    "HLV Diego Alves nói. Đội bóng Celta Vigo thắng. Lực lượng cảnh sát tới.",
    "HLV Diego Alves cười. CLB Celta Vigo thua.",
    "Ông Donald Trump gặp Chủ tịch Trần Đại Quang (陈大光) tại Hà Nội.",
    "越南国家主席苏林会见客人，苏林表示欢迎。Ông Tô Lâm cảm ơn.",
    "央视记者钱运录报道。副主席钱运录主持。",
    "今天，苏林总书记到访。钱运录出席。",
    "今天天气很好。",
    "越南国家主席苏林会见客人，苏林表示欢迎。",
]
DOCUMENTS = [Document(str(at), text, text, "vi") for at, text in enumerate(TEXTS)]


@pytest.fixture(scope="module")
def people() -> People:
    return gather(DOCUMENTS)


@settings(max_examples=20)
@given(documents=st.permutations(DOCUMENTS))
def test_the_order_of_documents_changes_nothing(people: People, documents: list[Document]) -> None:
    assert gather(documents) == people


@given(texts=st.permutations([f"Tin {at} nhà ở." * (at % 4 + 1) for at in range(20)]))
def test_the_texts_held_are_bounded_and_the_same_whatever_the_order(texts: list[str]) -> None:
    runs = [TextCache(100), TextCache(100)]
    for one, order in zip(runs, (texts, sorted(texts)), strict=True):
        for text in order:
            document = Document("x", "", text, "vi")
            one.add(document, evidence_in(document))
            assert sum(map(len, one.texts.values())) <= 100 + max(map(len, texts))
    assert runs[0].texts == runs[1].texts


def test_few_windows_of_a_word_are_held() -> None:
    cache = TextCache()
    for at in range(50):
        document = Document("x", "", f"第{at}天，客人欢迎钱运录。", "zh")
        cache.add(document, evidence_in(document))
    assert len(cache.windows) == known_names.MOST_WINDOWS


def test_a_window_is_bounded() -> None:
    for window, words in candidate_windows("苏林、陈刚、" * 200 + "今天" * 300 + "苏林"):
        assert len(window) <= LONGEST_WINDOW + 4 * CONTEXT
        assert all(word in window for word in words)


def test_what_was_answered_is_not_asked_again(
    people: People, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def model(given: Iterable[str], _: int) -> Iterator[tuple[str, TaggedWords]]:
        asked.extend(given)
        return iter(())

    monkeypatch.setattr(known_names, "tagged", model)
    assert gather(DOCUMENTS, people) == people
    assert not asked
    gather([*DOCUMENTS, Document("new", "", "副主席陈元刚主持。", "zh")], people)
    assert asked == ["副主席陈元刚主持"]


def test_both_languages_of_a_text_are_read(people: People) -> None:
    assert people.vietnamese.is_person(("tô", "lâm"))
    assert people.vietnamese.is_person(("diego", "alves"))
    assert people.vietnamese.is_other(("celta", "vigo"))
    assert {"苏林", "陈大光"} <= set(people.chinese.names())
    assert people.documents == len(DOCUMENTS)
