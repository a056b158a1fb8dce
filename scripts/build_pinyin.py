"""Rebuild ``synonyms/data/pinyin.tsv`` from pypinyin: ``--check`` compares and writes nothing.

Simplified characters of GB 2312 (6,763), the ones news is written with, each with its toneless
syllables, the most usual first; ü is written v. Of pypinyin's readings those stay that a modern
dictionary has (Unihan's kXHC1983 and kTGHZ2013): 年 is not read *ning*, nor 游 *liu*.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

from generated_table import write_or_check
from pypinyin import Style, pinyin
from pypinyin.contrib.tone_convert import to_normal
from unihan import unihan

from synonyms.spelling import character_key

TABLE: Final = Path(__file__).resolve().parents[1] / "synonyms" / "data" / "pinyin.tsv"

# Readings as a surname where they are other than as a word (Xiàndài Hànyǔ Cídiǎn).
SURNAMES: Final = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "查": "zha", "区": "ou", "盖": "ge",
    "朴": "piao", "任": "ren", "华": "hua", "纪": "ji", "缪": "miao", "宁": "ning", "覃": "qin",
    "冼": "xian", "翟": "zhai", "乐": "yue", "尉": "yu", "种": "chong", "黑": "he", "召": "shao",
    "折": "she", "员": "yun", "洗": "xian", "秘": "bi", "应": "ying", "卜": "bu", "柏": "bai",
}  # fmt: skip


def in_dictionaries() -> dict[str, set[str]]:
    """Character → its toneless syllables in either dictionary."""
    found: dict[str, set[str]] = defaultdict(set)
    for by_char in unihan(("kXHC1983", "kTGHZ2013")).values():
        for char, values in by_char.items():
            for value in values:
                # 0149.100:chóng or 048.020,048.030:dū
                found[char] |= {to_normal(one) for one in value.rpartition(":")[2].split(",")}
    return found


def written() -> str:
    """The table as it stands in the file."""
    lines = ["# Made by scripts/build_pinyin.py; do not edit. A surname's reading stands behind |."]
    modern = in_dictionaries()
    for row in range(0xB0, 0xF8):
        for cell in range(0xA1, 0xFF):
            try:
                char = bytes((row, cell)).decode("gb2312")
            except UnicodeDecodeError:
                continue
            if character_key(char) != char:
                continue
            readings = pinyin(char, style=Style.NORMAL, heteronym=True, v_to_u=False)[0]
            plain = list(dict.fromkeys(one for one in readings if one.isascii() and one.isalpha()))
            in_use = modern.get(char, set(plain))
            plain = [one for one in plain if one in in_use] or plain[:1]
            surname = f"|{SURNAMES[char]}" if char in SURNAMES else ""
            if plain:
                lines.append(f"{char}\t{' '.join(plain)}{surname}")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(write_or_check(TABLE, written))
