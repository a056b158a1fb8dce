"""The figures of ``bench.run`` as tables, and as plots for docs/measurements.md."""

from __future__ import annotations

import platform
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from html import escape
from math import log10
from pathlib import Path
from statistics import median
from typing import Any, Final

from indexer.pipeline.helping_processes import cores

DOCS: Final = Path(__file__).parents[1] / "docs"
BEGINS: Final = "<!-- bench.run begins -->"
ENDS: Final = "<!-- bench.run ends -->"

Figures = Mapping[str, Mapping[str, Any]]
"""By contender."""


def report(figures: Figures) -> str:
    """Return the tables in Markdown."""
    return "\n\n".join((_about(figures), _building(figures), _times(figures), _found(figures)))


def written(figures: Figures) -> None:
    """Put tables and plots into docs/measurements.md, in the place of the last ones."""
    page = DOCS / "measurements.md"
    text = page.read_text("utf-8")
    before, _, rest = text.partition(BEGINS)
    _, _, after = rest.partition(ENDS)
    plots = (
        "![Milliseconds a query](pictures/bench-times.svg)\n\n"
        "![Documents found in the other script](pictures/bench-recall.svg)"
    )
    page.write_text(f"{before}{BEGINS}\n\n{report(figures)}\n\n{plots}\n\n{ENDS}{after}", "utf-8")
    (DOCS / "pictures" / "bench-times.svg").write_text(_plot_of_times(figures), "utf-8")
    (DOCS / "pictures" / "bench-recall.svg").write_text(_plot_of_recall(figures), "utf-8")


def _about(figures: Figures) -> str:
    one = next(iter(figures.values()))
    today = datetime.now(UTC).date().isoformat()
    return (
        f"{one['documents']:,} documents, {one['characters'] / 1e6:.1f} million characters; "
        f"{cores()} cores ({platform.machine()}), Python {platform.python_version()}, {today}."
    )


def _building(figures: Figures) -> str:
    rows = [
        (
            name,
            f"{one['rate']:,.0f}",
            f"{one['bytes']:.2f}",
            f"{one['terms']:.2f}" if one["terms"] else "–",
            f"{one['peak']:,.0f}",
        )
        for name, one in figures.items()
    ]
    head = (
        *("", "documents/s", "bytes of index a byte of text"),
        *("of these the engine's without stored text", "peak memory, MB"),
    )
    return _table(head, rows)


def _times(figures: Figures) -> str:
    names = list(dict.fromkeys(kind for one in figures.values() for kind in one["times"]))
    rows = [
        (name, *(_percentiles(one["times"].get(kind, ())) for kind in names))
        for name, one in figures.items()
    ]
    return "Milliseconds: median / 95th / 99th.\n\n" + _table(("", *names), rows)


def _percentiles(times: Sequence[float]) -> str:
    if not times:
        return "–"
    ranked = sorted(times)
    last = len(ranked) - 1
    return " / ".join(
        _short(one) for one in (median(ranked), *(ranked[round(last * at)] for at in (0.95, 0.99)))
    )


def _short(value: float) -> str:
    return f"{value:.2f}" if value < 10 else f"{value:.0f}"


def _found(figures: Figures) -> str:
    spellings = next(iter(figures.values()))["found"]
    rows = [
        (
            name,
            *(
                f"{one['found'][of]['own']:.2f} / {one['found'][of]['other']:.2f} / "
                f"{one['found'][of]['precision']:.2f}"
                for of in spellings
            ),
        )
        for name, one in figures.items()
    ]
    said = "Documents found of those that say a name: in its own script / in the other; precision."
    return f"{said}\n\n" + _table(("", *spellings), rows)


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [f"| {' | '.join(head)} |", "|---" * len(head) + "|"]
    return "\n".join([*lines, *(f"| {' | '.join(row)} |" for row in rows)])


COLOURS: Final = (
    *(
        "#1a4b91",
        "#5b8bd0",
        "#444444",
        "#7a9a3a",
        "#b5c98a",
        "#8a5fa8",
        "#d97310",
        "#b0a08a",
        "#2f8f83",
    ),
)
ROW: Final = 13
LEFT: Final = 150
WIDTH: Final = 760
LEGEND: Final = 18


def _plot_of_times(figures: Figures) -> str:
    """Bars of the medians by kind, their lengths by the logarithm."""
    kinds = list(dict.fromkeys(kind for one in figures.values() for kind in one["times"]))
    groups = [
        (
            kind,
            [
                (name, median(one["times"][kind]))
                for name, one in figures.items()
                if kind in one["times"]
            ],
        )
        for kind in kinds
    ]
    values = [value for _, bars in groups for _, value in bars]
    low, high = log10(min(values)) - 0.1, log10(max(values))
    return _plot(
        "Median milliseconds a query (logarithmic)",
        groups,
        list(figures),
        lambda value: (log10(value) - low) / (high - low),
        lambda value: f"{_short(value)} ms",
    )


def _plot_of_recall(figures: Figures) -> str:
    spellings = next(iter(figures.values()))["found"]
    groups = [
        (of, [(name, float(one["found"][of]["other"])) for name, one in figures.items()])
        for of in spellings
    ]
    return _plot(
        "Documents in the other script that are found, of those that say the name",
        groups,
        list(figures),
        lambda value: value,
        lambda value: f"{value:.2f}",
    )


def _plot(
    title: str,
    groups: Sequence[tuple[str, Sequence[tuple[str, float]]]],
    names: Sequence[str],
    share: Any,
    said: Any,
) -> str:
    room = WIDTH - LEFT - 70
    parts = [_text(8, 20, title, 15)]
    top = 34
    for number, name in enumerate(names):
        x, y = 8 + number % 3 * 250, top + number // 3 * LEGEND
        parts.append(_bar(x, y, 11, _colour(names, name)) + _text(x + 16, y + 10, name))
    top += (len(names) + 2) // 3 * LEGEND + 14
    for label, bars in groups:
        parts.append(_text(8, top + 10, label, 13))
        for name, value in bars:
            length = max(room * share(value), 1)
            parts.append(_bar(LEFT, top, length, _colour(names, name)))
            parts.append(_text(LEFT + length + 5, top + 10, said(value)))
            top += ROW
        top += 10
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{top}" '
        f'font-family="sans-serif" font-size="11">\n<rect width="100%" height="100%" fill="#fff"/>'
        + "\n".join(parts)
        + "\n</svg>\n"
    )


def _colour(names: Sequence[str], name: str) -> str:
    return COLOURS[names.index(name) % len(COLOURS)]


def _bar(x: float, y: float, width: float, colour: str) -> str:
    return f'<rect x="{x:.0f}" y="{y:.0f}" width="{width:.0f}" height="{ROW - 2}" fill="{colour}"/>'


def _text(x: float, y: float, text: str, size: int = 11) -> str:
    return f'<text x="{x:.0f}" y="{y:.0f}" font-size="{size}" fill="#222">{escape(text)}</text>'
