"""``python -m bench.shown_names INDEX``: how many people and organisations that the gazetteer lacks
are shown under a name that no text has.

Of each script only those are asked whom some text names in it. Compared are the letters (*Lí Tiểu
Long* is not written, *Bộ ngoại giao* is), and then the capitals too.
"""

from __future__ import annotations

import argparse
import sys
from collections import defaultdict
from pathlib import Path

from indexer import fields
from indexer.annotation.mention_groups import from_value
from indexer.linking.mention import ORGANISATION, PERSON
from search.archive import Archive
from search.names.name_lookup import NameLookup
from search.request import Request
from synonyms.spelling import is_han

EXAMPLES = 5


def main() -> int:
    """Print the counts of each kind and script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("index", type=Path)
    archive = Archive(parser.parse_args().index)
    forms: dict[str, defaultdict[str, set[str]]] = {
        PERSON: defaultdict(set),
        ORGANISATION: defaultdict(set),
    }
    with archive.asking_of(Request("")) as context:
        for value, _ in context.reader.values(fields.MENTIONS, ""):
            group, _ = from_value(value)
            if group.label in forms and group.entity not in context.names.gazetteer.entities:
                forms[group.label][group.entity].add(group.form)
        for kind, found in forms.items():
            for chinese in (False, True):
                _report(context.names, f"{kind} {'zh' if chinese else 'vi'}", found, chinese)
    return 0


def _report(names: NameLookup, what: str, forms: dict[str, set[str]], chinese: bool) -> None:
    asked = 0
    letters, capitals = [], []
    for an_id, every in sorted(forms.items()):
        own = {form for form in every if is_han(form[0]) == chinese}
        name = names.name_of(an_id)
        shown = name.zh if chinese else name.vi
        if not own or not shown:
            continue
        asked += 1
        if shown.lower() not in {form.lower() for form in own}:
            letters.append(f"{shown} ({', '.join(sorted(own))})")
        if shown not in own:
            capitals.append(shown)
    print(f"{what}: {asked} shown, {len(letters)} as nobody wrote, {len(capitals)} with capitals")
    for one in letters[:: max(1, len(letters) // EXAMPLES)][:EXAMPLES]:
        print(f"    {one}")


if __name__ == "__main__":
    sys.exit(main())
