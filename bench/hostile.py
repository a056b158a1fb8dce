"""Hostile queries by kind: repetition, operators, costly expansion, unusual characters."""

from __future__ import annotations

from itertools import product
from typing import Final

LETTERS: Final = "aeioudyăâêôơưđ"
SYLLABLES: Final = ("thi", "luu", "nguyen", "duong", "thuy", "hoa", "nghieng", "quyen")
CHARACTERS: Final = "刘宁阮友谊关中越口岸的是了重行长乐"
WORDS: Final = ("và", "của", "các", "là", "trong", "ha noi", "viet nam", "的", "了", "中国")
MARKS: Final = '-−"“”«»「」()（）*:|/\\.,;?!'


def repeated() -> list[str]:
    """Return repetitions of a letter, word, character or mark, some longer than a query may be."""
    found = [letter * length for letter in LETTERS for length in (12, 20, 200)]
    found += [word * 60 for word in SYLLABLES]
    found += [f"{word} " * times for word in SYLLABLES for times in (4, 90)]
    found += [char * length for char in CHARACTERS for length in (5, 96, 1_990)]
    found += [mark * length for mark in MARKS for length in (1, 40, 1_990)]
    return [*found, "a" * 1_999, "a" * 3_000, "刘" * 3_000, "e\u0301" * 900, "a" + "\u0323" * 900]


def operators() -> list[str]:
    """Return queries of operators, brackets, prefixes, fields and dates, alone and nested."""
    found = [
        f"{one} near/{n} {other}" for one, other in product(WORDS, WORDS[:4]) for n in (1, 100)
    ]
    found += [" OR ".join(f"{one} near/100 {other}" for one, other in product(WORDS, WORDS[:5]))]
    found += [f"-{word}" for word in WORDS]
    found += [" ".join(f"-{word}" for word in WORDS), " OR ".join(f"-{word}" for word in WORDS)]
    found += [
        'giá gạo, xuất khẩu "thị trường" near/5 "hợp tác" kinh tế',
        "刘宁 near 口岸 (a near b) 会见",
    ]
    found += ["-(của near/100 và)", "-(-(-a))", "a -a", "(a OR b) -(a OR b)"]
    found += ["(" * depth + "a" + ")" * depth for depth in (10, 40, 41, 900)]
    found += ["(a OR " * 39 + "b" + ")" * 39, "-(" * 39 + "a" + ")" * 39]
    found += [f"{stem}*" for stem in ("th", "ng", "a", "的", "1", "đ", "th*", "*")]
    found += [" ".join(f"{a}{b}*" for a, b in product("tnhc", "haieou")), "th* near/5 ng*"]
    found += [
        "2010..2025",
        "..2025",
        "2010..",
        "..",
        "9999..0000",
        "0000..9999 -a",
        "date:..",
        "date:x",
    ]
    found += [
        f"{field}:{value}"
        for field in ("lang", "year", "source", "id", "title", "date")
        for value in ("", "vi", "*", '"', "a" * 900, "-", "của", "..")
    ]
    return [
        *found,
        "title:" + "của " * 60,
        "OR",
        "near",
        "OR OR",
        "near/0 a",
        "a near/101 b",
        "a near b near c",
    ]


def expanding() -> list[str]:
    """Return names and phrases that expand to very many candidates."""
    found = [" ".join(pair) for pair in product(SYLLABLES, SYLLABLES)]
    found += [" ".join(SYLLABLES[:length]) for length in range(3, 9)]
    found += [
        "".join(SYLLABLES),
        "shi shi",
        "li shi shi li",
        "yi yi yi yi",
        "jijijiji",
        "xian xian",
    ]
    found += [
        "行行重行行",
        "重行长乐",
        "thu ky",
        "ty thi thu ky",
        "hoi dam ve cua khau bien gioi viet trung",
    ]
    return [
        *found,
        "y y y y",
        "u u u u u u u u",
        "o e o e o e o e",
        " ".join(LETTERS),
        " ".join(CHARACTERS),
    ]


def strange() -> list[str]:
    """Return unusual characters, code, and patterns of other query languages."""
    scripts = [
        "𣴓𣴓𣴓",
        "⼀⼁⼂",
        "ﬁﬂ",
        "Ｌｕｕ　Ｎｉｎｈ",
        "🇻🇳🇨🇳",
        "ₙᵢₙₕ",
        "٣٤",
        "a\u0300\u0301\u0302\u0303b",
    ]
    unseen = ["\u202eninh", "\u200b", "\ufeff", "\x00", "\x1b[2J", "\t\n\r", "\x85\u2028\u2029"]
    code = [
        "' OR 1=1 --",
        "<script>",
        "{{7*7}}",
        "${x}",
        "../../etc/passwd",
        "%00",
        "%s%n",
        "\\u0000",
    ]
    patterns = ["[a-z]+(a+)+$", ".*.*.*", "^ninh$", "a|b|c", "_a_", "^lưu_ninh", "~lưu_ninh", "=a"]
    return [*scripts, *unseen, *code, *patterns, "1" * 400, "1.5e308", "-1"]


QUERIES: Final = tuple(dict.fromkeys([*repeated(), *operators(), *expanding(), *strange()]))
