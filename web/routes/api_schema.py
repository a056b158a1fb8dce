"""What OpenAPI says of the JSON interface: parameters, and every answer with its status.

The server reads requests itself (search/request.py, web/http/urls.py); that it takes and refuses
what is said here, with the status said here, is tested with generated requests.
"""

from __future__ import annotations

from typing import Any, Final

from indexer import fields
from search.batch.name_table import IN_AN_ADDRESS
from search.citation.formats import FORMATS
from search.completion.completions import LIMIT as COMPLETIONS_LIMIT
from search.completion.completions import TYPED_LIMIT
from search.concordance.mention_filter import LABEL_VALUES, OF_DOCUMENTS
from search.export.formats import default_format, export_formats
from search.names.gate_sides import BOTH, SIDES
from search.request import (
    DATE_PATTERN,
    EXCLUDES,
    KINDS,
    NAME_LIMIT,
    NAME_ORDER,
    NEWEST,
    OFFSET_LIMIT,
    PAGE_LIMIT,
    QUERY_LIMIT,
    VALUES_LIMIT,
)
from search.similar.similar_documents import LANGUAGES
from web.routes.api_models import ErrorAnswer

DATE: Final = f"^{DATE_PATTERN}$"


def _parameter(name: str, description: str, **schema: object) -> dict[str, object]:
    # One that is left empty, as forms send it, is as if it had not been given.
    return {
        "name": name,
        "in": "query",
        "description": description,
        "allowEmptyValue": True,
        "schema": schema,
    }


def _many(name: str, description: str, **item: object) -> dict[str, object]:
    return _parameter(
        name,
        f"{description} May be repeated.",
        type="array",
        items={"type": "string", **item},
        maxItems=VALUES_LIMIT,
    )


REQUEST: Final = [
    _parameter(
        "q",
        "Names, topics, a question: documents with all of it, then those with a part. "
        '"exact phrase", -not, OR, brackets, field:value, prefix*, near/5, '
        "2019..2022. Empty: all documents, newest first.",
        type="string",
        maxLength=QUERY_LIMIT,
    ),
    *(_many(name, f"Keep documents whose {name} is this value.") for name in fields.FACETS),
    *(
        _many(EXCLUDES + name, f"Leave out documents whose {name} is this value.")
        for name in fields.FACETS
    ),
    *(
        _parameter(name, f"{text} YYYY, YYYY-MM or YYYY-MM-DD.", type="string", pattern=DATE)
        for name, text in (("from", "Not before"), ("to", "Not after"))
    ),
    _parameter("sort", "Order of the hits.", type="string", enum=[NAME_ORDER, NEWEST]),
    _parameter("reading", "Keep one interpretation of a query without tones.", type="string"),
    _parameter(
        "pair",
        "Where the query names a border gate: the gate across the border, too.",
        type="string",
        enum=["0", "1"],
    ),
    _parameter(
        "meaning",
        "1 asks by meaning too, where the archive has vectors.",
        type="string",
        enum=["0", "1"],
    ),
    _parameter(
        "folded",
        "0 lists each reprint of a story for itself; else one of a story is listed, and the page "
        "takes as many documents as it needs for `limit` of these.",
        type="string",
        enum=["0", "1"],
    ),
    _parameter("story", "The id of a document: keep it and its reprints.", type="string"),
    _many("off", "A form not to be asked."),
    _many("on", "A form to be asked that is not asked by itself."),
    _many("without", "A kind of forms not to be asked.", enum=list(KINDS)),
    _parameter(
        "offset",
        "Hits to pass over; reprints that are folded count too.",
        type="integer",
        minimum=0,
        maximum=OFFSET_LIMIT,
        default=0,
    ),
    _parameter("limit", "Hits to give.", type="integer", minimum=0, maximum=PAGE_LIMIT, default=10),
]
"""Of a request: read by search/request.py, here only described. More than one value of a parameter
that is no list counts as its last; names that are not listed are passed over."""

_NARROWING: Final = {"from", "to", *fields.FACETS, *(EXCLUDES + name for name in fields.FACETS)}
NARROWING: Final = [one for one in REQUEST if one["name"] in _NARROWING]
"""What keeps some of the documents of a request, whatever is asked of them."""

COMPLETIONS: Final = 8
"""Suggestions unless told otherwise: as many lines as fit under the box on a phone."""

TYPED: Final = [
    _parameter(
        "q",
        "The beginning of a name, word or title, in any script: Vietnamese with or without tones, "
        "simplified or traditional characters, the pinyin of a Chinese name. Empty: nothing.",
        type="string",
        maxLength=TYPED_LIMIT,
    ),
    _parameter(
        "limit",
        "Suggestions to give.",
        type="integer",
        minimum=0,
        maximum=COMPLETIONS_LIMIT,
        default=COMPLETIONS,
    ),
]

LANGUAGE: Final = _parameter(
    "lang",
    "Of the documents; not given: the other language.",
    type="string",
    enum=list(LANGUAGES),
)
LIMIT: Final = _parameter(
    "limit", "Documents to give.", type="integer", minimum=0, maximum=PAGE_LIMIT, default=10
)

FORMAT: Final = _parameter(
    "format", "Of the file.", type="string", enum=list(export_formats()), default=default_format()
)
FILE: Final = [
    FORMAT,
    _parameter(
        "about",
        "0 leaves out what the file says of itself: the first record of JSON lines, the rows of "
        "CSV that begin with #, the last sheet of a workbook.",
        type="string",
        enum=["0", "1"],
        default="1",
    ),
]
NAMES: Final = _parameter(
    "names",
    f"One a line, in any script; at most {IN_AN_ADDRESS.names} of them.",
    type="string",
    maxLength=IN_AN_ADDRESS.characters,
)
CITATION: Final = _parameter(
    "format",
    "Of the references: BibTeX, RIS, or CSL-JSON.",
    type="string",
    enum=list(FORMATS),
    default=next(iter(FORMATS)),
)
SIDE: Final = _parameter(
    "side",
    "Of a border gate: that side of its crossing, or both. Not given: the gate alone.",
    type="string",
    enum=[*SIDES, BOTH],
)
MENTION_FILTERS: Final = [
    _many(
        "label",
        "What a mention stands for; meant is all that stands for the entity. Not given: any; of a "
        "profile, meant.",
        enum=list(LABEL_VALUES),
    ),
    _many("form", "Keep mentions in this form."),
    _many("off", "Leave out mentions in this form."),
    _many("year", "Keep mentions in documents of this year, or unknown."),
    _many("lang", "Keep mentions in documents of this language."),
    _many("title", "Keep mentions with this office beside the name."),
    *(_many(name, f"Keep documents whose {name} is this value.") for name in OF_DOCUMENTS),
    *(one for one in REQUEST if one["name"] in ("from", "to")),
]
"""Which mentions of an entity are asked for: read by search/concordance/mention_filter.py."""
ENTITY: Final = {
    "name": "entity",
    "in": "query",
    "description": "An id or a name. Not given: the mentions of everything; empty: no name.",
    "schema": {"type": "string", "minLength": 1, "maxLength": NAME_LIMIT},
}
ENTITY_ID: Final = {
    "name": "entity_id",
    "in": "path",
    "required": True,
    "description": "The id as one segment of a path, written as that of a document.",
    "schema": {"type": "string", "minLength": 1},
}
DOCUMENT: Final = {
    "name": "doc_id",
    "in": "path",
    "required": True,
    "description": "The document's id as one segment of a path: percent-encoded, and each of "
    "/ \\ % ~ and the control characters as ~ with its two hexadecimal digits (~2F is /), so that "
    "no browser or proxy takes it apart. The ids . and .. are ~2E and ~2E~2E.",
    "schema": {"type": "string", "minLength": 1},
}

Responses = dict[int | str, dict[str, Any]]


def _error(description: str) -> dict[str, Any]:
    return {"model": ErrorAnswer, "description": description}


_ALWAYS: Final[Responses] = {
    401: _error("The operator asks for names and passwords (HTTP Basic), and none was right."),
    421: _error("The server is not known under the name in `Host`."),
    429: _error("Too many wrong passwords from this address; wait a minute."),
    500: _error("Something went wrong here; it was written to the server's log."),
    503: _error("Too much at once, or no index; try again."),
}
_UNCLEAR: Final[Responses] = {
    400: _error("The request can't be meant; `code` says why."),
}
_UNKNOWN: Final[Responses] = {
    404: _error("There is no such document or entity."),
}
_FILE: Final[Responses] = {
    200: {
        "description": "The file, sent while it is made.",
        "content": {
            one.media_type: {
                "schema": {"type": "string"} | ({} if one.is_text else {"format": "binary"})
            }
            for one in export_formats().values()
        },
    }
}

_REFERENCES: Final[Responses] = {
    200: {
        "description": "The references, UTF-8.",
        "content": {
            one.media_type: {
                "schema": {"type": "array", "items": {"type": "object"}}
                if one.media_type.endswith("json")
                else {"type": "string"}
            }
            for one in FORMATS.values()
        },
    }
}

_PICTURE: Final[Responses] = {
    200: {
        "description": "The picture.",
        "content": {"image/svg+xml": {"schema": {"type": "string"}}},
    }
}

ANSWERS: Final[dict[str, Responses]] = {
    "find": _ALWAYS | _UNCLEAR,
    "document": _ALWAYS | _UNCLEAR | _UNKNOWN,
    "suggest": _ALWAYS | _UNCLEAR,
    "similar": _ALWAYS | _UNCLEAR | _UNKNOWN,
    "overview": _ALWAYS,
    "entity": _ALWAYS | _UNCLEAR | _UNKNOWN,
    "mentions": _FILE | _ALWAYS | _UNCLEAR | _UNKNOWN,
    "concordance": _FILE | _ALWAYS | _UNCLEAR,
    "names": _FILE | _ALWAYS | _UNCLEAR,
    "results": _FILE | _ALWAYS | _UNCLEAR,
    "facets": _FILE | _ALWAYS | _UNCLEAR,
    "years": _FILE | _ALWAYS | _UNCLEAR,
    "gates": _FILE | _ALWAYS | _UNCLEAR,
    "people": _FILE | _ALWAYS | _UNCLEAR,
    "corrections": _FILE | _ALWAYS | _UNCLEAR,
    "compare": _ALWAYS | _UNCLEAR | _UNKNOWN,
    "compare_table": _FILE | _ALWAYS | _UNCLEAR | _UNKNOWN,
    "compare_picture": _PICTURE | _ALWAYS | _UNCLEAR | _UNKNOWN,
    "sides": _ALWAYS | _UNCLEAR | _UNKNOWN,
    "sides_table": _FILE | _ALWAYS | _UNCLEAR | _UNKNOWN,
    "citations": _REFERENCES | _ALWAYS | _UNCLEAR,
    "citation": _REFERENCES | _ALWAYS | _UNCLEAR | _UNKNOWN,
}
"""What each route may answer, beside the shape of its success."""
