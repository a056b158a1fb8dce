"""The sample corpus holds what the rest of the project is shown and tried on."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable

import pytest

from corpus.document import Document, Failure
from corpus.readers import read_paths
from corpus.sample_corpus import sample_corpus

GENRES = {"news", "speech", "paper"}

TRADITIONAL = frozenset("這個來說對們車邊國關時會過開後還經應學從讓書東與為長門")
"""Frequent characters that no simplified text has."""

BOTH_SCRIPTS = [
    # forms, least documents in Vietnamese; forms, least documents in Chinese
    (["Lưu Ninh"], 6, ["刘宁", "劉寧"], 6),
    (["Trần Cương"], 4, ["陈刚", "陳剛"], 4),
    (["Trần Cường"], 2, ["陈强", "陳強"], 2),
    (["Nguyễn Quốc Đoàn"], 3, ["阮国团", "阮國團"], 3),
    (["Vương Ninh"], 2, ["王宁", "王寧"], 2),
    (["Phạm Minh Chính"], 2, ["范明政"], 2),
    (["Tập Cận Bình"], 2, ["习近平", "習近平"], 2),
    (["Tô Lâm"], 2, ["苏林", "蘇林"], 2),
    (["Thư Kỳ"], 1, ["舒淇"], 1),
    (["Châu Tấn"], 1, ["周迅"], 1),
    (["Thành Long"], 1, ["成龙", "成龍"], 1),
    (["Hữu Nghị Quan"], 6, ["友谊关", "友誼關"], 6),
    (["Liên hợp quốc", "Liên Hợp Quốc"], 2, ["联合国", "聯合國"], 2),
    (["Hội đồng Bảo an"], 1, ["安理会", "安理會"], 2),
    (["Hồng Kông", "Hong Kong"], 2, ["香港"], 2),
    (["Bản Giốc", "Đức Thiên"], 2, ["板约", "德天"], 2),
    (["Tân Thanh", "Pò Chài"], 2, ["新清", "浦寨"], 2),
    (["Cốc Nam", "Lũng Nghịu"], 2, ["谷南", "弄尧", "弄怀"], 2),
    (["Móng Cái"], 3, ["芒街"], 2),
    (["Bắc Luân 2", "Bắc Luân II"], 2, ["北仑河二桥"], 2),
    (["mốc 1119"], 2, ["1119号", "1119至1120號"], 2),
    (["Lào Cai"], 3, ["老街"], 3),
    (["Thanh Thủy"], 2, ["清水"], 2),
    (["Thiên Bảo"], 2, ["天保"], 2),
    (["Trà Lĩnh"], 2, ["茶岭"], 1),
    (["Long Bang"], 2, ["龙邦"], 2),
    (["Tà Lùng"], 2, ["驮隆", "馱隆"], 2),
    (["Thủy Khẩu"], 2, ["水口"], 2),
    (["Chi Ma"], 2, ["峙马"], 2),
    (["Ái Điểm"], 1, ["爱店"], 2),
    (["Hoành Mô", "Động Trung"], 2, ["横模", "峒中"], 2),
    (["Sóc Giang", "Bình Mãng"], 2, ["朔江", "平孟"], 1),
    (["Lý Vạn", "Thạc Long"], 2, ["里板", "硕龙"], 2),
    (["Đồng Đăng"], 3, ["同登"], 3),
]

HOMOGRAPHS = [
    # one spelling, and the contexts that tell its meanings apart
    ("vi", ["cửa khẩu quốc tế Hữu Nghị", "Bệnh viện Hữu Nghị", "Cung Văn hóa Hữu Nghị"]),
    ("vi", ["Nguyễn Hữu Nghị", "tình hữu nghị"]),
    ("vi", ["huyện Đông Hưng (Thái Bình)", "thành phố Đông Hưng, Quảng Tây"]),
    ("vi", ["của Nhà Trắng", "thành phố Nha Trang"]),
    ("vi", ["thư ký", "Thư Kỳ"]),
    ("vi", ["Châu Tấn", "Chu Tân"]),
    ("vi", ["chở thanh long", "Thành Long", "Thanh Long", "Thăng Long"]),
    ("vi", ["Vũ Đức Đam", "Võ Đức Đam"]),
    ("vi", ["Huỳnh", "Hoàng"]),
    ("vi", ["Hong Kong", "Hồng Kông", "Hồng Công", "Hương Cảng"]),
    ("vi", ["tài liệu lưu trữ", "Trung tâm Lưu trữ"]),
    ("vi", ["Hữu Nghị Quan (友谊关)", "cao tốc Đồng Đăng – Trà Lĩnh"]),
    ("zh", ["水口口岸", "出水口", "取水口", "水口樹"]),
    ("zh", ["河口口岸", "河口湿地", "河口区"]),
    ("zh", ["东兴口岸", "内江的东兴区"]),
    ("zh", ["天保口岸", "蓝天保卫战", "天保工程"]),
    ("zh", ["同登站", "一同登上"]),
    ("zh", ["越南老街", "石板被独轮车", "老街夜市"]),
    ("zh", ["友谊关口岸", "友谊医院", "友谊杯", "友谊口岸"]),
    ("zh", ["镇南关大捷", "睦南关", "界首关"]),
    ("zh", ["重庆县", "凉山", "萍乡"]),
]


@pytest.fixture(scope="module")
def found() -> list[Document | Failure]:
    return list(read_paths([sample_corpus()]))


@pytest.fixture(scope="module")
def documents(found: list[Document | Failure]) -> list[Document]:
    return [item for item in found if isinstance(item, Document)]


def text(document: Document) -> str:
    """Title and body with blanks as a reader sees them."""
    return f"{document.title}\n{document.body}".replace("\xa0", " ").replace("\xad", "")


def holding(documents: list[Document], lang: str, forms: list[str]) -> list[Document]:
    return [d for d in documents if d.lang == lang and any(form in text(d) for form in forms)]


def traditional(document: Document) -> bool:
    return len(TRADITIONAL.intersection(document.body)) >= 8


def length(document: Document) -> int:
    """Syllables of a Vietnamese, characters of a Chinese document."""
    if document.lang == "vi":
        return len(document.body.split())
    return len(re.findall(r"[\u3400-\u9fff]", document.body))


def test_every_sample_is_read_and_nothing_is_wrong_with_it(found: list[Document | Failure]) -> None:
    assert [item for item in found if isinstance(item, Failure)] == []


def test_ids_are_unique(documents: list[Document]) -> None:
    assert max(Counter(d.id for d in documents).values()) == 1


def test_both_languages_and_both_scripts_are_well_represented(documents: list[Document]) -> None:
    counts = Counter(d.lang for d in documents)
    assert set(counts) == {"vi", "zh"}
    assert counts["vi"] >= 52
    assert counts["zh"] >= 40
    assert sum(d.lang == "zh" and traditional(d) for d in documents) >= 8


def test_every_document_has_a_title_a_source_and_a_day(documents: list[Document]) -> None:
    for document in documents:
        assert document.title
        assert document.source
        assert re.fullmatch(r"20(1[89]|2[0-6])-\d\d-\d\d", document.date), document.path


def test_each_year_has_several_documents_in_each_language(documents: list[Document]) -> None:
    counts = Counter((d.date[:4], d.lang) for d in documents)
    assert len(counts) == 2 * 9
    assert min(counts.values()) >= 3


def test_documents_have_the_length_of_short_news(documents: list[Document]) -> None:
    for document in documents:
        least, most = (120, 350) if document.lang == "vi" else (200, 600)
        assert least <= length(document) <= most, document.path


def test_genres_are_the_known_ones_and_each_occurs_in_each_language(
    documents: list[Document],
) -> None:
    assert {d.genre for d in documents if d.genre} == GENRES
    for lang in ("vi", "zh"):
        assert {d.genre for d in documents if d.lang == lang} >= GENRES


def test_addresses_are_nobody_s(documents: list[Document]) -> None:
    assert all(not d.url or d.url.startswith("https://example.org/") for d in documents)


def test_all_formats_with_metadata_occur() -> None:
    counts = Counter(path.suffix for path in sample_corpus().iterdir())
    assert set(counts) == {".md", ".html", ".jsonl"}
    assert counts[".html"] >= 3


@pytest.mark.parametrize(("vietnamese", "least_vi", "chinese", "least_zh"), BOTH_SCRIPTS, ids=str)
def test_names_occur_in_both_languages(
    documents: list[Document],
    vietnamese: list[str],
    least_vi: int,
    chinese: list[str],
    least_zh: int,
) -> None:
    assert len(holding(documents, "vi", vietnamese)) >= least_vi
    assert len(holding(documents, "zh", chinese)) >= least_zh


def test_the_gate_huu_nghi_is_named_often(documents: list[Document]) -> None:
    gate = re.compile(r"cửa khẩu (?:quốc tế )?Hữu Nghị")
    assert sum(d.lang == "vi" and bool(gate.search(text(d))) for d in documents) >= 8


def test_names_occur_in_traditional_characters(documents: list[Document]) -> None:
    assert len(holding(documents, "zh", ["劉寧"])) >= 2
    assert holding(documents, "zh", ["陳剛"])
    assert holding(documents, "zh", ["陳強"])


def test_english_spelling_occurs_in_both_languages(documents: list[Document]) -> None:
    assert holding(documents, "vi", ["Liu Ning"])
    assert holding(documents, "zh", ["Liu Ning"])


@pytest.mark.parametrize(("lang", "contexts"), HOMOGRAPHS, ids=str)
def test_spellings_with_several_meanings_occur_in_each(
    documents: list[Document], lang: str, contexts: list[str]
) -> None:
    for context in contexts:
        assert holding(documents, lang, [context]), context


@pytest.mark.parametrize(
    "words",
    ["biên giới", "cửa khẩu", "hội đàm", "kim ngạch", "thông quan", "lưu trữ", "T.Ư", "TP."],
)
def test_words_of_the_field_occur(documents: list[Document], words: str) -> None:
    assert holding(documents, "vi", [words, words.capitalize()])


@pytest.mark.parametrize(
    ("lang", "number"),
    [("vi", "12/2024/NĐ-CP"), ("zh", "国函〔2024〕5号"), ("zh", "国函〔２０２４〕５号")],
)
def test_numbers_of_papers_occur(documents: list[Document], lang: str, number: str) -> None:
    assert holding(documents, lang, [number])


@pytest.mark.parametrize("latin", ["RCEP", "Km3+4", "Hữu Nghị Quan", "Trần Cường"])
def test_latin_letters_occur_in_chinese(documents: list[Document], latin: str) -> None:
    assert holding(documents, "zh", [latin])


@pytest.mark.parametrize("han", ["友谊关", "刘宁", "陈强", "浦寨", "老街", "鎮南關"])
def test_characters_occur_in_vietnamese(documents: list[Document], han: str) -> None:
    assert holding(documents, "vi", [han])


def test_headings_in_capitals_occur(documents: list[Document]) -> None:
    assert holding(documents, "vi", ["CỬA KHẨU TRÀ LĨNH – LONG BANG"])


def test_old_and_new_places_of_the_tone_mark_occur(documents: list[Document]) -> None:
    assert holding(documents, "vi", ["Hoà Bình"])
    assert holding(documents, "vi", ["thuỷ điện"])
    assert holding(documents, "vi", ["Khánh Hòa"])


def _decomposed(raw: str) -> bool:
    return raw != unicodedata.normalize("NFC", raw)


def _hard_wrapped(raw: str) -> bool:
    return any(paragraph.count("\n") >= 2 for paragraph in raw.split("---\n")[-1].split("\n\n"))


@pytest.mark.parametrize(
    ("lang", "hard"),
    [
        ("vi", _decomposed),
        ("vi", lambda raw: "\xa0" in raw and "\xad" in raw),
        ("vi", _hard_wrapped),
        ("zh", _hard_wrapped),
        ("zh", lambda raw: bool(re.search("[０-９]{4}", raw))),
    ],
    ids=[
        "decomposed",
        "blanks and soft hyphens",
        "wrapped",
        "wrapped Chinese",
        "full-width digits",
    ],
)
def test_hard_spellings_stand_in_the_files(lang: str, hard: Callable[[str], bool]) -> None:
    files = sample_corpus().glob(f"{lang}-*.md")
    assert any(hard(path.read_text(encoding="utf-8")) for path in files)
