"""The queries of ``bench.run`` by kind, and which documents a name is to find.

The names are every so many of our gazetteer's people and places that have one in both languages: a
fixed choice, made without a look at any archive.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from bench.queries import NAMES, PHRASES
from corpus.document import Document
from synonyms import gazetteer
from synonyms.spelling import nfc, toneless

ENTITIES: Final = 60
"""Names that are asked for, each in four spellings."""

SPELLINGS: Final = ("Vietnamese", "without tones", "simplified", "traditional")

TOPICS: Final = (
    *("chống buôn lậu", "hợp tác kinh tế", "xuất khẩu nông sản", "phòng chống dịch bệnh"),
    *("giải phóng mặt bằng", "bảo vệ môi trường", "tai nạn giao thông", "chuyển đổi số"),
    *("chong buon lau", "hop tac kinh te", "xuat khau nong san", "tai nan giao thong"),
    *(
        "打击走私",
        "经济合作",
        "农产品出口",
        "疫情防控",
        "环境保护",
        "交通事故",
        "数字化转型",
        "乡村振兴",
    ),
)

QUESTIONS: Final = (
    "Cửa khẩu nào nối Lạng Sơn với Quảng Tây?",
    "Ai là bí thư khu ủy Quảng Tây năm 2023?",
    "Kim ngạch xuất khẩu sang Trung Quốc năm 2022 là bao nhiêu?",
    "Vì sao xe chở nông sản ùn ứ ở cửa khẩu?",
    "Cao tốc Hữu Nghị – Chi Lăng bao giờ khởi công?",
    "广西有多少个边境口岸?",
    "谁是越共中央总书记?",
    "中国和越南的贸易额是多少?",
    "为什么口岸货车拥堵?",
    "中越国际列车什么时候恢复?",
)

COMMON: Final = (
    *PHRASES,
    *("trong những năm qua", "theo quy định của", "的主要原因", "进一步加强", "人民的生活"),
)
"""Phrases of words that stand everywhere."""

DEEP: Final = 500
"""The place of the first hit of a deep page."""

DEEP_QUERIES: Final = (*(name[0] for name in NAMES[:3]), "Hà Nội", "北京", "经济")

TYPED: Final = (
    "l",
    "lư",
    "luu",
    "lạng s",
    "hữu",
    "刘",
    "友谊",
    "tap c",
    "quảng",
    "kinh t",
    "北",
    "b",
)
DOSSIERS: Final = ("xi-jinping", "china", "ha-noi", "huu-nghi", "mong-cai", "quang-tay")


@dataclass(frozen=True, slots=True)
class Named:
    """A name in both languages, and its spellings in the order of ``SPELLINGS``."""

    vi: str
    zh: str
    spellings: tuple[str, ...]


@cache
def named() -> tuple[Named, ...]:
    """Return the names that are asked for."""
    from opencc import OpenCC

    to_traditional: Any = OpenCC("s2t")
    both = [
        (vi.text, zh.text)
        for kind in ("person", "place")
        for entity in gazetteer.load().of_kind(kind)
        if (vi := entity.main("vi")) and (zh := entity.main("zh"))
        # Of one syllable or character, and those that stand for other things, tell nothing.
        if " " in vi.text and len(zh.text) > 1 and not vi.flags and not zh.flags
    ]
    step = max(len(both) // ENTITIES, 1)
    return tuple(
        Named(vi, zh, (vi, toneless(vi.lower()), zh, to_traditional.convert(zh)))
        for vi, zh in both[::step][:ENTITIES]
    )


def kinds() -> Mapping[str, Sequence[tuple[str, int]]]:
    """Return the queries of each kind, with the place of the first hit that is shown."""
    toneless_at = SPELLINGS.index("without tones")
    spelt = [(at, one) for name in named() for at, one in enumerate(name.spellings)]
    found = {
        "names": [one for at, one in spelt if at != toneless_at],
        "names without tones": [one for at, one in spelt if at == toneless_at],
        "topics": TOPICS,
        "questions": QUESTIONS,
        "common phrases": COMMON,
    }
    of_kinds = {kind: [(one, 0) for one in queries] for kind, queries in found.items()}
    return of_kinds | {"deep pages": [(one, DEEP) for one in DEEP_QUERIES]}


def relevant(documents: Sequence[Document]) -> dict[Named, dict[str, set[str]]]:
    """Return for each name the ids of the documents in Vietnamese and in Chinese that say it: the
    very letters, of Chinese in either characters. Those of other languages are left out."""
    from opencc import OpenCC

    to_simplified: Any = OpenCC("t2s")
    texts = [
        (one, nfc(f"{one.title}\n{one.body}")) for one in documents if one.lang in ("vi", "zh")
    ]
    texts = [
        (one, to_simplified.convert(text) if one.lang == "zh" else text) for one, text in texts
    ]
    found: dict[Named, dict[str, set[str]]] = {}
    for name in named():
        found[name] = {"vi": set(), "zh": set()}
        for one, text in texts:
            if name.vi in text or name.zh in text:
                found[name][one.lang].add(one.id)
    return found
