"""The documents every engine is asked about: hand-made ones, each with a difficulty of its own, and
generated ones, so that pages, ties and several segments matter."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable
from typing import Final

from indexer import fields
from indexer.engines.protocol import Record

MARKS: Final = frozenset(". , 。 、".split())
UNDATED: Final = "00000000"
LONG: Final = "x" * 64
LONG_HAN: Final = "\U00023d13" * 64
DECOMPOSED: Final = unicodedata.normalize("NFD", "lưu")


def record(
    doc_id: str,
    body: str,
    date: str = UNDATED,
    *,
    lang: str = "vi",
    source: str = fields.UNKNOWN,
    province: str = fields.UNKNOWN,
    genre: str = "news",
    marked: str = "",
    title: str = "",
) -> Record:
    """A document of keys. Its pairs are made of neighbours between marks, and of ``marked``."""
    keys = body.split()
    pairs = {
        f"{left}_{right}"
        for left, right in zip(keys, keys[1:], strict=False)
        if not {left, right} & MARKS
    }
    return Record(
        id=doc_id,
        tokenised={
            fields.BODY: body,
            fields.PAIR: " ".join(sorted(pairs | set(marked.split()))),
            fields.TITLE_PAIR: title,
        },
        keywords={
            fields.ID: doc_id,
            fields.DATE: date,
            fields.LANG: lang,
            fields.YEAR: date[:4] if date != UNDATED else fields.UNKNOWN,
            fields.MONTH: f"{date[:4]}-{date[4:6]}" if date[4:6] != "00" else fields.UNKNOWN,
            fields.SOURCE: source,
            fields.PROVINCE: province,
            fields.GENRE: genre,
        },
        stored=f'{{"id": "{doc_id}", "body": "{body}"}}',
        order=f"{99_999_999 - int(date):08d}{doc_id}",
    )


LS: Final = "Lạng Sơn"
GX: Final = "Quảng Tây"
RM: Final = "人民日报"

HAND_MADE: Final = (
    record(
        "a1",
        "lưu ninh hội kiến . bộ trưởng lưu ninh , quảng tây",
        "20240501",
        source="báo Lạng Sơn",
        province=LS,
        marked="^lưu_ninh ^quảng_tây",
        title="^lưu_ninh lưu_ninh ninh_hội hội_kiến",
    ),
    # The same day as a1: the id decides.
    record("a2", "hội đàm với lưu ninh", "20240501", province=GX, marked="^lưu_ninh"),
    record(
        "a3",
        "刘 宁 会 见 阮 国 团",
        "20240430",
        lang="zh",
        source=RM,
        province=GX,
        marked="阮_国_团",
        title="刘_宁",
    ),
    record("a4", "刘 宁 。 会 见", lang="zh", source=RM, genre="speech"),
    # A date that leaves month and day open; a mark keeps the two apart.
    record("a5", "lưu . ninh", "20230000", province=LS, genre="paper"),
    # A date that leaves the day open; the reverse order.
    record("a6", "ninh lưu", "20230100", province=LS, genre="paper"),
    record("a7", "lưu lưu ninh ninh", "20230115", genre="paper"),
    record("a8", "lưu ninh lưu ninh lưu ninh", "20230115"),
    record("a9", "lưu", genre="speech"),
    record("b1", "nam , ninh bình", "20220301"),
    record("b2", "nam ninh bình", "20220301", marked="^nam_ninh"),
    record("b3", "南 宁 市", "20220302", lang="zh", source=RM, province=GX),
    record("b4", "南 、 宁", "20220302", lang="zh"),
    record("b5", "liên hợp quốc", "20220303", marked="~liên_hợp ^liên_hợp_quốc"),
    record("b6", "liên hợp tác chiến", "20220303"),
    record("b7", "hữu nghị quan", "20211231", province=LS, marked="^hữu_nghị ^nghị_quan"),
    record("b8", "tình hữu nghị", "20211231", genre="speech"),
    record("b9", "友 谊 关", "20211231", lang="zh", province=GX),
    # Characters beyond the basic plane.
    record("c1", "北 \U00023d13 村", "20210101", lang="zh"),
    record("c2", "\U00020000 \U00020001 \U00023d13", "20210102", lang="zh"),
    record("c3", f"{LONG} cuối", "20210103"),
    record("c4", LONG[:-1], "20210104"),
    record("c5", f"{LONG_HAN} 村", "20210105", lang="zh"),
    record("c6", "", "20210106"),
    record("c7", ".", "20210107"),
    record("c8", "a b c d e f g h", "20210108"),
    record("c9", "a x b c d", "20210108"),
    record("d1", "a b a b a c", "20210109"),
    record("d2", "b a", "20210110"),
    # What means something to a query parser or a regular expression.
    record("d3", "c++ (đ) [ơ] a.b a*b ^đầu đuôi$ x|y \\d+ AND *:*", "20210111"),
    # Engines change no key: neither case, nor composition, nor common words, nor short ones.
    record("d4", "Lưu Ninh", "20210112"),
    record("d5", f"{DECOMPOSED} ninh", "20210113"),
    record("d6", "the and of là và 的 了", "20210114"),
    record("d7", "mốc 1119 2 20.11", "20210115"),
    record("d8", "tương lai", "99991231"),
    record("d9", "thời xưa", "00010101"),
    # Positions far into a text.
    record("e1", "z " * 5_000 + "mốc 1116 . mốc 1117", "20200101"),
    record("hồ sơ/№ 7?", "tên lạ", "20200102", source='O\'Neil & "co"'),
    record("\U00023d13-1", "tên lạ", "20200102"),
    # Ids that begin alike.
    record("a", "tên ngắn", "20200103"),
    record("a10", "tên ngắn", "20200103"),
)


def _generated(number: int) -> list[Record]:
    chance = random.Random(20261101)
    words = [f"g{at}" for at in range(30)]
    weights = [1 / (at + 1) for at in range(30)]
    made: list[Record] = []
    for at in range(number):
        keys = chance.choices([*words, "."], [*weights, 0.6], k=chance.randint(3, 40))
        day = f"{chance.randint(2015, 2019)}{chance.randint(0, 12):02d}"
        date = UNDATED if chance.random() < 0.1 else day + ("10" if day[4:] != "00" else "00")
        made.append(
            record(
                f"n{at:03d}",
                " ".join(keys),
                date,
                lang=chance.choice(["vi", "vi", "zh"]),
                source=f"s{chance.randint(1, 12):02d}",
                province=chance.choice([LS, GX, fields.UNKNOWN]),
                genre=chance.choice(["news", "paper", "speech"]),
                marked=" ".join(f"^{pair}" for pair in chance.sample(words, 2)),
            )
        )
    return made


GENERATED: Final = tuple(_generated(300))
DOCUMENTS: Final = HAND_MADE + GENERATED


def ids(records: Iterable[Record]) -> list[str]:
    """The ids of the documents, in their order of newest first."""
    return [one.id for one in sorted(records, key=lambda one: one.order)]
