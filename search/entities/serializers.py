"""Profiles as JSON. Scripts of other people read it: keep names and meanings; new names may be
added."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from search.entities.crossing import Crossing, GateSide
from search.entities.namesakes import Namesake
from search.entities.offices import Office, YearOffices
from search.entities.profile import Profile
from search.names.entity_names import EntityName


def profile_json(profile: Profile) -> dict[str, object]:
    """Return a profile as plain objects, without its lines."""
    return {
        **_head(profile),
        "facts": dict(profile.entity.facts) if profile.entity else {},
        "documents": profile.documents,
        "labels": dict(profile.labels),
        "left_out": dict(profile.reasons),
        "forms": [
            {"form": form, "mentions": mentions}
            for form, mentions in sorted(profile.forms.items(), key=lambda one: (-one[1], one[0]))
        ],
        "years": _years(profile.years),
        "titles": [
            {"title": title, "mentions": one.mentions, "first": one.first, "last": one.last}
            for title, one in profile.titles.items()
        ],
        "offices": [_year_json(one) for one in profile.offices],
        "namesakes": [_namesake_json(one) for one in profile.namesakes],
        "together": _people(profile.together),
        "crossing": None if profile.crossing is None else _crossing_json(profile.crossing),
    }


def mentions_json(profile: Profile) -> dict[str, object]:
    """Return the mentions that a profile was asked for; offsets count code points of the field."""
    return {
        **_head(profile),
        "total": profile.total,
        "lines": [line.shape() for line in profile.lines],
        "read": {"documents": profile.looked.documents, "of": profile.looked.of},
    }


def _head(profile: Profile) -> dict[str, object]:
    return {
        "kind": profile.kind,
        "id": profile.id,
        **_name(profile.name),
        "ids": list(profile.ids),
    }


def _name(name: EntityName) -> dict[str, object]:
    return {"vi": name.vi, "zh": name.zh}


def _years(years: Mapping[str, Mapping[str, int]]) -> list[dict[str, object]]:
    return [{"year": year, "mentions": dict(counts)} for year, counts in years.items()]


def _people(found: Sequence[tuple[str, EntityName, int]]) -> list[dict[str, object]]:
    return [{"id": one, **_name(name), "documents": count} for one, name, count in found]


def _office_json(office: Office) -> dict[str, object]:
    return {"vi": office.vi, "zh": office.zh, "mentions": office.mentions}


def _year_json(year: YearOffices) -> dict[str, object]:
    return {
        "year": year.year,
        "offices": [_office_json(one) for one in year.offices],
        "first": year.first,
        "last": year.last,
    }


def _namesake_json(one: Namesake) -> dict[str, object]:
    return {
        "offices": [_office_json(office) for office in one.offices],
        "documents": one.documents,
        "first": one.first,
        "last": one.last,
        "companions": _people(one.companions),
    }


def _crossing_json(crossing: Crossing) -> dict[str, object]:
    return {
        "sides": [_side_json(side) for side in crossing.sides],
        "in_both": crossing.in_both,
        "tied": [
            {"kind": one.kind, "id": one.id, **_name(one.name), "documents": one.documents}
            for one in crossing.tied
        ],
    }


def _side_json(side: GateSide) -> dict[str, object]:
    return {
        "side": side.side,
        "id": side.entity.id,
        **_name(side.name),
        "documents": side.documents,
        "mentions": side.mentions,
        "names": [
            {
                "text": one.text,
                "old": one.is_old,
                "note": one.note,
                "mentions": one.mentions,
                "first": one.first,
                "last": one.last,
            }
            for one in side.names
        ],
        "years": _years(side.years),
    }
