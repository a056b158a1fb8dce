"""Rebuild ``synonyms/data/pinyin.tsv`` from pypinyin: ``--check`` compares and writes nothing.

Simplified characters of GB 2312 (6,763), the ones news is written with, each with its toneless
syllables, the most usual first; ü is written v.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Final

from pypinyin import Style, pinyin

from synonyms.spelling import character_key

TABLE: Final = Path(__file__).resolve().parents[1] / "synonyms" / "data" / "pinyin.tsv"

# Readings as a surname where they are other than as a word (Xiàndài Hànyǔ Cídiǎn).
SURNAMES: Final = {
    "单": "shan", "仇": "qiu", "曾": "zeng", "解": "xie", "查": "zha", "区": "ou", "盖": "ge",
    "朴": "piao", "任": "ren", "华": "hua", "纪": "ji", "缪": "miao", "宁": "ning", "覃": "qin",
    "冼": "xian", "翟": "zhai", "乐": "yue", "尉": "yu", "种": "chong", "黑": "he", "召": "shao",
    "折": "she", "员": "yun", "洗": "xian", "秘": "bi", "应": "ying", "卜": "bu", "柏": "bai",
}  # fmt: skip


def written() -> str:
    """The table as it stands in the file."""
    lines = ["# Made by scripts/build_pinyin.py; do not edit. A surname's reading stands behind |."]
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
            surname = f"|{SURNAMES[char]}" if char in SURNAMES else ""
            if plain:
                lines.append(f"{char}\t{' '.join(plain)}{surname}")
    return "\n".join(lines) + "\n"


def main() -> int:
    """Write or check the table."""
    parser = argparse.ArgumentParser(description="Rebuild the table of pinyin.")
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    text = written()
    if not parser.parse_args().check:
        TABLE.write_text(text, "utf-8")
        return 0
    if TABLE.read_text("utf-8") != text:
        print(f"{TABLE.name} differs from its source: python scripts/build_pinyin.py")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
