"""The documents of the suite, cut already: what an engine takes, hard cases among them.

``HAND`` are made by hand, each for a reason; ``RECORDS`` are these and many generated ones whose
words, days and sources are others, so that answers written by hand stay true.
"""

from __future__ import annotations

import json
import random
from itertools import pairwise
from typing import Final

from msgspec.structs import replace

from indexer import fields
from indexer.engines.protocol import Record

MARKS: Final = {".", ","}

GENERATED: Final = 1500

LONG: Final = "h" * 63
LONG_HAN: Final = "长" * 63
"""One short of the longest key; documents differ in the last character only."""

ODD_KEYS: Final = (
    *("c++", "a.b", "a*b", "a?b", "[x]", "(y)", "{2}", "$5", "\\d", "#1", "a&b", "o'n", "12/2024"),
    *("50%", "a-b", "@me", '"q"', "a:b", "a;b", "<b>", "x!", "`c`", "/"),
)
"""Keys that mean something to a parser or a regular expression."""


def record(
    doc_id: str,
    body: str,
    *,
    title: str = "",
    caps: str = "",
    date: str = "00000000",
    entities: dict[str, tuple[str, ...]] | None = None,
    **keywords: str,
) -> Record:
    """A document of keys separated by spaces; ``caps`` are further terms of the pair field,
    ``keywords`` its language, source, province, genre and encoding."""
    in_title = pair_terms(title)
    return Record(
        id=doc_id,
        tokenised={
            fields.BODY: f"{title} . {body}" if title else body,
            fields.PAIR: " ".join(sorted({*in_title, *pair_terms(body), *caps.split()})),
            fields.TITLE_PAIR: " ".join(sorted(in_title)),
        },
        keywords={
            fields.ID: doc_id,
            fields.DATE: date,
            fields.LANG: "vi",
            fields.YEAR: date[:4] if date[:4] != "0000" else fields.UNKNOWN,
            fields.MONTH: f"{date[:4]}-{date[4:6]}" if date[4:6] != "00" else fields.UNKNOWN,
            fields.DATED: fields.SURE if date != "00000000" else fields.UNKNOWN,
            fields.SOURCE: fields.UNKNOWN,
            fields.PROVINCE: fields.UNKNOWN,
            fields.GENRE: fields.UNKNOWN,
            fields.ENCODING: fields.UNKNOWN,
            **keywords,
        },
        stored=json.dumps({"id": doc_id, "title": title, "body": body}, ensure_ascii=False),
        order=f"{99_999_999 - int(date):08d}{doc_id}",
        entities={name: (entities or {}).get(name, ()) for name in fields.ENTITIES},
        mentions=(entities or {}).get(fields.MENTIONS, ()),
        bands=(entities or {}).get(fields.BANDS, ()),
    )


def numbered(number: int, text: str = "một hai") -> Record:
    """A short document of a number."""
    return record(f"d{number:03d}", text, date="20200101")


def pair_terms(text: str) -> set[str]:
    """Neighbouring keys without marks, as the indexer makes them."""
    return {f"{a}_{b}" for a, b in pairwise(text.split()) if a not in MARKS and b not in MARKS}


def earlier_version(found: Record, doc_id: str = "") -> Record:
    """Another document of the same id (or of ``doc_id``), with terms that are to go."""
    old = record(
        doc_id or found.id, "bản cũ lưu ninh 旧 版 刘 宁", date="20100101", lang="xx", source="old"
    )
    return replace(old, stored="old")


HAND: Final = [
    # The same name in two scripts, on one day: the id decides.
    record(
        "vi-luu-ninh",
        "chủ tịch lưu ninh hội đàm . hai bên ký kết",
        title="lưu ninh thăm lạng sơn",
        caps="^lưu_ninh ^lạng_sơn",
        date="20240601",
        source="Báo Lạng Sơn",
        province="Lạng Sơn",
        genre="news",
    ),
    record(
        "zh-liu-ning",
        "广 西 书 记 刘 宁 会 见 客 人 .",
        title="刘 宁 会 见",
        date="20240601",
        lang="zh",
        source="新华网",
        province="广西",
        genre="news",
    ),
    # The name in the text only, and newer.
    record(
        "vi-in-text",
        "bí thư lưu ninh phát biểu",
        title="hội nghị",
        caps="^lưu_ninh",
        date="20250102",
        source="Báo Lạng Sơn",
        genre="speech",
    ),
    record(
        "vi-lower",
        "dòng lưu ninh không phải tên",
        date="20230101",
        genre="news",
        encoding="big5-hkscs",
    ),
    # A mark stands between: neither pair nor phrase.
    record("zh-mark", "刘 , 宁 江 .", date="20240515", lang="zh", source="新华网"),
    record("vi-mark", "nói với lưu . ninh thì không", date="20240515"),
    # Both keys, not side by side; side by side, in the other order.
    record("vi-apart", "lưu trữ hồ sơ ninh bình", date="20220301", province="Ninh Bình"),
    record("vi-reverse", "ninh lưu", date="20220301", province="Ninh Bình"),
    # Phrases of repeated keys.
    record("vi-repeat", "hợp tác hợp tác hợp", date="20210101", source="A"),
    record("vi-once", "tác hợp , hợp tác", date="20210102", source="A"),
    record("xx-aaa", "a a a", date="20210103", lang="en", source="a"),
    record("xx-aa", "a a b a", date="20210104", lang="en", source="a"),
    # Characters beyond the basic plane: code points, UTF-16 units and bytes order differently.
    record("zh-beyond", "北 𣴓 河 𠀀 口", date="20200501", lang="zh", source="𠀀报"),
    record("zh-private", "北 \ue000 河 \uffee 口", date="20200501", lang="zh", source="\uffee报"),
    # Long keys that differ at their end.
    record("xx-long", f"{LONG}a {LONG_HAN}甲 tail", date="20200101"),
    record("xx-longer", f"{LONG}b {LONG_HAN}乙 tail", date="20200102"),
    record("xx-odd", " ".join(ODD_KEYS), date="20190101", source='"quoted" [source]'),
    # Nothing is folded, stemmed, stopped or joined.
    record("xx-case", "VN Vn vn THE the và of", date="20190102", lang="en"),
    record("xx-marks", "hoà hòa hoa Hòa ho\u0300a đà da ð", date="20190103"),
    record("xx-digits", "5 05 5.000 2024 ٥ １", date="20190104"),
    # Dates: unknown days and months sort behind known ones of the same month and year.
    record("dt-day", "kỳ hạn", date="20230515"),
    record("dt-month", "kỳ hạn", date="20230500"),
    record("dt-year", "kỳ hạn", date="20230000"),
    record("dt-first", "kỳ hạn", date="00010101"),
    record("dt-last", "kỳ hạn", date="99991231"),
    record("dt-none-b", "kỳ hạn"),
    record("dt-none-a", "kỳ hạn"),
    # Nothing to find but by keyword.
    record("xx-empty", "", date="20180101", genre="paper"),
    record("xx-only-mark", ".", date="20180102", genre="paper"),
    # Ids are whole, whatever they hold; they sort by code point.
    record("Doc", "số hiệu", date="20170101"),
    record("doc", "số hiệu", date="20170101"),
    record("doc 1/2#đặc biệt", "số hiệu", date="20170101"),
    record("doc-𠀀", "số hiệu", date="20170101"),
    record("doc-\uffee", "số hiệu", date="20170101"),
    record("tài liệu", "số hiệu", date="20170101"),
    # Equal texts on other days, and texts in which one word weighs more, for scores.
    record("sc-new", "điểm bằng nhau", date="20160103"),
    record("sc-old", "điểm bằng nhau", date="20160101"),
    record("sc-mid", "điểm bằng nhau", date="20160102"),
    record("sc-rich", "điểm điểm điểm điểm", date="20150101"),
    record("sc-both", "điểm hiếm nhau", date="20150102"),
    # Any number of entities; an id is whole, whatever it holds.
    record("en-none", "thực thể", date="20140101"),
    record("en-one", "thực thể", date="20140102", entities={fields.GATES: ("huu-nghi",)}),
    record(
        "en-many",
        "thực thể",
        date="20140103",
        entities={
            fields.GATES: ("huu-nghi", "mong-cai", "tan-thanh"),
            fields.PEOPLE: ("lưu ninh", "trần cương"),
            fields.LEFT_OUT: ("shuikou",),
        },
    ),
    record(
        "en-odd",
        "thực thể",
        date="20140104",
        entities={fields.PEOPLE: ("刘宁", "a|b^c_d", "x y"), fields.PLACES: ("mong-cai",)},
    ),
    # Bands that documents share, far apart in time and without a date.
    record(
        "bd-first", "bản in", date="20130101", entities={fields.BANDS: ("=exact-ab", "0c0ffee00")}
    ),
    record(
        "bd-later", "bản in", date="20130120", entities={fields.BANDS: ("0c0ffee00", "=exact-cd")}
    ),
    record("bd-year", "bản in", date="20130000", entities={fields.BANDS: ("0c0ffee00",)}),
    record("bd-never", "bản in", entities={fields.BANDS: ("0c0ffee00", "10c0ffee0")}),
    record(
        "bd-other", "bản in", date="20120101", entities={fields.BANDS: ("=exact-ab", "0c0ffee01")}
    ),
]
"""Made by hand."""

WORDS: Final = (
    "của và người năm trong đường biên cửa khẩu việt trung quan hệ kinh tế thương mại giao thông "
    "nhân dân tỉnh huyện xã tổ chức 中 国 越 南 口 岸 经 济 贸 易 合 作 友 谊 关 2020 , ."
).split()
"""Of the generated documents, the first most often."""

SOURCES: Final = ("VnExpress", "Nhân Dân", "人民网", "广西日报", "CRI")
PROVINCES: Final = ("Cao Bằng", "Quảng Ninh", "云南", fields.UNKNOWN)
GENRES: Final = ("news", "speech", "paper")
IDS: Final = ("huu-nghi", "mong-cai", "lang-son", "lưu ninh", "liên hợp quốc")


MENTIONED: Final = tuple(
    f"{name}\x1e{rest}"
    for name in (*IDS, "x.*", "x", "𠀀")
    for rest in ("form\x1e1", "(v|i)", "\n")
)
"""Values of mentions: some begin with another's name, or with what means much to a pattern."""


def _generated(number: int, rng: random.Random) -> Record:
    weights = [1 / (place + 2) for place in range(len(WORDS))]
    title = " ".join(rng.choices(WORDS, weights, k=rng.randrange(2, 6)))
    body = " ".join(rng.choices(WORDS, weights, k=rng.randrange(1, 40)))
    year = rng.choice(("0000", *map(str, range(2011, 2024)), "2025", "2026"))
    month, day = (f"{rng.randrange(0, 13):02d}", f"{rng.randrange(0, 29):02d}")
    date = "00000000" if year == "0000" else year + (month + day if month != "00" else "0000")
    capitals = [f"^{term}" for term in sorted(pair_terms(body)) if rng.random() < 0.2]
    return record(
        f"g{number:04d}",
        body,
        title=title,
        caps=" ".join(capitals),
        date=date,
        lang=rng.choice(("vi", "vi", "zh")),
        source=rng.choice(SOURCES),
        province=rng.choice(PROVINCES),
        genre=rng.choice(GENRES),
        entities={
            name: tuple(sorted(rng.sample(IDS, rng.randrange(0, 4)))) for name in fields.ENTITIES
        }
        | {fields.MENTIONS: tuple(value for value in MENTIONED if number % (3 + len(value)) < 4)}
        | {fields.BANDS: (f"={number:x}", *(f"{at:x}{number % (9 + at)}" for at in range(4)))},
    )


def _all() -> list[Record]:
    rng = random.Random(20240601)
    return [*HAND, *(_generated(number, rng) for number in range(GENERATED))]


RECORDS: Final = _all()
