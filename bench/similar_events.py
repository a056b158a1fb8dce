"""``python -m bench.similar_events ARTICLES [--with FILE…]``: the counterpart of an article.

``ARTICLES`` is a folder with the same articles in two languages, ``ntrex_vi.jsonl.gz`` and
``ntrex_zh.jsonl.gz``, of the same ids. They are indexed together, with the documents of any other
files; then for each article it is counted whether its counterpart is first. The thresholds of
``search/similar`` were chosen on every other article (even), so the other half (odd) is the honest
one.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from corpus.document import Document
from corpus.readers import read_paths
from indexer.pipeline.indexing import build
from search.archive import Archive


def main() -> int:
    """Print how often the counterpart is first, each way, and which is not."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("articles", type=Path)
    parser.add_argument("--with", dest="others", type=Path, nargs="*", default=[])
    given = parser.parse_args()
    pairs = {lang: list(_articles(given.articles, lang)) for lang in ("vi", "zh")}
    with tempfile.TemporaryDirectory() as folder:
        index = Path(folder) / "index"
        build([*pairs["vi"], *pairs["zh"], *read_paths(given.others)], index)
        archive = Archive(index)
        print("| from | to | even | odd | not first |")
        print("|---|---|---|---|---|")
        for lang, other in (("vi", "zh"), ("zh", "vi")):
            print(_row(archive, [one.id[3:] for one in pairs[lang]], lang, other))
    return 0


def _articles(folder: Path, lang: str) -> Iterator[Document]:
    with gzip.open(folder / f"ntrex_{lang}.jsonl.gz", "rt", encoding="utf-8") as lines:
        for one in map(json.loads, lines):
            yield Document(f"{lang}-{one['id']}", one["title"], one["body"], lang)


def _row(archive: Archive, ids: list[str], lang: str, other: str) -> str:
    first = [0, 0]
    missed = []
    for number, one in enumerate(ids):
        found = archive.similar(f"{lang}-{one}", other, 1).found
        if found and found[0].document.id == f"{other}-{one}":
            first[number % 2] += 1
        else:
            missed.append(one)
    even, odd = (len(ids[half::2]) for half in (0, 1))
    counts = f"{first[0]} of {even} | {first[1]} of {odd}"
    return f"| {lang} | {other} | {counts} | {' '.join(missed)} |"


if __name__ == "__main__":
    sys.exit(main())
