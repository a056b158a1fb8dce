"""The map of the border: nothing on it covers anything else."""

import itertools
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.archive import Archive
from search.names.entity_names import EntityName, name_of
from synonyms.gazetteer import load
from web.pictures.border_map import FRAME, DrawnMap, drawn_map
from web.pictures.border_outline import FILE, HEIGHT, WIDTH, outlines, place_of
from web.pictures.boxes import Box, Line
from web.pictures.dots import Place, dots
from web.pictures.labels import Labels, Named

ROOT = Path(__file__).parents[3]


def map_of(archive: Archive, language: str, *, every: bool) -> DrawnMap:
    rows = [
        row for row in archive.gates() if row.entity.facts.get("lat") and (every or row.documents)
    ]
    places = []
    for row in rows:
        facts = row.entity.facts
        x, y = place_of(float(facts["lon"]), float(facts["lat"]))
        places.append(Place(row.entity.id, x, y, row.documents, facts.get("side", "")))
    return drawn_map(tuple(places), tuple(row.name for row in rows), language)


@pytest.mark.parametrize("language", ["vi", "zh"])
@pytest.mark.parametrize("every", [False, True])
def test_no_name_covers_a_dot_or_another_name(archive: Archive, language: str, every: bool) -> None:
    drawn = map_of(archive, language, every=every)
    names = [one.box for one in (*drawn.names, *drawn.lands)]
    assert len(drawn.names) > len(drawn.dots) / 2
    for one, other in itertools.combinations(names, 2):
        assert not one.meets(other)
    for one, dot in itertools.product(names, drawn.dots):
        assert not one.meets(dot.box)
    assert all(one.is_within(FRAME) for one in names)


@pytest.mark.parametrize("every", [False, True])
def test_no_line_to_a_name_crosses_a_name(archive: Archive, every: bool) -> None:
    drawn = map_of(archive, "vi", every=every)
    for one, other in itertools.product(drawn.names, (*drawn.names, *drawn.lands)):
        if one is not other and one.line is not None:
            assert not one.line.crosses(other.box), (one.text, other.text)


def test_every_gate_with_a_place_has_a_dot_and_none_covers_another(archive: Archive) -> None:
    drawn = map_of(archive, "vi", every=True)
    assert len(drawn.dots) == sum(bool(row.entity.facts.get("lat")) for row in archive.gates())
    for one, other in itertools.combinations(drawn.dots, 2):
        apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
        assert apart > one.reach + other.reach, (one, other)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 500)), max_size=30), st.randoms())
def test_the_area_of_a_dot_says_how_many(given_: list[tuple[int, int]], random: object) -> None:
    places = [
        Place(f"g{at}", 400.0 + x, 200.0, count, ("VN", "CN", "both")[at % 3])
        for at, (x, count) in enumerate(given_)
    ]
    drawn = dots(places, FRAME)
    by_count = sorted(drawn, key=lambda dot: dot.place.count)
    radii = [dot.radius for dot in by_count]
    assert radii == sorted(radii)
    random.shuffle(places)  # type: ignore[attr-defined]
    assert dots(places, FRAME) == drawn


@given(st.lists(st.tuples(st.floats(0, 300), st.floats(0, 200)), min_size=1, max_size=40))
def test_names_never_meet_however_near_their_dots_are(points: list[tuple[float, float]]) -> None:
    boxes = [Box(x, y, x + 8, y + 8) for x, y in points]
    labels = Labels(Box(0, 0, 320, 220), boxes)
    placed = [labels.place(Named(box, "Tân Thanh")) for box in boxes]
    found = [one.box for one in placed if one is not None]
    assert not any(one.meets(other) for one, other in itertools.combinations(found, 2))
    assert not any(one.meets(box) for one, box in itertools.product(found, boxes))


def test_a_line_crosses_what_it_passes_through_and_nothing_else() -> None:
    box = Box(10, 10, 20, 20)
    assert Line(0, 0, 30, 30).crosses(box)
    assert Line(12, 12, 18, 13).crosses(box)
    assert not Line(0, 0, 30, 5).crosses(box)
    assert not Line(0, 0, 9, 9).crosses(box)
    assert not Line(0, 25, 5, 25).crosses(box)


def test_the_map_has_the_provinces_of_the_land_border_and_no_more() -> None:
    provinces = [one for one in outlines() if not one.is_border]
    assert {one.id for one in provinces} == {
        *("dien-bien", "lai-chau", "lao-cai-province", "ha-giang", "cao-bang", "lang-son"),
        *("quang-ninh", "van-nam", "quang-tay"),
    }
    assert {one.id for one in outlines() if one.is_border} == {
        *("dien-bien", "lai-chau", "lao-cai-province", "ha-giang", "cao-bang", "lang-son"),
        "quang-ninh",
    }
    # One ring each: no islands; readable and small.
    assert len(provinces) == 9
    assert FILE.stat().st_size < 60_000


def test_both_sides_of_the_border_are_drawn_alike() -> None:
    """A stretch is simplified once for the two provinces beside it: no gap, no overlap."""
    shapes = {one.id: set(one.points) for one in outlines() if not one.is_border}
    chinese = shapes["van-nam"] | shapes["quang-tay"]
    for one in outlines():
        if one.is_border:
            assert set(one.points) <= shapes[one.id] & chinese, one.id


def test_the_names_of_the_provinces_are_those_of_the_gazetteer() -> None:
    names = load()
    assert [one.names for one in outlines()] == [name_of(names, one.id) for one in outlines()]


def test_every_gate_of_known_place_lies_on_the_map() -> None:
    for gate in load().of_kind("gate"):
        if gate.facts.get("lat"):
            x, y = place_of(float(gate.facts["lon"]), float(gate.facts["lat"]))
            assert 0 < x < WIDTH, gate.id
            assert 0 < y < HEIGHT, gate.id


def test_the_border_runs_where_the_gates_are() -> None:
    """Gates lie on the border: one drawn elsewhere has a wrong place, or the outline is not of it.
    40 units are 30 km: an approach may lie some way from the line, and some places are known to a
    tenth of a degree."""
    course = [point for one in outlines() if one.is_border for point in one.points]
    for gate in load().of_kind("gate"):
        if gate.facts.get("lat"):
            x, y = place_of(float(gate.facts["lon"]), float(gate.facts["lat"]))
            nearest = min(((x - a) ** 2 + (y - b) ** 2) ** 0.5 for a, b in course)
            assert nearest < 40, (gate.id, nearest)


def test_the_legend_says_the_largest_dot_and_a_smaller_one() -> None:
    name = EntityName("Tân Thanh", "新清")
    drawn = drawn_map((Place("a", 400, 200, 100, "VN"),), (name,), "vi")
    assert [count for _, count in drawn.sizes] == [100, 20]
    assert drawn_map((), (), "vi").sizes == ()


def test_a_path_leads_through_the_points_of_its_outline() -> None:
    for one in outlines():
        numbers = [int(number) for number in re.findall(r"-?\d+", one.path)]
        across, down = (list(itertools.accumulate(numbers[at::2])) for at in (0, 1))
        assert tuple(zip(across, down, strict=True)) == one.points
