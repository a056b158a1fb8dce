"""In which order those stand who are named in the same documents."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from indexer import fields
from indexer.engines.protocol import Reader
from search.names.entity_names import EntityName
from search.names.name_lookup import NameLookup


def named_with(
    reader: Reader,
    lookup: NameLookup,
    people: Sequence[tuple[str, int]],
    without: Collection[str],
    most: int,
) -> list[tuple[str, EntityName, int]]:
    """Return the first people of a facet, most documents first, without those that it is about.

    Of equal counts those come first whom more documents of the archive name. In most dossiers
    nearly all stand once beside their subject: by id, one report of a trial filled the list of a
    statesman, and those of his rank fell out of it. Terms have these numbers without counting;
    documents deleted since may be among them.
    """
    others = [one for one in people if one[0] not in without]
    # All that may be shown; the rest of the facet is not asked for.
    least = others[most - 1][1] if len(others) >= most else 0
    known = reader.known(fields.PEOPLE, [one for one, count in others if count >= least])
    others.sort(key=lambda one: (-one[1], -known.get(one[0], 0), one[0]))
    return [(one, lookup.name_of(one), count) for one, count in others[:most]]
