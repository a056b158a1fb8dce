"""What a page says of itself: its day, its site and its address.

The first of ``<meta>``, JSON-LD and ``<time>`` that states it counts, in this order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Final

from corpus.cleaning import one_line, web_address
from corpus.dates import read_date
from corpus.formats.web.html_page import HtmlPage
from corpus.host_names import source_of

DATE_NAMES: Final = (
    "article:published_time",
    "datepublished",
    "og:published_time",
    "og:release_date",
    "date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "firstpublishedtime",
    "dc.date",
    "dc.date.issued",
    "dcterms.date",
    "dcterms.issued",
    "dcterms.created",
)
"""Names of ``<meta>`` that state the day of publication, the most reliable first."""

_LONGEST_DATA: Final = 1 << 20
"""Code points of JSON-LD that is read; that of news pages has some thousands."""

_MOST_NODES: Final = 10_000
"""Most values of JSON-LD that are looked at."""


def date(page: HtmlPage) -> str:
    """Return the first statement that is a date; if none is, the most reliable one, so that the
    problem is reported."""
    stated = [page.facts[name] for name in DATE_NAMES if page.facts.get(name)]
    stated += linked_facts(page, "datePublished")
    for value in (*stated, *page.times):
        if read_date(value).date:
            return value
    return stated[0] if stated else ""


def address(page: HtmlPage) -> str:
    """Return the address that the page states for itself; empty if there is no complete one."""
    stated = (page.facts.get("canonical", ""), page.facts.get("og:url", ""))
    return next(filter(None, map(web_address, stated)), "")


def site_names(page: HtmlPage) -> list[str]:
    """Return the names that the page gives its site."""
    stated = [page.facts.get(name, "") for name in ("og:site_name", "application-name")]
    return [one_line(one) for one in (*stated, *linked_facts(page, "publisher")) if one.strip()]


def source_name(page: HtmlPage) -> str:
    """Return the name of the site, else that of its host, else the author."""
    for name in site_names(page):
        return name
    return source_of(address(page)) or page.facts.get("author", "")


def linked_facts(page: HtmlPage, key: str) -> list[str]:
    """Return what the JSON-LD of the page states of its article for a key: text, or the name of
    what is described there."""
    found: list[str] = []
    for node in _articles(page):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("name")
        if isinstance(value, str) and value.strip():
            found.append(value.strip())
    return found


def _articles(page: HtmlPage) -> Iterator[dict[str, object]]:
    """Give the articles that are described in JSON-LD, whatever they are within."""
    for script in page.linked_data:
        if len(script) > _LONGEST_DATA:
            continue
        try:
            waiting = [json.loads(script, strict=False)]
        except (ValueError, RecursionError):
            continue  # no JSON: the page says nothing by it
        looked_at = 0
        while waiting and looked_at < _MOST_NODES:
            node = waiting.pop()
            looked_at += 1
            if isinstance(node, list):
                waiting.extend(reversed(node))
            elif isinstance(node, dict):
                kinds = node.get("@type")
                if any("Article" in str(kind) for kind in _as_list(kinds)):
                    yield node
                waiting.extend(one for one in node.values() if isinstance(one, dict | list))


def _as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
