"""Measure how much of known articles is found within the furniture of web pages.

    python -m bench.furniture ARTICLES.jsonl [ARTICLES.jsonl ...]

The templates in tests/corpus/formats/web/data/furniture are pages as Vietnamese and Chinese sites
make them: menus, asides, related headlines, comments, footers. The rules of corpus/formats/web were
tuned on those; the ones in its folder ``untuned`` were written before any measurement and looked at
by no rule. Each is put around ``--articles`` articles, taken in turn from each file, with headlines
and teasers of other articles of the same file around them. Counted are tokens (syllables and
characters) of the body that was read against those of the article; a repeated token counts as often
as it stands there."""

from __future__ import annotations

import argparse
import json
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from jinja2 import Environment, Template

from corpus.formats.options import ReadOptions
from corpus.formats.web.html import parse_html

TEMPLATES: Final = Path(__file__).parents[1] / "tests/corpus/formats/web/data/furniture"
SHORTEST: Final = 300
"""Fewest code points of a body that is measured: below it is a headline with a teaser."""
_TOKEN: Final = re.compile(r"[\u3400-\u9fff]|[^\W_\u3400-\u9fff]+")
_OTHERS: Final = 20
_DATES: Final = [f"{day:02}/04/2022" for day in range(27, 7, -1)]


@dataclass(frozen=True, slots=True)
class Article:
    """A known article: its title and its paragraphs."""

    title: str
    paragraphs: Sequence[str]

    @property
    def text(self) -> str:
        """Return the body."""
        return "\n".join(self.paragraphs)


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall of the tokens of one page, and their harmonic mean."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def templates(folder: Path = TEMPLATES) -> dict[str, Template]:
    """Return the pages of a folder, by name."""
    environment = Environment(autoescape=True)
    return {
        path.stem: environment.from_string(path.read_text("utf-8"))
        for path in sorted(folder.glob("*.html"))
    }


def page(template: Template, article: Article, others: Sequence[Article]) -> str:
    """Return the page of an article. One of its short paragraphs becomes the caption of a picture,
    the first its lead. ``others`` stand in lists around it; ten at least are needed."""
    lead, *body = article.paragraphs
    short = [one for one in body[1:-1] if len(one) <= 160]
    caption = min(short, key=len) if short else ""
    if caption:
        body.remove(caption)
    others = [others[i % len(others)] for i in range(_OTHERS)]
    return template.render(
        title=article.title,
        lead=lead,
        body=body,
        caption=caption,
        half=max(1, len(body) // 2),
        headlines=[other.title for other in others],
        teasers=[other.paragraphs[0] for other in others],
        dates=_DATES,
        isodates=["-".join(reversed(date.split("/"))) for date in _DATES],
        date="27/04/2022",
        iso="2022-04-27",
        author="Vũ Giang",
        site="Báo Biên giới",
        url="https://example.org/tin/1.html",
    )


def score(read: str, article: Article) -> Score:
    """Return how well what was read is the body of the article."""
    found, wanted = Counter(_TOKEN.findall(read)), Counter(_TOKEN.findall(article.text))
    same = (found & wanted).total()
    return Score(same / max(found.total(), 1), same / max(wanted.total(), 1))


def articles(path: Path) -> Iterator[Article]:
    """Give the articles of a file that have a title and a body of ``SHORTEST``."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            body = [one.strip() for one in record["body"].splitlines() if one.strip()]
            if record.get("title") and sum(map(len, body)) >= SHORTEST:
                yield Article(record["title"], body)


def chosen(paths: Sequence[Path], count: int) -> list[tuple[Article, list[Article]]]:
    """Return articles from each file in turn, spread over it, each with others of its file."""
    found = []
    for number, path in enumerate(paths):
        every = list(articles(path))
        share = count // len(paths) + (number < count % len(paths))
        step = max(1, len(every) // share)
        for at in islice(range(0, len(every), step), share):
            others = [every[(at + 7 * i) % len(every)] for i in range(1, _OTHERS + 1)]
            found.append((every[at], others))
    return found


def main() -> None:
    """Print a line for each template, and the mean of each folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=100)
    parser.add_argument("--whole-page", action="store_true")
    parser.add_argument("--untuned", action="store_true", help="also the templates not tuned for")
    args = parser.parse_args()
    cases = chosen(args.files, args.articles)
    options = ReadOptions(whole_page=args.whole_page)
    for folder in (TEMPLATES, TEMPLATES / "untuned")[: 1 + args.untuned]:
        everything: list[Score] = []
        for name, template in templates(folder).items():
            pages = [page(template, article, others) for article, others in cases]
            begin = time.perf_counter()
            read = [str(parse_html(one, options)["body"]) for one in pages]
            took = (time.perf_counter() - begin) / len(pages)
            scores = [score(body, case[0]) for body, case in zip(read, cases, strict=True)]
            everything += scores
            print(f"{name:20} {_line(scores)}  {1000 * took:5.1f} ms a page")
        print(f"{folder.name:20} {_line(everything)}\n")


def _line(scores: Sequence[Score]) -> str:
    count = len(scores)
    return (
        f"P {sum(one.precision for one in scores) / count:.3f}  "
        f"R {sum(one.recall for one in scores) / count:.3f}  "
        f"F1 {sum(one.f1 for one in scores) / count:.3f}  "
        f"below .9: {sum(one.f1 < 0.9 for one in scores):3} of {count}"
    )


if __name__ == "__main__":
    main()
