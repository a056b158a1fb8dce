"""Foreign names cross by list and by sound; only what exists, and what is sure unasked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.document import Document
from indexer.analysis.tokens import analyse
from indexer.engines import ENGINES
from indexer.engines.protocol import Reader
from indexer.pipeline.indexing import build
from search.archive import Archive
from search.expansion.sound_search import LONGEST_WORD, han_by_sound, words_by_sound
from search.expansion.transliteration import transliterated
from search.names.name_lookup import NameLookup
from search.request import Request
from search.terms.forms import FormKind
from search.terms.query_term import QueryTerm, quoted_term, term_of
from synonyms.gazetteer import load
from synonyms.readings import Weight

NAMES = Path(__file__).parent / "data" / "foreign_names.tsv"

DOCUMENTS = [
    Document("vi-witkoff", "Đặc phái viên", "Ông Steve Witkoff đến Moskva.", "vi"),
    Document("zh-witkoff", "特使", "美国特使威特科夫抵达莫斯科。", "zh"),
    Document("vi-robart", "Thẩm phán", "Thẩm phán James Robart chặn sắc lệnh.", "vi"),
    Document("zh-robart", "法官", "联邦法官詹姆斯·罗巴特作出裁决。", "zh"),
    Document("vi-spicer", "Họp báo", "Phát ngôn viên Sean Spicer họp báo.", "vi"),
    Document("zh-spicer", "发言人", "白宫发言人斯派塞说。", "zh"),
    Document("vi-mistura", "Đặc phái viên", "Ông Staffan de Mistura đến Geneva.", "vi"),
    Document("zh-mistura", "特使", "联合国特使德米斯图拉访问叙利亚。", "zh"),
    # Two of one surname, of whom only one is asked for.
    Document("vi-smith", "Tin", "Ông Adam Smith viết sách.", "vi"),
    *(Document(f"smith-{at}", "Tin", "Ông Will Smith đóng phim.", "vi") for at in range(20)),
    Document("zh-smith", "演员", "史密斯主演新片。", "zh"),
    # A title in capitals whose last word could be spelt by sound.
    Document("vi-island", "Phim", "Phim Skull Island quay ở Ninh Bình.", "vi"),
    *(Document(f"island-{at}", "Tin", "Đảo Coral Island rất đẹp.", "vi") for at in range(3)),
    Document("zh-islam", "新闻", "伊斯兰国家开会。", "zh"),
    # Capitalised and not, a common word.
    Document("vi-grant", "Tin", "Khoản grant này là grant nhỏ.", "vi"),
    Document("zh-grant", "演员", "格兰特主演。", "zh"),
    Document("vi-nguyen", "Tin", "Ông Lưu Ninh gặp ông Nguyễn Văn An.", "vi"),
    Document("zh-liu", "会见", "刘宁会见客人。", "zh"),
]


@pytest.fixture(scope="module", params=sorted(ENGINES))
def foreign(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Archive:
    folder = tmp_path_factory.mktemp("foreign") / "index"
    build(DOCUMENTS, folder, engine=request.param)
    return Archive(folder)


@pytest.fixture
def reader(foreign: Archive) -> Iterator[Reader]:
    with foreign.reading() as snapshot:
        yield snapshot


@pytest.fixture(scope="module")
def aliases() -> NameLookup:
    return NameLookup(load())


def part(text: str) -> QueryTerm:
    tokens = analyse(text)
    return term_of(text, tokens, 0, len(tokens))


def crossed(reader: Reader, names: NameLookup, text: str) -> dict[str, bool]:
    """Return each form with whether it is searched unasked."""
    forms = transliterated(reader, names, part(text))
    assert all(form.kind == FormKind.TRANSLITERATION for form in forms)
    assert {form.weight for form in forms} <= {0, Weight.RARE}
    return {form.shown: form.weight == 0 for form in forms}


def ids(archive: Archive, query: str) -> set[str]:
    return {hit.id for hit in archive.every_id(Request(query))}


@pytest.mark.parametrize(
    ("query", "form"),
    [
        ("Steve Witkoff", "威特科夫"),
        ("Witkoff", "威特科夫"),
        ("steve witkoff", "威特科夫"),
        ("James Robart", "詹姆斯罗巴特"),
        ("Sean Spicer", "斯派塞"),
        ("Staffan de Mistura", "米斯图拉"),
        ("威特科夫", "Witkoff"),
        ("詹姆斯·罗巴特", "James Robart"),
        ("斯派塞", "Spicer"),
        ("德米斯图拉", "de mistura"),
    ],
)
def test_a_name_has_its_form_in_the_other_script(
    reader: Reader, aliases: NameLookup, query: str, form: str
) -> None:
    assert crossed(reader, aliases, query).get(form) is True


@pytest.mark.parametrize(
    ("query", "other"),
    [
        ("Steve Witkoff", "zh-witkoff"),
        ("威特科夫", "vi-witkoff"),
        ("James Robart", "zh-robart"),
        ("Staffan de Mistura", "zh-mistura"),
        # Five characters, which the segmenter alone would divide.
        ("德米斯图拉", "vi-mistura"),
    ],
)
def test_a_query_finds_the_documents_of_the_other_language(
    foreign: Archive, query: str, other: str
) -> None:
    assert other in ids(foreign, query)


def test_a_common_surname_is_offered_and_not_searched(
    foreign: Archive, reader: Reader, aliases: NameLookup
) -> None:
    assert crossed(reader, aliases, "Adam Smith") == {"史密斯": False}
    assert ids(foreign, "Adam Smith") == {"vi-smith"}


def test_capitals_that_begin_with_no_given_name_do_not_cross_by_a_common_word(
    foreign: Archive,
) -> None:
    assert ids(foreign, "Skull Island") == {"vi-island"}


def test_a_word_that_is_not_capitalised_is_no_name(reader: Reader, aliases: NameLookup) -> None:
    assert crossed(reader, aliases, "grant") == {}
    assert crossed(reader, aliases, "Grant") == {"格兰特": True}


@pytest.mark.parametrize(
    "query", ["Lưu Ninh", "luu ninh", "Nguyễn Văn An", "Ninh", "刘宁", "Liu Ning"]
)
def test_vietnamese_and_chinese_names_are_not_foreign(
    reader: Reader, aliases: NameLookup, query: str
) -> None:
    assert crossed(reader, aliases, query) == {}


def test_a_name_in_quotation_marks_stays_as_typed(reader: Reader, aliases: NameLookup) -> None:
    assert transliterated(reader, aliases, quoted_term("Steve Witkoff")) == ()


def test_a_name_of_the_gazetteer_has_its_other_names_there(
    reader: Reader, aliases: NameLookup
) -> None:
    assert aliases.knows(("trump",))
    assert transliterated(reader, aliases, part("Trump")) == ()


class Counting:
    """A reader in which every pair and word exists; notes how much it is asked for."""

    def __init__(self) -> None:
        self.asked = 0

    def known(self, field: str, terms: object) -> dict[str, int]:
        found = dict.fromkeys(terms, 1)  # type: ignore[call-overload]
        self.asked += len(found)
        return found


@pytest.mark.parametrize(
    "word", ["a" * LONGEST_WORD, "s" * LONGEST_WORD, "konstantinopolis", "a" * 60, "ann", ""]
)
def test_what_one_word_asks_for_is_bounded(word: str) -> None:
    reader = Counting()
    han_by_sound(reader, word)  # type: ignore[arg-type]
    assert reader.asked <= 37_500


@pytest.mark.parametrize("han", ["斯" * 12, "克里斯托弗", "阿阿", "特"])
def test_what_one_chinese_name_asks_for_is_bounded(han: str) -> None:
    reader = Counting()
    words_by_sound(reader, han)  # type: ignore[arg-type]
    assert reader.asked <= 1_500


def rows() -> list[list[str]]:
    lines = NAMES.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")][1:]


def test_of_twenty_names_chosen_before_most_cross_in_an_archive_that_has_both(
    tmp_path: Path,
) -> None:
    documents = []
    for at, (latin, han, *_) in enumerate(rows()):
        documents.append(Document(f"vi-{at}", "Tin", f"Hôm qua ông {latin} phát biểu.", "vi"))
        documents.append(Document(f"zh-{at}", "新闻", f"昨天{han}发表讲话。", "zh"))
    build(documents, tmp_path / "index")
    archive = Archive(tmp_path / "index")
    both = [
        latin
        for at, (latin, han, *_) in enumerate(rows())
        if f"zh-{at}" in ids(archive, latin) and f"vi-{at}" in ids(archive, han)
    ]
    assert len(both) >= 15, both
