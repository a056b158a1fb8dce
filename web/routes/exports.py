"""What pages list, as files: each says what was asked, when, and of which state of the index."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct
from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from search.archive import Archive
from search.batch.name_table import NAME_COLUMNS, names_of
from search.concordance.mention_filter import filter_pairs, mention_filter
from search.export.about import About, now
from search.export.formats import default_format, export_format
from search.export.writers import COLUMNS, MATCH_COLUMNS, Batches, Columns
from search.names.gate_sides import checked_side
from search.query.context import QueryContext
from search.request import NAME_LIMIT, Request, from_query, number_of, to_query
from search.request_errors import BadRequest
from search.tables.correction_rows import CORRECTION_COLUMNS, correction_lines
from search.tables.count_rows import FACET_COLUMNS, YEAR_COLUMNS, facet_rows, year_rows
from search.tables.entity_rows import GATE_COLUMNS, PERSON_COLUMNS, gate_lines, person_lines
from search.tables.result_rows import RESULT_COLUMNS, result_rows
from web.http import query_string, urls
from web.routes.site import Site

EVERYTHING: Final = Request("")

Counts = Callable[[Archive], Mapping[str, int]]


class Table(Struct, frozen=True):
    """What a file holds: its name, its columns, and what makes its lines of an archive. ``asked``
    are the pairs that it was asked with; ``counts`` are the numbers that its page shows."""

    name: str
    columns: Columns
    lines: Callable[[Archive], Batches]
    asked: Sequence[tuple[str, str]] = ()
    counts: Counts = lambda _: {}

    def about(self, archive: Archive, version: str, base: str) -> About:
        """Say what the file is; ``base`` is the path that the site lies below."""
        query = query_string.encoded(self.asked)
        address = f"{base}/api/{self.name}" + (f"?{query}" if query else "")
        return About(self.name, self.asked, address, now(), version, self.counts(archive))


async def results(site: Site, http: HttpRequest) -> Response:
    """Every document of a request, in the order of the page."""
    request = _whole(http)

    def lines(archive: Archive) -> Batches:
        return asked(request, lambda context: result_rows(context, archive.meaning))(archive)

    def counts(archive: Archive) -> Mapping[str, int]:
        found = archive.results(request.but(limit=0))
        others = found.others_listed + found.by_meaning
        return {"documents": found.total} | ({"others": others} if others else {})

    table = Table(
        "results",
        RESULT_COLUMNS,
        lines,
        to_query(request),
        counts,
    )
    return await send_table(site, http, table)


async def facets(site: Site, http: HttpRequest) -> Response:
    """What a request finds, by every value of each facet."""
    request = _whole(http)
    lines = asked(request, facet_rows)
    return await send_table(site, http, Table("facets", FACET_COLUMNS, lines, to_query(request)))


async def years(site: Site, http: HttpRequest) -> Response:
    """What a request finds, by year and language."""
    request = _whole(http)
    lines = asked(request, year_rows)
    return await send_table(site, http, Table("years", YEAR_COLUMNS, lines, to_query(request)))


async def gates(site: Site, http: HttpRequest) -> Response:
    """All gates."""
    return await send_table(site, http, Table("gates", GATE_COLUMNS, asked(EVERYTHING, gate_lines)))


async def people(site: Site, http: HttpRequest) -> Response:
    """All people."""
    lines = asked(EVERYTHING, person_lines)
    return await send_table(site, http, Table("people", PERSON_COLUMNS, lines))


async def corrections(site: Site, http: HttpRequest) -> Response:
    """The corrections in force."""

    def lines(archive: Archive) -> Batches:
        return correction_lines(archive.corrections)

    return await send_table(site, http, Table("corrections", CORRECTION_COLUMNS, lines))


async def mentions(site: Site, http: HttpRequest) -> Response:
    """Every mention of an entity, or of all, that the filters ask for."""
    asked_with = query_string.pairs_of(http.scope["query_string"])
    given = dict(asked_with)
    wanted = mention_filter(asked_with)
    entity, side = given.get("entity"), checked_side(given.get("side", ""))
    if entity is not None and len(entity) > NAME_LIMIT:
        raise BadRequest("too_long", length=len(entity), limit=NAME_LIMIT)

    def lines(archive: Archive) -> Batches:
        # Asked for with the first line: an unknown name is told before the file begins.
        entities = None if entity is None else archive.mentioned(entity, side)
        yield from archive.mentions(entities, wanted)

    pairs = [("entity", entity)] if entity is not None else []
    pairs += [("side", side)] if side else []
    pairs += filter_pairs(wanted)
    return await send_table(site, http, Table("mentions", COLUMNS, lines, pairs))


async def concordance(site: Site, http: HttpRequest) -> Response:
    """Every match of a request, newest document first."""
    request = _whole(http)

    def lines(archive: Archive) -> Batches:
        return archive.every_match(request)

    return await send_table(
        site, http, Table("concordance", MATCH_COLUMNS, lines, to_query(request))
    )


async def names(site: Site, http: HttpRequest) -> Response:
    """What a search for each of many names finds."""
    given = query_string.pairs_of(http.scope["query_string"])
    return await send_names(site, http, given, names_of(dict(given).get("names", "")))


async def send_names(
    site: Site, http: HttpRequest, given: Sequence[tuple[str, str]], asked: tuple[str, ...]
) -> Response:
    """Answer with the table of some names. ``given`` are the pairs of the request, of its address
    or of a form. Raises ``BadRequest``."""
    request = from_query(given).but(query="", limit=10)

    def lines(archive: Archive) -> Batches:
        return archive.name_rows(asked, request)

    # The names are the rows: to be said again they may be too many.
    table = Table("names", NAME_COLUMNS, lines, to_query(request)[1:])
    return await send_table(site, http, table, given)


async def send_table(
    site: Site, http: HttpRequest, table: Table, pairs: Sequence[tuple[str, str]] | None = None
) -> Response:
    """Answer with a table as a file. ``pairs`` are those of a form; without them the address says
    which format. Raises ``BadRequest``."""
    given = dict(query_string.pairs_of(http.scope["query_string"]) if pairs is None else pairs)
    form = given.get("format") or default_format()
    export_format(form)
    is_said = number_of("about", given.get("about") or "1", 1)

    def chunks(archive: Archive) -> Iterator[bytes]:
        with archive.held() as (held, version):
            about = table.about(held, version, site.deployment.base) if is_said else None
            yield from export_format(form).written(table.lines(held), table.columns, about)

    return await site.downloads.answer(http, chunks, table.name, form)


def _whole(http: HttpRequest) -> Request:
    """Read the request of an address: a file has no pages. Raises ``BadRequest``."""
    return urls.request_of(http.scope["query_string"]).but(limit=10)


def asked(
    request: Request, rows: Callable[[QueryContext], Batches]
) -> Callable[[Archive], Batches]:
    """Return what asks an archive for the rows of a request."""

    def lines(archive: Archive) -> Batches:
        with archive.asking_of(request) as context:
            yield from rows(context)

    return lines
