"""Rebuild ``synonyms/data/cldr.tsv`` from the CLDR that Babel ships; ``--check`` only compares.

Countries and territories, the cities that time zones are named for (most capitals among them; CLDR
has no list of capitals), and languages: what both languages name and our own files do not. A name
that our files have for something is left out, so that nothing is named twice.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from babel import Locale
from generated_table import write_or_check

from indexer.analysis.name_keys import keys_of
from search.names.name_lookup import NameLookup
from synonyms.gazetteer import OWN, OWN_FILES, Entity, Gazetteer, lay, rows
from synonyms.spelling import is_han, is_syllable
from synonyms.transliterations import han_of_part, plain_letters

TABLE: Final = Path(__file__).resolve().parents[1] / "synonyms" / "data" / "cldr.tsv"

_REGION: Final = re.compile("[A-Z]{2}")
_LANGUAGE: Final = re.compile("[a-z]{2,3}")
# Not places of news, or named by CLDR as by nobody else.
_LEFT_OUT: Final = frozenset(("EU", "EZ", "UN", "XA", "XB", "ZZ", "HK", "MO", "QO"))


def ours() -> NameLookup:
    """Return the names of our own files, without this one."""
    entities: dict[str, Entity] = {}
    for name in OWN_FILES:
        path = OWN / f"{name}.tsv"
        if path != TABLE:
            for row in rows(path, path.read_bytes()):
                lay(row, entities)
    return NameLookup(Gazetteer(entities, ""))


def is_something_else(city: str) -> bool:
    """Tell whether a city's name is also a person's (Davis, Adelaide) or may be Vietnamese."""
    keys = [plain_letters(key) for key in keys_of(city)]
    return all(map(is_syllable, keys)) or any(
        sum(count for _, count in han_of_part(key)) >= 3 for key in keys[-1:]
    )


def named() -> Iterator[tuple[str, str, str, str, str]]:
    """Yield id, kind, type, Vietnamese name and Chinese name."""
    vi, zh = Locale("vi"), Locale.parse("zh_Hans")
    for code, name in sorted(vi.territories.items()):
        if _REGION.fullmatch(code) and code not in _LEFT_OUT:
            yield f"cldr-{code}", "place", "country", name, zh.territories.get(code, "")
    english = Locale("en")
    for zone, data in sorted(zh.time_zones.items()):
        if zone.count("/") != 1 or zone.startswith("Antarctica/") or "city" not in data:
            continue
        city = zone.rpartition("/")[2]
        # Where Vietnamese writes it as the zone does, CLDR has it in the root only.
        own = (locale.time_zones.get(zone, {}).get("city") for locale in (vi, english))
        name = next(filter(None, own), None)
        yield f"cldr-{city.lower()}", "place", "city", name or city.replace("_", " "), data["city"]
    for code, name in sorted(vi.languages.items()):
        if _LANGUAGE.fullmatch(code) and name.startswith("Tiếng "):
            # Behind other words it is written small: nói tiếng Anh.
            name = name[0].lower() + name[1:]
            yield f"cldr-lang-{code}", "term", "language", name, zh.languages.get(code, "")


def written() -> str:
    """Return the table as it stands in the file."""
    known = ours()
    lines = [
        "# Made by scripts/build_world_names.py from the CLDR in Babel (Unicode licence).",
        "id\tkind\ttype\tvi\tzh",
    ]
    seen: set[str] = set()
    for id_, kind, type_, vi, zh in named():
        zh = re.sub("（.*）", "", zh)
        vi = re.sub(r" *\(.*\)| - .*", "", vi)
        is_plain = bool(zh) and all(map(is_han, zh.replace("·", ""))) and len(zh) > 1
        if not is_plain or id_ in seen or vi in seen or zh in seen:
            continue
        if known.knows(keys_of(vi)) or known.knows(keys_of(zh)):
            continue
        if "," in vi or (type_ == "city" and is_something_else(vi)):
            continue
        seen |= {id_, vi, zh}
        lines.append("\t".join((id_, kind, type_, vi.replace("’", "'"), zh)))
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(write_or_check(TABLE, written))
