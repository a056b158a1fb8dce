"""The table of cases: what is asked, and for the telling ones the answer written by hand.

The oracle gives the answers of all; where ``ids`` stands it must agree with them too. In ``phrase``
a space parts the slots and ``|`` the alternatives of one.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import product
from typing import Final

from documents import GENERATED, GENRES, HAND, LONG, LONG_HAN, ODD_KEYS, SOURCES, WORDS

from indexer import fields
from indexer.engines.protocol import (
    NEWEST,
    OTHERS_PAGED,
    Newest,
    Order,
    ReadRequest,
    Strata,
    Weighted,
)
from indexer.plan import (
    And,
    AnyOf,
    Everything,
    Not,
    Nothing,
    Or,
    Phrase,
    Plan,
    Prefix,
    Range,
)


@dataclass(frozen=True)
class Case:
    """One call of ``run``; ``ids`` is the page written by hand, ``why`` what would go wrong."""

    why: str
    plan: Plan
    ids: tuple[str, ...] | None = None
    filters: Mapping[str, Plan] = field(default_factory=dict)
    offset: int = 0
    limit: int = 10
    order: Order = NEWEST
    facets: tuple[str, ...] = ()
    split: Mapping[str, str] = field(default_factory=dict)
    counts: Mapping[str, Plan] = field(default_factory=dict)
    others: Plan | None = None
    most: int | None = None

    @property
    def request(self) -> ReadRequest:
        """The call."""
        return ReadRequest(
            self.plan,
            filters=self.filters,
            offset=self.offset,
            limit=self.limit,
            order=self.order,
            facets=self.facets,
            split=self.split,
            counts=self.counts,
            others=self.others,
            others_limit=OTHERS_PAGED if self.most is None else self.most,
        )


def body(*terms: str) -> AnyOf:
    return AnyOf(fields.BODY, terms)


def pair(*terms: str) -> AnyOf:
    return AnyOf(fields.PAIR, terms)


def in_title(*terms: str) -> AnyOf:
    return AnyOf(fields.TITLE_PAIR, terms)


def is_(name: str, *values: str) -> AnyOf:
    return AnyOf(name, values)


def phrase(text: str) -> Phrase:
    return Phrase(tuple(tuple(slot.split("|")) for slot in text.split(" ")))


def dated(low: str | None, high: str | None) -> Range:
    return Range(fields.DATE, low, high)


def all_(*parts: Plan) -> And:
    return And(parts)


def any_(*parts: Plan) -> Or:
    return Or(parts)


def nested(plan: Plan, depth: int) -> Plan:
    """The plan behind so many layers that change nothing."""
    for level in range(depth):
        match level % 4:
            case 0:
                plan = And((plan, Everything()))
            case 1:
                plan = Or((Nothing(), plan))
            case 2:
                plan = Not(plan)
            case _:
                plan = Not(And((plan,)))
    return plan


NAME: Final = pair("lưu_ninh", "刘_宁")
NAMES: Final = ("vi-in-text", "vi-luu-ninh", "zh-liu-ning", "vi-lower")
SLOT: Final = tuple(f"thiếu{number}" for number in range(9000))
"""Alternatives that no document holds."""

TERMS: Final = [
    Case("one pair in one script", pair("lưu_ninh"), ("vi-in-text", "vi-luu-ninh", "vi-lower")),
    Case("one pair in the other script", pair("刘_宁"), ("zh-liu-ning",)),
    Case("both scripts at once, newest first, then by id", NAME, NAMES),
    Case("capitals are a term of their own", pair("^lưu_ninh"), ("vi-in-text", "vi-luu-ninh")),
    Case("a pair of the title only", in_title("lưu_ninh"), ("vi-luu-ninh",)),
    Case("a title has no pair of its text", in_title("hội_đàm"), ()),
    Case("a pair crosses no full stop", pair("thì_không"), ("vi-mark",)),
    Case("title and text are not neighbours", pair("sơn_chủ"), ()),
    Case("the other order is another pair", pair("ninh_lưu"), ("vi-reverse",)),
    Case("a key is no pair", pair("lưu"), ()),
    Case("a pair is no key", body("lưu_ninh"), ()),
    Case("a key alone", body("刘"), ("zh-liu-ning", "zh-mark")),
    Case("a mark is a key of the body", body(","), None),
    Case("a term that does not exist", pair("không_có"), ()),
    Case("an existing and a missing term", pair("không_có", "刘_宁"), ("zh-liu-ning",)),
    Case("no terms find nothing", pair(), ()),
    Case("the same term twice counts once", pair("刘_宁", "刘_宁"), ("zh-liu-ning",)),
    Case("a common term, many segments", body("của"), None),
    Case("two common terms", body("của", "中"), None),
    Case("all words of the generated documents", body(*WORDS), None),
    Case("more terms than a boolean query holds well", pair(*map("_".join, product(WORDS, WORDS)))),
    Case("9,000 alternatives, none there", body(*SLOT), ()),
    Case("9,000 alternatives, one there", body(*SLOT, "bí"), ("vi-in-text",)),
    Case(
        "9,000 pairs, one there", pair("lưu_ninh", *SLOT), ("vi-in-text", "vi-luu-ninh", "vi-lower")
    ),
    Case("beyond the basic plane", body("𣴓"), ("zh-beyond",)),
    Case("a pair beyond the basic plane", pair("河_𠀀"), ("zh-beyond",)),
    Case("the plane's private end is another character", body("\uffee"), ("zh-private",)),
    Case("long keys differ at the end", body(f"{LONG}a"), ("xx-long",)),
    Case("long keys are not cut", body(LONG), ()),
    Case("a long key of three bytes a character", body(f"{LONG_HAN}乙"), ("xx-longer",)),
    Case("a pair of two long keys", pair(f"{LONG}a_{LONG_HAN}甲"), ("xx-long",)),
    Case("behind a long key the text goes on", body("tail"), ("xx-longer", "xx-long")),
    Case("capitals are not folded", body("VN"), ("xx-case",)),
    Case("not folded the other way", body("vN"), ()),
    Case("a common English word is kept", body("the"), ("xx-case",)),
    Case("and in capitals", body("THE"), ("xx-case",)),
    Case("a common Vietnamese word is kept", body("ninh"), None),
    Case("words are not stemmed", body("case", "cases"), ()),
    Case("a key of one letter", body("a"), ("xx-aa", "xx-aaa")),
    Case("tone placement is the analysis's affair", body("hoà"), ("xx-marks",)),
    Case("decomposed is another key", body("ho\u0300a"), ("xx-marks",)),
    Case("tones are not folded", body("hoa\u0300"), ()),
    Case("đ is not ð", body("ðà"), ()),
    Case("a digit", body("5"), ("xx-digits",)),
    Case("a leading nought counts", body("05"), ("xx-digits",)),
    Case("a number with a dot", body("5.000"), ("xx-digits",)),
    Case("digits of other scripts are other keys", body("1"), ()),
    *(
        Case(f"{key} means nothing but itself", body(key), ("xx-odd",))
        for key in ODD_KEYS
        if key != "/"
    ),
    Case("an id is whole", is_(fields.ID, "doc"), ("doc",)),
    Case("an id keeps its capitals", is_(fields.ID, "Doc"), ("Doc",)),
    Case("an id with spaces", is_(fields.ID, "doc 1/2#đặc biệt"), ("doc 1/2#đặc biệt",)),
    Case("a part of an id is no id", is_(fields.ID, "tài"), ()),
    Case("many ids", is_(fields.ID, *(f"g{number:04d}" for number in range(0, GENERATED, 2)))),
    Case("a source with spaces", is_(fields.SOURCE, "Báo Lạng Sơn"), ("vi-in-text", "vi-luu-ninh")),
    Case("a source keeps its capitals", is_(fields.SOURCE, "A"), ("vi-once", "vi-repeat")),
    Case("a source in quotation marks", is_(fields.SOURCE, '"quoted" [source]'), ("xx-odd",)),
    Case("a whole day", is_(fields.DATE, "20240601"), ("vi-luu-ninh", "zh-liu-ning")),
    Case(
        "undated, by id behind hand-made and generated alike",
        And((is_(fields.DATE, "00000000"), body("hạn"))),
        ("dt-none-a", "dt-none-b"),
    ),
    Case("an empty document is found by keyword", is_(fields.GENRE, "paper"), None),
    Case("a document of a mark alone", is_(fields.ID, "xx-only-mark"), ("xx-only-mark",)),
]

PHRASES: Final = [
    Case("neighbours", phrase("lưu ninh"), ("vi-in-text", "vi-luu-ninh", "vi-lower")),
    Case("the order matters", phrase("ninh lưu"), ("vi-reverse",)),
    Case("across a full stop", phrase("lưu ninh thì"), ()),
    Case("with the mark as a slot", phrase("lưu . ninh"), ("vi-mark",)),
    Case("either mark", phrase("刘|lưu .|, 宁|ninh"), ("vi-mark", "zh-mark")),
    Case("title and text have a mark between", phrase("lạng sơn chủ tịch"), ()),
    Case("title, mark, text", phrase("lạng sơn . chủ tịch"), ("vi-luu-ninh",)),
    Case("one slot", phrase("𠀀"), ("zh-beyond",)),
    Case("one slot with alternatives", phrase("𠀀|𣴓|\uffee"), ("zh-beyond", "zh-private")),
    Case("alternatives in both scripts", phrase("lưu|刘 ninh|宁"), NAMES),
    Case("alternatives do not mix across documents", phrase("lưu|广 宁|西"), ("zh-liu-ning",)),
    Case("a slot without any existing alternative", phrase("lưu không-có"), ()),
    Case("an empty slot", Phrase((("lưu",), ())), ()),
    Case("an alternative that does not exist", phrase("lưu ninh|không-có"), NAMES[:2] + NAMES[3:]),
    Case("repeated keys", phrase("hợp tác hợp tác hợp"), ("vi-repeat",)),
    Case("one repetition too many", phrase("hợp tác hợp tác hợp tác"), ()),
    Case("overlapping occurrences", phrase("tác hợp tác"), ("vi-repeat",)),
    Case("a repeat across a mark", phrase("hợp hợp"), ()),
    Case("the same key three times", phrase("a a a"), ("xx-aaa",)),
    Case("twice is in both", phrase("a a"), ("xx-aa", "xx-aaa")),
    Case("four times nowhere", phrase("a a a a"), ()),
    Case("an alternative that is the neighbour too", phrase("a|b a|b a|b"), ("xx-aa", "xx-aaa")),
    Case("the same alternatives in each slot", phrase("a|b a|b a|b a|b"), ("xx-aa",)),
    Case("the second of two ways in is right", phrase("a b"), ("xx-aa",)),
    Case("the last neighbours of a text", phrase("b a"), ("xx-aa",)),
    Case("the first key of a text", phrase("北 𣴓"), ("zh-beyond",)),
    Case(
        "beyond the plane with alternatives",
        phrase("北|南 𣴓|\ue000 河"),
        ("zh-beyond", "zh-private"),
    ),
    Case("a whole text", phrase("北 𣴓 河 𠀀 口"), ("zh-beyond",)),
    Case("one key longer than the text", phrase("北 𣴓 河 𠀀 口 ."), ()),
    Case("long keys", phrase(f"{LONG}a {LONG_HAN}甲 tail"), ("xx-long",)),
    Case(
        "long keys with alternatives",
        phrase(f"{LONG}a|{LONG}b {LONG_HAN}甲|{LONG_HAN}乙 tail"),
        ("xx-longer", "xx-long"),
    ),
    *(
        Case(
            f"{left} and {right} stay themselves in a phrase",
            phrase(f"{left} {right}"),
            ("xx-odd",),
        )
        for left, right in zip(ODD_KEYS[::2], ODD_KEYS[1::2], strict=False)
    ),
    Case(
        "odd keys as alternatives",
        phrase("|".join(ODD_KEYS) + " " + "|".join(ODD_KEYS) + " [x]"),
        ("xx-odd",),
    ),
    Case(
        "odd keys do not match as patterns",
        phrase("a.b|.*|c++|.|a* c++|a*b|.+|a.b|.* a?b|[x]|.|..."),
        ("xx-odd",),
    ),
    Case("common neighbours", phrase("cửa khẩu"), None),
    Case("common neighbours of three", phrase("của và người"), None),
    Case("few alternatives", phrase("của|và người|năm"), None),
    Case("many alternatives", phrase("|".join(WORDS[:20]) + " " + "|".join(WORDS[10:])), None),
    Case(
        "all words in three slots",
        phrase(" ".join(["|".join(WORDS)] * 3)),
        None,
    ),
    Case("eight slots of many alternatives", phrase(" ".join(["|".join(WORDS[:30])] * 8)), None),
    Case(
        "a slot of 9,000",
        Phrase((("lưu",), (*SLOT, "ninh"))),
        ("vi-in-text", "vi-luu-ninh", "vi-lower"),
    ),
    Case(
        "two slots of 9,000",
        Phrase(((*SLOT, "刘"), (*SLOT, "宁"), ("会",))),
        ("zh-liu-ning",),
    ),
]

BOOLEAN: Final = [
    Case("everything", Everything(), None),
    Case("nothing", Nothing(), ()),
    Case(
        "a conjunction",
        And((body("lưu"), body("ninh"), body("hội"))),
        ("vi-in-text", "vi-luu-ninh"),
    ),
    Case("a conjunction of nothing in common", all_(body("lưu"), body("刘")), ()),
    Case("an empty conjunction is everything", And(()), None),
    Case("an empty disjunction is nothing", Or(()), ()),
    Case("a disjunction", any_(pair("刘_宁"), phrase("北 𣴓")), ("zh-liu-ning", "zh-beyond")),
    Case("a disjunction with everything", any_(pair("刘_宁"), Everything()), None),
    Case("a disjunction with nothing", any_(pair("刘_宁"), Nothing()), ("zh-liu-ning",)),
    Case("a conjunction with nothing", all_(pair("刘_宁"), Nothing()), ()),
    Case("a conjunction with everything", all_(pair("刘_宁"), Everything()), ("zh-liu-ning",)),
    Case("one part", all_(pair("刘_宁")), ("zh-liu-ning",)),
    Case("a negation alone", Not(body("của")), None),
    Case("a negation of everything", Not(Everything()), ()),
    Case("a negation of nothing", Not(Nothing()), None),
    Case("twice negated", Not(Not(pair("刘_宁"))), ("zh-liu-ning",)),
    Case("taken away", all_(NAME, Not(pair("^lưu_ninh"))), ("zh-liu-ning", "vi-lower")),
    Case(
        "what is missing taken away", all_(pair("刘_宁"), Not(body("không-có"))), ("zh-liu-ning",)
    ),
    Case("a conjunction of negations", all_(Not(body("của")), Not(body("中"))), None),
    Case("a disjunction of negations", any_(Not(body("của")), Not(body("中"))), None),
    Case("a negated disjunction", Not(any_(body("của"), body("中"))), None),
    Case("a negated conjunction", Not(all_(body("của"), body("中"))), None),
    Case(
        "a negation within a disjunction", any_(Not(Everything()), pair("刘_宁")), ("zh-liu-ning",)
    ),
    Case("a negated phrase", all_(body("lưu"), Not(phrase("lưu ninh"))), None),
    Case("a phrase and its mark", all_(phrase("cửa khẩu"), body(",")), None),
    Case("two phrases", all_(phrase("cửa khẩu"), phrase("kinh tế")), None),
    Case("either of two phrases", any_(phrase("cửa khẩu"), phrase("kinh tế")), None),
    Case(
        "lower case otherwise than with capitals",
        any_(all_(pair("lưu_ninh"), Not(pair("^lưu_ninh", "~lưu_ninh"))), pair("=lưu_ninh")),
        ("vi-lower",),
    ),
    Case(
        "pairs confirmed by a phrase", all_(pair("a_a"), pair("a_b"), phrase("a a b")), ("xx-aa",)
    ),
    Case(
        "fields mixed",
        all_(body("ninh"), is_(fields.PROVINCE, "Ninh Bình")),
        ("vi-apart", "vi-reverse"),
    ),
    Case("a wide conjunction", And(tuple(body(word) for word in WORDS[:12])), None),
    Case("a wide disjunction", Or(tuple(phrase(f"{word} của") for word in WORDS)), None),
    Case("nested 200 levels deep", nested(NAME, 200), NAMES),
    Case("nested 203 levels deep, negated", nested(NAME, 203), None),
    Case("nested around a phrase", nested(phrase("a b"), 100), ("xx-aa",)),
]

PREFIXES_AND_RANGES: Final = [
    Case("a beginning", Prefix(fields.BODY, "lư"), None),
    Case("a beginning that is a whole key", Prefix(fields.BODY, "lưu"), None),
    Case("a beginning nobody has", Prefix(fields.BODY, "lưuu"), ()),
    Case("a beginning longer than a pattern may be", Prefix(fields.BODY, "宁" * 2_000), ()),
    Case("a beginning of a long key", Prefix(fields.BODY, LONG), ("xx-longer", "xx-long")),
    Case("a character as a beginning", Prefix(fields.BODY, "刘"), ("zh-liu-ning", "zh-mark")),
    Case("a beginning beyond the plane", Prefix(fields.BODY, "𠀀"), ("zh-beyond",)),
    Case("a dot is a dot", Prefix(fields.BODY, "a."), ("xx-odd",)),
    Case("a star is a star", Prefix(fields.BODY, "a*"), ("xx-odd",)),
    Case("a bracket is a bracket", Prefix(fields.BODY, "["), ("xx-odd",)),
    Case("a backslash is a backslash", Prefix(fields.BODY, "\\"), ("xx-odd",)),
    Case("a beginning of pairs", Prefix(fields.PAIR, "lưu_"), None),
    Case(
        "a beginning of capitalised pairs",
        Prefix(fields.PAIR, "^lưu"),
        ("vi-in-text", "vi-luu-ninh"),
    ),
    Case("a beginning of a title's pairs", Prefix(fields.TITLE_PAIR, "刘"), ("zh-liu-ning",)),
    Case("a beginning of many pairs", Prefix(fields.PAIR, "c"), None),
    Case(
        "a beginning of an id",
        Prefix(fields.ID, "doc"),
        ("doc", "doc 1/2#đặc biệt", "doc-\uffee", "doc-𠀀"),
    ),
    Case("a year as a beginning of dates", Prefix(fields.DATE, "2023"), None),
    Case("a month by its beginning", Prefix(fields.MONTH, "2024-06"), None),
    Case("between two days", all_(dated("20230501", "20230601"), body("hạn")), ("dt-day",)),
    Case("both bounds are within", dated("20240515", "20240601"), None),
    Case("one day", dated("20240601", "20240601"), ("vi-luu-ninh", "zh-liu-ning")),
    Case("open below holds the undated", dated(None, "00010101"), None),
    Case(
        "from the first day the undated are out",
        all_(dated("00000001", None), body("hạn")),
        ("dt-last", "dt-day", "dt-month", "dt-year", "dt-first"),
    ),
    Case("open below", dated(None, "20150101"), None),
    Case("open above", dated("20240601", None), None),
    Case("open on both sides", dated(None, None), None),
    Case("bounds the wrong way round", dated("20240601", "20240515"), ()),
    Case("between days that do not occur", dated("20240602", "20240603"), None),
    Case(
        "a year that ends with nines",
        all_(dated("20230000", "20239999"), body("hạn")),
        ("dt-day", "dt-month", "dt-year"),
    ),
    Case("the last day there can be", all_(dated("99991231", None), body("hạn")), ("dt-last",)),
    Case("a bound that is no day", dated("2024", "20240601a"), None),
    Case("an empty bound", dated("", "20100101"), None),
    Case("a range of years", Range(fields.YEAR, "2015", "2016"), None),
    Case("a range of years holds no unknown", Range(fields.YEAR, None, "9999"), None),
    Case("a range of months", Range(fields.MONTH, "2020-05", "2020-07"), None),
    Case("a range of ids", Range(fields.ID, "doc", "doc-"), ("doc", "doc 1/2#đặc biệt")),
    Case(
        "code points decide, not UTF-16",
        Range(fields.ID, "doc-\uffee", "doc-𠀀"),
        ("doc-\uffee", "doc-𠀀"),
    ),
    Case(
        "a negated range",
        all_(Not(dated("00000001", None)), body("hạn")),
        ("dt-none-a", "dt-none-b"),
    ),
    Case("a range and a phrase", all_(dated("20200101", "20221231"), phrase("cửa khẩu")), None),
]

VI: Final = is_(fields.LANG, "vi")
FACETED: Final = [
    Case("facets of everything", Everything(), facets=fields.FACETS, limit=1),
    Case("facets of a name", NAME, NAMES, facets=fields.FACETS),
    Case("facets of nothing", Nothing(), (), facets=fields.FACETS),
    Case("facets of an empty result", pair("không_có"), (), facets=(fields.LANG,)),
    Case("values of one count stand by value", body("北"), facets=(fields.SOURCE,)),
    Case("facets without a page", body("của"), (), facets=fields.FACETS, limit=0),
    Case("a facet asked for alone", body("中"), facets=(fields.YEAR,)),
    Case("a facet with a hyphen in its values", body("tên"), facets=(fields.ENCODING,)),
    Case(
        "a filter by such a value",
        Everything(),
        ("vi-lower",),
        filters={fields.ENCODING: is_(fields.ENCODING, "big5-hkscs")},
    ),
    Case("facets in another order", body("中"), facets=(fields.GENRE, fields.LANG)),
    Case("facets of a phrase", phrase("cửa khẩu"), facets=fields.FACETS),
    Case("facets of a negation", Not(body("của")), facets=fields.FACETS),
    Case("a filter", NAME, ("vi-in-text", "vi-luu-ninh", "vi-lower"), filters={fields.LANG: VI}),
    Case("a filter that leaves nothing", NAME, (), filters={fields.LANG: is_(fields.LANG, "fr")}),
    Case(
        "a facet obeys all filters but its own",
        NAME,
        ("vi-in-text", "vi-luu-ninh", "vi-lower"),
        filters={fields.LANG: VI},
        facets=fields.FACETS,
    ),
    Case(
        "two filters, each facet without its own",
        body("của"),
        filters={fields.LANG: VI, fields.SOURCE: is_(fields.SOURCE, *SOURCES[:2])},
        facets=fields.FACETS,
    ),
    Case(
        "three filters, one by date, whose facet nobody asks",
        body("của", "中"),
        filters={
            fields.GENRE: is_(fields.GENRE, *GENRES[:2]),
            fields.DATE: dated("20180101", None),
            fields.PROVINCE: is_(fields.PROVINCE, "Cao Bằng", fields.UNKNOWN),
        },
        facets=fields.FACETS,
    ),
    Case(
        "filters of every facet",
        Everything(),
        filters={
            fields.LANG: VI,
            fields.YEAR: is_(fields.YEAR, "2020", "2021"),
            fields.MONTH: Prefix(fields.MONTH, "202"),
            fields.DATED: is_(fields.DATED, fields.SURE),
            fields.SOURCE: is_(fields.SOURCE, *SOURCES),
            fields.PROVINCE: Not(is_(fields.PROVINCE, fields.UNKNOWN)),
            fields.GENRE: is_(fields.GENRE, "news", "paper"),
        },
        facets=fields.FACETS,
    ),
    Case(
        "a filter that matches nothing leaves its own facet whole",
        body("của"),
        (),
        filters={fields.LANG: is_(fields.LANG, "fr")},
        facets=fields.FACETS,
    ),
    Case(
        "entities: each value of a document counts, none counts nothing",
        body("thể"),
        ("en-odd", "en-many", "en-one", "en-none"),
        facets=fields.FACETS,
    ),
    Case("an entity", is_(fields.LEFT_OUT, "shuikou"), ("en-many",)),
    Case("an id of an entity is whole", is_(fields.PEOPLE, "a|b^c_d"), ("en-odd",)),
    Case("a part of an id is none", is_(fields.PEOPLE, "trần"), ()),
    Case(
        "filters by entities",
        body("thể"),
        ("en-many", "en-one"),
        filters={fields.GATES: is_(fields.GATES, "huu-nghi", "tan-thanh")},
        facets=fields.FACETS,
    ),
    Case(
        "filters by two kinds of entities, each facet without its own",
        Everything(),
        filters={
            fields.GATES: is_(fields.GATES, "huu-nghi", "mong-cai"),
            fields.PEOPLE: is_(fields.PEOPLE, "lưu ninh"),
        },
        facets=fields.FACETS,
    ),
    Case(
        "what is excluded narrows every facet, that of its own field too",
        body("của"),
        filters={f"-{fields.LANG}": Not(VI), fields.GENRE: is_(fields.GENRE, *GENRES[:2])},
        facets=fields.FACETS,
    ),
    Case(
        "what is excluded of entities narrows their own facet",
        body("thể"),
        ("en-odd", "en-none"),
        filters={f"-{fields.GATES}": Not(is_(fields.GATES, "huu-nghi", "tan-thanh"))},
        facets=fields.FACETS,
    ),
    Case(
        "years and months by language",
        Everything(),
        facets=(fields.YEAR, fields.LANG, fields.MONTH),
        split={fields.YEAR: fields.LANG, fields.MONTH: fields.LANG},
    ),
    Case(
        "a split facet obeys all filters but its own, that of the other field too",
        body("của", "中"),
        filters={
            fields.YEAR: is_(fields.YEAR, "2020", "2021"),
            fields.LANG: is_(fields.LANG, "vi", "zh"),
            f"-{fields.LANG}": Not(VI),
        },
        facets=(fields.MONTH, fields.YEAR),
        split={fields.YEAR: fields.LANG, fields.MONTH: fields.LANG},
    ),
    Case(
        "a split of no documents is empty",
        Nothing(),
        facets=(fields.YEAR,),
        split={fields.YEAR: fields.LANG},
    ),
    Case("a negated filter", NAME, ("zh-liu-ning",), filters={fields.LANG: Not(VI)}),
    Case(
        "a filter on everything", Everything(), filters={fields.GENRE: is_(fields.GENRE, "speech")}
    ),
    Case(
        "the unknown are a value",
        Everything(),
        filters={fields.YEAR: is_(fields.YEAR, fields.UNKNOWN)},
    ),
]

COUNTED: Final = [
    Case("counts of forms", NAME, NAMES, counts={"vi": pair("lưu_ninh"), "zh": pair("刘_宁")}),
    Case(
        "counts do not obey the plan",
        pair("刘_宁"),
        ("zh-liu-ning",),
        counts={"của": body("của"), "none": pair("không_có"), "all": Everything()},
    ),
    Case(
        "counts obey the filters",
        Everything(),
        limit=0,
        ids=(),
        filters={fields.LANG: VI, fields.DATE: dated("20200101", None)},
        counts={
            **{word: body(word) for word in WORDS[:10]},
            "phrase": phrase("cửa khẩu"),
            "lower": all_(pair("của_và"), Not(pair("^của_và"))),
            "nothing": Nothing(),
            "everything": Everything(),
        },
    ),
    Case(
        "a count of one term with a filter",
        NAME,
        counts={"vi": pair("lưu_ninh")},
        filters={fields.SOURCE: is_(fields.SOURCE, "A")},
        ids=(),
    ),
    Case(
        "forty counts",
        body("của"),
        counts={str(at): pair(f"{word}_của") for at, word in enumerate(WORDS)},
    ),
    Case(
        "a name may be anything",
        Nothing(),
        (),
        counts={"": NAME, "form 0 lưu ninh": NAME, "𠀀": NAME},
    ),
]

PAGED: Final = [
    *(
        Case(f"page from {offset} of {limit}", body("của"), offset=offset, limit=limit)
        for offset, limit in ((0, 1), (1, 1), (9, 10), (10, 10), (500, 25), (799, 3), (1200, 10))
    ),
    Case("a page over the end", NAME, ("zh-liu-ning", "vi-lower"), offset=2),
    Case("a page exactly at the end", NAME, (), offset=4),
    Case("a page far behind the end", NAME, (), offset=10_000_000),
    Case("a page larger than the index", NAME, NAMES, limit=10_000_000),
    Case("a page of nothing", NAME, (), limit=0),
    Case("everything on one page", Everything(), limit=5000),
    Case("the last page of everything", Everything(), offset=len(HAND) + GENERATED - 3),
    Case(
        "undated last, an unknown day behind the known ones",
        body("hạn"),
        ("dt-last", "dt-day", "dt-month", "dt-year", "dt-first", "dt-none-a", "dt-none-b"),
    ),
    Case(
        "one day: by id, code point after code point",
        body("hiệu"),
        ("Doc", "doc", "doc 1/2#đặc biệt", "doc-\uffee", "doc-𠀀", "tài liệu"),
        order=Newest(),
    ),
]

SCRIPT_AND_TITLE: Final = Strata((in_title("lưu_ninh"), in_title("刘_宁"), pair("^lưu_ninh")))
COMMON: Final = Strata((in_title("của_và"), phrase("cửa khẩu"), body("中"), body("trong")))
STRATIFIED: Final = [
    Case(
        "title before text, then all others, each newest first",
        NAME,
        ("vi-luu-ninh", "zh-liu-ning", "vi-in-text", "vi-lower"),
        order=SCRIPT_AND_TITLE,
    ),
    Case(
        "a page that begins within",
        NAME,
        ("zh-liu-ning", "vi-in-text"),
        order=SCRIPT_AND_TITLE,
        offset=1,
        limit=2,
    ),
    Case("a page of the last stratum", NAME, ("vi-lower",), order=SCRIPT_AND_TITLE, offset=3),
    Case("a page behind the last stratum", NAME, (), order=SCRIPT_AND_TITLE, offset=4),
    Case("no strata", NAME, NAMES, order=Strata(())),
    Case("one stratum of all", NAME, NAMES, order=Strata((Everything(),))),
    Case("a stratum of none", NAME, NAMES, order=Strata((Nothing(), pair("không_có")))),
    Case(
        "a document of two strata stands in the first",
        NAME,
        ("vi-in-text", "vi-luu-ninh", "zh-liu-ning", "vi-lower"),
        order=Strata((pair("^lưu_ninh"), in_title("lưu_ninh", "刘_宁"))),
    ),
    Case(
        "the same stratum twice",
        NAME,
        order=Strata((pair("刘_宁"), pair("刘_宁"), pair("lưu_ninh"))),
    ),
    Case(
        "a stratum wider than the plan",
        pair("刘_宁"),
        ("zh-liu-ning",),
        order=Strata((Everything(), VI)),
    ),
    *(
        Case(
            f"large strata from {offset}", body("của", "中"), order=COMMON, offset=offset, limit=40
        )
        for offset in (0, 20, 60, 300, 900, 1370, 1500)
    ),
    Case("large strata on one page", body("của"), order=COMMON, limit=4000),
    Case(
        "strata of negations",
        body("của"),
        order=Strata((Not(body("中")), Not(body("trong")))),
        limit=2000,
    ),
    Case(
        "strata within filters",
        body("của"),
        order=COMMON,
        limit=300,
        filters={fields.LANG: VI},
        facets=fields.FACETS,
    ),
    Case(
        "forty strata",
        body("của"),
        order=Strata(tuple(pair(f"{word}_của") for word in WORDS)),
        offset=200,
        limit=300,
    ),
]


def by(*parts: tuple[Plan, int]) -> Weighted:
    return Weighted(parts)


RARE_FIRST: Final = by((body("điểm"), 2), (body("hiếm"), 5), (body("bằng"), 1))
MANY: Final = by(
    (body("của"), 3),
    (phrase("cửa khẩu"), 7),
    (pair("của_và", "kinh_tế"), 4),
    (in_title("của_và"), 5),
    (all_(body("中"), body("国")), 3),
    (Not(body("và")), 1),
)
WEIGHTED: Final = [
    Case(
        "the larger sum first, equal ones newest first",
        body("nhau", "điểm"),
        ("sc-both", "sc-new", "sc-mid", "sc-old", "sc-rich"),
        order=RARE_FIRST,
    ),
    Case("no parts: newest first", NAME, NAMES, order=Weighted(())),
    Case("a part that nothing matches", NAME, NAMES, order=by((pair("không_có"), 9))),
    Case(
        "parts without documents", NAME, NAMES, order=by((Nothing(), 9), (any_(), 3), (body(), 2))
    ),
    Case("a part that all match", NAME, NAMES, order=by((Everything(), 9), (all_(), 3))),
    Case("the plan as its only part", NAME, NAMES, order=by((NAME, 1))),
    Case(
        "documents of no part come last",
        NAME,
        ("zh-liu-ning", "vi-in-text", "vi-luu-ninh", "vi-lower"),
        order=by((pair("刘_宁"), 1)),
    ),
    Case(
        "many small weights outweigh a large one",
        NAME,
        ("vi-luu-ninh", "vi-in-text", "zh-liu-ning", "vi-lower"),
        order=by((pair("^lưu_ninh"), 4), (in_title("lưu_ninh"), 3), (body("刘"), 3), (VI, 2)),
    ),
    Case(
        "sums that tie with different parts stand newest first",
        NAME,
        ("vi-in-text", "vi-luu-ninh", "zh-liu-ning", "vi-lower"),
        order=by((pair("^lưu_ninh"), 3), (in_title("刘_宁"), 1), (body("刘"), 2)),
    ),
    Case(
        "one day and one sum: by id",
        body("hiệu"),
        ("doc", "doc 1/2#đặc biệt", "doc-\uffee", "doc-𠀀", "Doc", "tài liệu"),
        order=by((Prefix(fields.ID, "doc"), 2), (body("số"), 1)),
    ),
    Case(
        "of equal sums the undated last",
        body("hạn"),
        ("dt-first", "dt-none-b", "dt-last", "dt-day", "dt-month", "dt-year", "dt-none-a"),
        order=by((is_(fields.ID, "dt-first", "dt-none-b"), 1), (body("kỳ"), 5)),
    ),
    Case(
        "a part twice weighs twice",
        NAME,
        ("zh-liu-ning", "vi-in-text", "vi-luu-ninh", "vi-lower"),
        order=by((VI, 3), (body("刘"), 2), (body("刘"), 2)),
    ),
    Case(
        "a word said often weighs once",
        body("điểm"),
        ("sc-new", "sc-mid", "sc-old", "sc-rich", "sc-both"),
        order=by((body("điểm"), 9), (body("bằng"), 1), (Not(body("hiếm")), 1)),
    ),
    Case(
        "a phrase weighs where its words do not",
        body("hợp"),
        ("vi-once", "vi-repeat"),
        order=by((body("tác"), 1), (phrase("hợp , hợp|tác|."), 2)),
    ),
    Case(
        "a phrase with alternatives",
        body("a"),
        ("xx-aa", "xx-aaa"),
        order=by((phrase("a|b b|x a"), 1)),
    ),
    Case(
        "a phrase of a slot without terms weighs nothing", NAME, NAMES, order=by((Phrase(((),)), 5))
    ),
    Case(
        "a negation weighs",
        NAME,
        ("vi-lower", "vi-in-text", "vi-luu-ninh", "zh-liu-ning"),
        order=by((Not(pair("^lưu_ninh")), 1), (VI, 1)),
    ),
    Case(
        "the negation of the plan weighs nothing",
        NAME,
        NAMES,
        order=by((Not(NAME), 5)),
    ),
    Case(
        "ranges, beginnings and keywords weigh",
        NAME,
        ("vi-luu-ninh", "zh-liu-ning", "vi-in-text", "vi-lower"),
        order=by((dated("20240601", "20240601"), 2), (Prefix(fields.TITLE_PAIR, "刘"), 1), (VI, 1)),
    ),
    Case(
        "the largest sum there can be, exactly",
        NAME,
        ("vi-luu-ninh", "vi-in-text", "zh-liu-ning", "vi-lower"),
        order=by(
            (pair("lưu_ninh", "刘_宁"), 2**23),
            (pair("^lưu_ninh"), 2**23 - 1),
            (in_title("lưu_ninh"), 1),
        ),
    ),
    Case(
        "sums that differ by one in eight millions",
        NAME,
        ("vi-in-text", "vi-luu-ninh", "zh-liu-ning", "vi-lower"),
        order=by((pair("^lưu_ninh"), 2**23), (in_title("刘_宁"), 2**23 - 1)),
    ),
    Case(
        "within filters",
        NAME,
        ("vi-in-text", "vi-luu-ninh", "vi-lower"),
        order=by((body("刘"), 5), (pair("^lưu_ninh"), 1)),
        filters={fields.LANG: VI},
        facets=fields.FACETS,
        counts={"zh": body("刘")},
    ),
    Case(
        "a filter as a part",
        body("của", "中"),
        order=by((VI, 2), (body("中"), 1)),
        filters={fields.LANG: VI},
        offset=180,
        limit=50,
    ),
    *(
        Case(
            f"sums of many parts from {offset}",
            body("của", "中"),
            order=MANY,
            offset=offset,
            limit=30,
        )
        for offset in (0, 1, 29, 90, 400, 1000, 1360, 1400, 5000)
    ),
    Case("sums of many parts on one page", Everything(), order=MANY, limit=4000),
    Case("a page of nothing by sums", NAME, (), order=RARE_FIRST, limit=0),
    Case(
        "as many parts as words",
        body("của"),
        order=Weighted(tuple((body(word), 1 + at % 5) for at, word in enumerate(WORDS))),
        offset=100,
        limit=200,
    ),
    Case(
        "one weight for all words counts the words",
        any_(*(body(word) for word in WORDS[:12])),
        order=Weighted(tuple((body(word), 1) for word in WORDS[:12])),
        limit=1000,
    ),
    Case("a part nested deep", NAME, order=by((nested(body("刘"), 150), 1), (VI, 2))),
]

BOTH: Final = all_(pair("lưu_ninh"), in_title("lưu_ninh"))
OF_LUU: Final = body("lưu", "刘")
LUU: Final = by((pair("^lưu_ninh"), 2), (body("刘"), 3), (pair("lưu_ninh"), 1))
CHOSEN: Final = (body("của"), body("trong"), body("và"))
CHOICE: Final = by(
    (CHOSEN[0], 3), (CHOSEN[1], 5), (CHOSEN[2], 2), (in_title("của_và"), 4), (body("kinh"), 1)
)
OTHERS: Final = [
    Case(
        "others follow, newest first",
        BOTH,
        ("vi-luu-ninh", "vi-in-text", "zh-liu-ning", "vi-lower"),
        others=NAME,
        counts={"name": NAME},
        facets=fields.FACETS,
    ),
    Case(
        "others follow by weight",
        BOTH,
        ("vi-luu-ninh", "zh-liu-ning", "vi-in-text", "vi-lower"),
        others=NAME,
        order=by((body("刘"), 3), (pair("^lưu_ninh"), 1)),
    ),
    Case(
        "others follow in strata",
        BOTH,
        ("vi-luu-ninh", "zh-liu-ning", "vi-in-text", "vi-lower"),
        others=NAME,
        order=Strata((in_title("刘_宁"), pair("^lưu_ninh"))),
    ),
    Case(
        "a hit that weighs little stands before others that weigh much",
        pair("刘_宁"),
        ("zh-liu-ning", "vi-in-text", "vi-luu-ninh", "vi-lower"),
        others=NAME,
        order=by((pair("^lưu_ninh"), 9)),
    ),
    Case("no hits, only others", Nothing(), NAMES, others=NAME, facets=fields.FACETS),
    Case("others that are all hits", NAME, NAMES, others=NAME),
    Case("others that nothing matches", NAME, NAMES, others=pair("không_có")),
    Case(
        "hits that are none of the others",
        pair("刘_宁"),
        ("zh-liu-ning", *NAMES[:2], NAMES[3]),
        others=pair("lưu_ninh"),
    ),
    Case("everything has no others", Everything(), others=body("của"), limit=3),
    Case("everything else as others", BOTH, others=Everything(), order=LUU, limit=12),
    Case(
        "others within filters",
        BOTH,
        ("vi-luu-ninh", "vi-in-text", "vi-lower"),
        others=NAME,
        filters={fields.LANG: VI},
        facets=fields.FACETS,
        counts={"lưu": OF_LUU},
    ),
    Case(
        "filters leave only others",
        pair("刘_宁"),
        ("vi-in-text", "vi-luu-ninh", "vi-lower"),
        others=NAME,
        filters={fields.LANG: VI},
        order=LUU,
    ),
    Case(
        "filters leave no others",
        BOTH,
        ("vi-luu-ninh",),
        others=NAME,
        filters={
            fields.SOURCE: is_(fields.SOURCE, "Báo Lạng Sơn"),
            fields.GENRE: is_(fields.GENRE, "news"),
        },
    ),
    Case("a page that ends at the border", BOTH, ("vi-luu-ninh",), others=NAME, limit=1),
    Case(
        "a page that begins at the border",
        BOTH,
        ("vi-in-text", "zh-liu-ning"),
        others=NAME,
        offset=1,
        limit=2,
    ),
    Case("a page behind the last other", BOTH, (), others=NAME, offset=4),
    Case("a page far behind the last other", BOTH, (), others=NAME, offset=10_000_000, order=LUU),
    Case("a page of nothing, with others", BOTH, (), others=NAME, limit=0),
    Case(
        "so many others and no more",
        BOTH,
        ("vi-luu-ninh", "vi-in-text", "zh-liu-ning"),
        others=NAME,
        most=2,
    ),
    Case("no others are paged, all are counted", BOTH, ("vi-luu-ninh",), others=NAME, most=0),
    Case("a page behind so many others", BOTH, (), others=NAME, most=2, offset=3, order=LUU),
    Case("a negation as others", BOTH, others=Not(body("của")), order=MANY, offset=1, limit=40),
    Case(
        "a phrase as others",
        phrase("cửa khẩu việt"),
        others=phrase("cửa khẩu"),
        order=MANY,
        limit=60,
    ),
    *(
        Case(
            f"others by {name} from {offset}",
            all_(body("của"), body("trong")),
            others=body("của", "trong", "中"),
            order=order,
            offset=offset,
            limit=25,
            filters={fields.LANG: VI},
            most=300,
        )
        for name, order in (("day", NEWEST), ("strata", COMMON), ("weight", MANY))
        for offset in (0, 100, 180, 200, 350, 460, 475, 500)
    ),
    *(
        Case(
            f"others of a choice among {name} of the weighted parts, from {offset}",
            all_(body("của"), body("trong")),
            others=any_(*choice),
            order=CHOICE,
            offset=offset,
            limit=25,
            filters={fields.LANG: VI},
            most=300,
        )
        for name, choice in (("all", CHOSEN), ("some", CHOSEN[:2]))
        for offset in (0, 180, 200, 475, 500)
    ),
]


def bands(*terms: str) -> AnyOf:
    return AnyOf(fields.BANDS, terms)


BANDS: Final = [
    Case(
        "documents share a band",
        bands("0c0ffee00"),
        ("bd-later", "bd-first", "bd-year", "bd-never"),
    ),
    Case(
        "of bands any is enough",
        bands("=exact-cd", "10c0ffee0", "nobody's"),
        ("bd-later", "bd-never"),
    ),
    Case("no part of a band is one", bands("0c0ffee0", "c0ffee00"), ()),
    Case(
        "copies of a day, and those whose day is not known",
        And(
            (
                bands("0c0ffee00", "0c0ffee01"),
                Or(
                    (
                        Range(fields.DATE, "20130110", "20130210"),
                        is_(fields.DATE, "00000000", "20130000"),
                    )
                ),
            )
        ),
        ("bd-later", "bd-year", "bd-never"),
    ),
    Case("a band that very many share", bands("00", "13"), None, limit=50),
    Case("very many bands", bands(*(f"={number:x}" for number in range(0, GENERATED, 3))), None),
]

CASES: Final = [
    *TERMS,
    *PHRASES,
    *BOOLEAN,
    *PREFIXES_AND_RANGES,
    *FACETED,
    *COUNTED,
    *PAGED,
    *STRATIFIED,
    *WEIGHTED,
    *OTHERS,
    *BANDS,
]
"""All of them."""
