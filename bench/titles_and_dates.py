"""``python -m bench.titles_and_dates CORPUS [CORPUS …]``: titles, and dates from text and address.

CORPUS is a .jsonl with ``title``, ``body`` and ``lang``, maybe ``date``, ``source`` and ``url``.
Each item is put under the furniture of sites (bench/page_furniture.txt), read as a plain text, and
compared. Then the dates of the items as they are: what text and address give, without the field.
Last what is guessed of the text alone, of items of even and of odd number (rules are made with the
even ones); ``--year`` is that of items whose record has no date.
"""

from __future__ import annotations

import argparse
import json
import random
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import Any, Final

from corpus.cleaning import clean
from corpus.date_origins import GUESSED, TEXT
from corpus.dates import read_date
from corpus.dating.publication import publication_date
from corpus.dating.text import date_in_text
from corpus.document import Document
from corpus.formats.lines.title_line import LONGEST_TITLE, split_title

SEED: Final = 12
FURNITURE: Final = Path(__file__).with_name("page_furniture.txt")
MOST: Final = 400
"""Items of a corpus under each furniture."""


def main() -> int:
    """Print a table of titles and datelines, a line for each furniture and corpus."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpora", nargs="+", type=Path)
    parser.add_argument("--show", type=int, default=0, help="wrong ones to print of each")
    parser.add_argument("--year", default="", help="the year of items without a date")
    args = parser.parse_args()
    print("| furniture | corpus | items | title right | date right | date wrong |")
    print("|---|---|---|---|---|---|")
    for path in args.corpora:
        items = list(_items(path))
        for (which, lang, name), page in _furniture():
            if lang != items[0]["lang"]:
                continue
            counts, wrong = _measured(items, page)
            n = counts["items"]
            print(
                f"| {which}: {name} | {path.stem} | {n} | {counts['title'] / n:.3f} | "
                f"{counts['date'] / n:.3f} | {counts['bad'] / n:.3f} |"
            )
            for one in wrong[: args.show]:
                print(f"    {one!r}")
    print("\n| corpus | source | items | origin | found | the day | within 3 days |")
    print("|---|---|---|---|---|---|---|")
    for path in args.corpora:
        _print_dates(path)
    print("\n| corpus | number | items | guessed | the year | the day |")
    print("|---|---|---|---|---|---|")
    for path in args.corpora:
        _print_guesses(path, args.year)
    return 0


def _furniture() -> Iterator[tuple[list[str], str]]:
    """Give each furniture after which, language and name."""
    for part in f"\n{FURNITURE.read_text('utf-8')}".split("\n== ")[1:]:
        head, _, page = part.partition("\n")
        yield head.split(), page


def _print_dates(path: Path) -> None:
    """Print how often each origin gives the day that the record states, by source."""
    counts: Counter[tuple[str, str, str]] = Counter()
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        stated = read_date(row.get("date")).date
        title, body = clean(row["title"]), clean(row["body"])
        document = Document("", title, body, row["lang"], url=row.get("url") or "")
        found, origin = publication_date(document, "")
        source = (row.get("source") or "–").split(" - ")[0]
        counts[source, "", "items"] += bool(stated)
        if stated and len(found) == len("2023-02-28"):
            off = abs((date.fromisoformat(found) - date.fromisoformat(stated)).days)
            counts[source, origin, "found"] += 1
            counts[source, origin, "right"] += off == 0
            counts[source, origin, "near"] += off <= 3
    for source, origin, what in sorted(counts):
        if what == "found":
            n = counts[source, origin, "found"]
            print(
                f"| {path.stem} | {source} | {counts[source, '', 'items']} | {origin} | {n} | "
                f"{counts[source, origin, 'right'] / n:.3f} | "
                f"{counts[source, origin, 'near'] / n:.3f} |"
            )


def _print_guesses(path: Path, year: str) -> None:
    """Print how many days are guessed of the texts alone, and how many of the right year."""
    counts: Counter[tuple[int, str]] = Counter()
    for number, line in enumerate(path.read_text("utf-8").splitlines()):
        row = json.loads(line)
        half = number % 2
        stated = read_date(row.get("date")).date or year
        found, origin = date_in_text(clean(row["title"]), clean(row["body"]))
        counts[half, "items"] += 1
        if found and origin == GUESSED and stated:
            counts[half, "guessed"] += 1
            counts[half, "year"] += found[:4] == stated[:4]
            counts[half, "day"] += found == stated
    for half, name in enumerate(("even", "odd")):
        figures = (counts[half, what] for what in ("items", "guessed", "year", "day"))
        print(f"| {path.stem} | {name} | " + " | ".join(map(str, figures)) + " |")


def _items(path: Path) -> Iterator[dict[str, Any]]:
    """Give some items whose title is one: not a summary, which ends with a full stop."""
    rows = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    random.Random(SEED).shuffle(rows)
    kept = 0
    for row in rows:
        title = clean(row["title"]).strip()
        fits = title and "\n" not in title and len(title) <= LONGEST_TITLE
        if fits and not title.endswith((".", "。")) and row["body"].strip() and kept < MOST:
            kept += 1
            yield {**row, "title": title}


def _measured(items: list[dict[str, Any]], page: str) -> tuple[Counter[str], list[tuple[str, str]]]:
    counts: Counter[str] = Counter()
    wrong: list[tuple[str, str]] = []
    for number, item in enumerate(items):
        day = _day(item, number)
        text = clean(page.format(title=item["title"], body=item["body"].strip(), **_parts(day)))
        title, body = split_title(text)
        found, origin = date_in_text(title, body)
        counts["items"] += 1
        counts["title"] += title == item["title"]
        if title != item["title"]:
            wrong.append((title, text[:200]))
        if origin == TEXT:
            counts["date" if found == day.isoformat() else "bad"] += 1
    return counts, wrong


def _day(item: Mapping[str, Any], number: int) -> date:
    stated = read_date(item.get("date")).date
    return date.fromisoformat(stated) if stated else date(2017, 1, 1) + timedelta(days=number)


def _parts(day: date) -> dict[str, object]:
    names = ("Hai", "Ba", "Tư", "Năm", "Sáu", "Bảy")
    later = day + timedelta(days=40)
    sunday = day.weekday() == 6
    return {
        "y": day.year,
        "m": day.month,
        "d": day.day,
        "m2": f"{day.month:02}",
        "d2": f"{day.day:02}",
        # The clock of a site's header, when the page was saved.
        "later": f"{later:%d/%m/%Y}",
        "later_zh": f"{later.year}年{later.month}月{later.day}日",
        "weekday": "Bảy" if sunday else names[day.weekday()],
        "weekday_name": "Chủ nhật" if sunday else f"thứ {names[day.weekday()].lower()}",
    }


if __name__ == "__main__":
    raise SystemExit(main())
