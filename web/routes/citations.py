"""References to documents as files: of one document, or of all that a request finds."""

from __future__ import annotations

from collections.abc import Iterator

from starlette.requests import Request as HttpRequest
from starlette.responses import Response

from indexer.budget import Budget
from search.archive import Archive
from search.citation.formats import CitationFormat, citation_format
from web.http import query_string, urls
from web.routes.site import Site


async def citations(site: Site, http: HttpRequest) -> Response:
    """The references of all documents that have all that was asked, as a file."""
    form = _form_of(http)
    request = urls.request_of(http.scope["query_string"])

    def chunks(archive: Archive) -> Iterator[bytes]:
        return form.write(archive.references(request))

    name = f"references.{form.ending}"
    return await site.downloads.answer_as(http, chunks, name, form.media_type)


async def citation(site: Site, http: HttpRequest) -> Response:
    """The reference to one document, as a file."""
    form = _form_of(http)
    doc_id = urls.id_of(http.path_params["doc_id"])

    def written(budget: Budget) -> bytes:
        return b"".join(form.write([[site.archive.within(budget).reference(doc_id)]]))

    content = await site.workers.run(http.receive, written)
    disposition = f'attachment; filename="reference.{form.ending}"'
    headers = {"content-disposition": disposition}
    return Response(content, media_type=form.media_type, headers=headers)


def _form_of(http: HttpRequest) -> CitationFormat:
    """Read the format that an address asks for. Raises ``BadRequest``."""
    return citation_format(
        dict(query_string.pairs_of(http.scope["query_string"])).get("format", "")
    )
