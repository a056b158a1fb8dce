"""Find the title of a page: what it says of itself and shows above its text, without the site.

``<title>`` and ``og:title`` often have the site's name before or behind the title, or nothing else,
and so has ``<h1>``. But what is a title *and* stands above the text is its title: of the statements
and their parts that the page shows there, the longest that is no site's name counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from corpus.cleaning import one_line
from corpus.formats.lines.furniture_lines import is_list_heading, states_a_day
from corpus.formats.lines.related_tail import LONGEST_HEADLINE
from corpus.formats.web.html_blocks import Block
from corpus.formats.web.html_facts import linked_facts, site_names
from corpus.formats.web.html_page import HtmlPage
from corpus.formats.web.main_text import weight

_SEPARATOR: Final = re.compile(
    r"\s+[-–—|»:·•]+\s+|\s*[_|]+\s*|(?<=[\u3400-\u9fff”」』》！？])[-–—]+"
)
"""What stands between a title and the site's name. Without blanks a hyphen only behind Chinese."""

_MOST_PARTS: Final = 8

_SITE: Final = re.compile(
    r"(?:trang chủ|cổng (?:thông tin|ttđt)|trang (?:thông tin|tin)"
    r"|báo (?:điện tử )?\w+(?: \w+){0,3}$"
    r"|website|home\b)|.*(?:门户网站|官方网站|首页)$"
    r"|[\u3400-\u9fff]{1,8}(?:网|日报|晚报|早报|时报|新闻|频道)$",
    re.IGNORECASE,
)
"""What is the name of a site, whatever site it is."""

_FEWEST_LETTERS: Final = 15
"""Letters of a block that can be a title without being stated as one: shorter ones are tools and
sections (``Tin tức``, ``【字体：大 中 小】``). Not measured."""

_PROSE: Final = 150
"""Letters of a block that is no title, half of it if it ends as a sentence: headlines of news have
some 60 in the median."""

_ABOVE: Final = 8
"""Blocks above the text among which such a title is looked for."""


def title_of(page: HtmlPage, blocks: Sequence[Block], article: Sequence[Block]) -> str:
    """Return the title of a page; empty if it has none. ``article`` are those of its ``blocks``
    that are the article; all, if it is empty."""
    end = _end_of_head(blocks, article)
    sites = {one.casefold() for one in site_names(page)}
    stated = list(dict.fromkeys(_statements(page, blocks)))
    shown = {block.text.casefold() for block in blocks[:end]}
    parts = [part for one in stated for part in _parts(one)]
    titles = [one for one in parts if one.casefold() in shown and not _is_site(one, sites)]
    if titles and article:
        return max(titles, key=weight)
    named = [_without_site(one, sites) for one in stated]
    good = [one for one in named if one and not _is_site(one, sites)]
    return next(iter(good), "") or _block_above(blocks, article) or next(iter(stated), "")


def _statements(page: HtmlPage, blocks: Sequence[Block]) -> Iterator[str]:
    """Give what the page states as its title, the surest first."""
    headings = [one.text for one in blocks if one.heading == 1]
    stated = (
        page.facts.get("og:title", ""),
        *linked_facts(page, "headline"),
        *headings[:3],
        page.title,
    )
    yield from filter(None, map(one_line, stated))


def _end_of_head(blocks: Sequence[Block], article: Sequence[Block]) -> int:
    """Return the number of the block behind the first of the article; some more, for a lead that
    was left out, do no harm."""
    if not article:
        return len(blocks)
    return next(at for at, one in enumerate(blocks) if one is article[0]) + 2


def _parts(stated: str) -> Iterator[str]:
    """Give a statement and what is left of it without the parts at its beginning or end."""
    yield stated
    for found in list(_SEPARATOR.finditer(stated))[:_MOST_PARTS]:
        yield stated[: found.start()].strip()
        yield stated[found.end() :].strip()


def _is_site(part: str, sites: set[str]) -> bool:
    return not part or part.casefold() in sites or _SITE.match(part) is not None


def _without_site(stated: str, sites: set[str]) -> str:
    """Return a statement without the site's name at its beginning or end."""
    for found in list(_SEPARATOR.finditer(stated))[:_MOST_PARTS]:
        before, behind = stated[: found.start()].strip(), stated[found.end() :].strip()
        if before and _is_site(behind, sites):
            return before
        if behind and _is_site(before, sites):
            return behind
    return stated


def _block_above(blocks: Sequence[Block], article: Sequence[Block]) -> str:
    """Return the block next above the first sentences of the article that reads like a title."""
    first = first_prose(blocks, article)
    if first is None:
        return ""
    for block in reversed(blocks[max(0, first - _ABOVE) : first]):
        line = one_line(block.text)
        if (
            not block.linked
            and weight(line) >= _FEWEST_LETTERS
            and len(line) <= LONGEST_HEADLINE
            and not line.endswith((".", "。", ";", "；", ",", "，"))
            and not (states_a_day(line) or is_list_heading(line) or _SITE.match(line))
        ):
            return line
    return ""


def first_prose(blocks: Sequence[Block], article: Sequence[Block]) -> int | None:
    """Return the number of the first block of an article that is no title or line below it; None
    if it has none."""
    text = next((one for one in article if _is_prose(one.text)), None)
    return next((at for at, one in enumerate(blocks) if one is text), None)


def _is_prose(text: str) -> bool:
    return weight(text) >= _PROSE or (weight(text) >= _PROSE / 2 and text.endswith((".", "。")))
