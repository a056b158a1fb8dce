"""The shape of an answer for other programs: the same from the command line and over HTTP.

Others' scripts read it: names and meanings are kept, new ones may be added.
"""

from __future__ import annotations

from search.results import HitRow, Results


def results_json(results: Results) -> dict[str, object]:
    """An answer as plain objects; span offsets are code points of the stored field."""
    return {
        "query": results.request.query,
        "total": results.total,
        "hits": [hit_json(hit) for hit in results.hits],
        "facets": {
            name: [{"value": row.value, "count": row.count} for row in rows]
            for name, rows in results.facets.items()
        },
        "forms": [
            {"form": row.form, "kind": row.kind, "count": row.count, "on": row.on, "part": row.part}
            for row in results.forms
        ],
        "interpretations": [
            {"reading": row.reading, "forms": list(row.forms), "count": row.count}
            for row in results.interpretations
        ],
        "notices": [{"code": row.code, **row.facts} for row in results.notices],
    }


def hit_json(hit: HitRow) -> dict[str, object]:
    """One hit as plain objects."""
    return {
        "id": hit.id,
        "lang": hit.lang,
        "title": hit.title,
        "date": hit.date,
        "source": hit.source,
        "stratum": hit.stratum,
        "spans": [
            {
                "field": span.field,
                "start": span.start,
                "end": span.end,
                "form": span.form,
                "kind": span.kind,
            }
            for span in hit.spans
        ],
    }
