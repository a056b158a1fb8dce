"""How often garbled text is told (recall), and sound text taken for it (false alarms).

    python scripts/measure_garbled.py ARCHIVE.jsonl.gz ...

Each document is sound as it stands: an alarm is false. Its title, its first 60 and its first 1,000
characters are then garbled in each way that fits its language, which must be told.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator

from corpus.decoding.garbled import garbled
from corpus.decoding.legacy_fonts import to_shown, to_tcvn3, to_vni
from corpus.document import Document
from corpus.readers import read_paths

Way = Callable[[str], str]

WAYS: dict[str, dict[str, Way]] = {
    "vi": {
        "TCVN3": to_tcvn3,
        "VNI": to_vni,
        "UTF-8": lambda text: to_shown(text.encode()),
    },
    "zh": {
        "UTF-8": lambda text: to_shown(text.encode()),
        "GB18030": lambda text: to_shown(text.encode("gb18030")),
        "Big5": lambda text: to_shown(text.encode("big5hkscs", "ignore")),
    },
}


def pieces(document: Document) -> Iterator[tuple[str, str]]:
    """The parts that are garbled, each with what it is."""
    if document.title:
        yield "title", document.title
    yield "60 characters", document.body[:60]
    yield "1,000 characters", document.body[:1_000]


def main(paths: list[str]) -> None:
    documents = alarms = 0
    told: Counter[tuple[str, str, str]] = Counter()
    asked: Counter[tuple[str, str, str]] = Counter()
    for item in read_paths(paths):
        if not isinstance(item, Document):
            continue
        documents += 1
        for text in (item.title, item.body):
            if reason := garbled(text):
                alarms += 1
                print(f"false alarm: {item.id}: {reason}: {text[:80]!r}")
        for piece, text in pieces(item):
            for name, way in WAYS.get(item.lang, {}).items():
                asked[item.lang, name, piece] += 1
                told[item.lang, name, piece] += name in garbled(way(text))
    print(f"{documents} documents, {alarms} false alarms")
    for key, count in sorted(asked.items()):
        print(f"{' '.join(key):30} told {told[key]} of {count}, {told[key] / count:.3f}")


if __name__ == "__main__":
    main(sys.argv[1:])
