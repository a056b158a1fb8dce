"""``songngu search``: print the answer to a query, or one JSON line for other programs."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Final

from rich.console import Console
from rich.text import Text

from corpus.date_origins import GUESSED
from search.answer.counted_entities import Answer
from search.answer.models import HitRow, Results
from search.answer.serializers import results_json
from search.archive import Archive
from search.query_pipeline import OTHERS
from search.request import NAME_ORDER, NO, YES, Request, from_query
from search.request_errors import BadRequest
from songngu.arguments import add_index, add_layers, check_text
from songngu.command_errors import BadText
from songngu.environment import Settings
from songngu.open_archive import open_archive

COPIES: Final = 5
"""Ids of reprints that are printed with a hit; ``--json`` has all."""


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument(
        "query", help="what to search for; - reads one query a line from standard input"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object a query")
    parser.add_argument("--limit", type=int, default=10, help="hits to show (default: 10)")
    parser.add_argument("--offset", type=int, default=0, help="hits to skip (default: 0)")
    parser.add_argument("--sort", choices=("relevance", "newest"), default="relevance")
    parser.add_argument(
        "--pair", action="store_true", help="of a border gate, search the one across the border too"
    )
    parser.add_argument("--reading", default="", help="narrow to one interpretation")
    for option, metavar, text in (
        ("--without", "KIND", "a kind of forms to leave out"),
        ("--off", "FORM", "a form to leave out"),
        ("--on", "FORM", "a form to search for although it is off by default"),
        ("--filter", "FIELD=VALUE", "lang, year, month, source, province, genre or encoding"),
    ):
        parser.add_argument(
            option, action="append", default=[], metavar=metavar, help=f"{text}; may be repeated"
        )
    parser.add_argument(
        "--from", dest="since", default="", metavar="DATE", help="first date, such as 2023-02"
    )
    parser.add_argument(
        "--to", dest="until", default="", metavar="DATE", help="last date, such as 2023-02-28"
    )
    parser.add_argument(
        "--meaning",
        action="store_true",
        help="find by meaning too; needs vectors, see songngu embed",
    )
    parser.add_argument(
        "--unfolded", action="store_true", help="list each reprint of a story for itself"
    )
    parser.add_argument(
        "--all-ids",
        action="store_true",
        help="add the ids of all hits, best first, to the JSON; after them come those of up to "
        f"{OTHERS} documents that have only a part of what was asked (total says where they begin)",
    )
    add_layers(parser, settings)


def run(args: argparse.Namespace) -> int:
    """Answer the query, or with ``-`` each line of standard input; return 0.

    A line that cannot be answered gets an error in its place, the others are answered, and 1 is
    returned. Raises ``BadRequest`` for the one query of the command line.
    """
    archive = open_archive(args)
    if args.query != "-":
        _answer(archive, args, args.query)
        return 0
    status = 0
    for line in sys.stdin:
        query = line.strip()
        try:
            check_text(query)
            _answer(archive, args, query)
        except (BadRequest, BadText) as error:
            status = 1
            _print_error(query, error, as_json=args.json)
    return status


def _print_error(query: str, error: Exception, *, as_json: bool) -> None:
    if as_json:
        shown = query.encode("utf-8", "backslashreplace").decode()
        print(json.dumps({"query": shown, "error": str(error)}, ensure_ascii=False))
    else:
        print(f"songngu: {query}: {error}", file=sys.stderr)


def _answer(archive: Archive, args: argparse.Namespace, query: str) -> None:
    request = _request(args, query)
    results = archive.results(request)
    if not args.json:
        _print(results)
        return
    shape = results_json(results)
    if args.all_ids:
        shape["ids"] = [hit.id for hit in archive.every_id(request)]
    print(json.dumps(shape, ensure_ascii=False), flush=True)


def _request(args: argparse.Namespace, query: str) -> Request:
    """Return the request of one query with the options; raise ``BadRequest`` if it is not valid."""
    pairs = [("q", query), ("sort", args.sort), ("reading", args.reading)]
    pairs += [("from", args.since), ("to", args.until)]
    pairs += [("pair", YES)] if args.pair else []
    pairs += [("limit", str(args.limit)), ("offset", str(args.offset))]
    pairs += [("meaning", YES)] if args.meaning else []
    pairs += [("folded", NO)] if args.unfolded else []
    for name in ("without", "off", "on"):
        pairs += [(name, value) for value in getattr(args, name)]
    for one in args.filter:
        name, equals, value = one.partition("=")
        if not equals:
            raise BadRequest("bad_field", value=one, known="FIELD=VALUE")
        pairs.append((name, value))
    return from_query(pairs)


def _print(results: Results) -> None:
    """Print the answer for a person: forms, interpretations, notices, and the hits."""
    console = Console(highlight=False, soft_wrap=True)
    forms = " · ".join(
        f"{row.form} {row.count}{'' if row.on else ' (off)'}" for row in results.forms[:12]
    )
    for answer in results.answers:
        console.print(_answer_line(answer))
    console.print(f"{results.total} of {results.size} documents", style="bold")
    if forms:
        console.print(Text(forms))
    for one in results.interpretations:
        console.print(Text(f"  {one.reading}: {one.count}  {' '.join(one.forms[:6])}"))
    for notice in results.notices:
        facts = " ".join(str(value) for value in notice.facts.values())
        console.print(Text(f"! {notice.code} {facts}"), style="yellow")
    before = ""
    for hit in results.hits:
        border = _border(hit, results)
        if border != before:
            console.print(f"\n{border}", style="bold")
        before = border
        _print_hit(console, hit)


def _answer_line(answer: Answer) -> Text:
    """Return what the query names: its names, and its documents and mentions in each language."""
    counts = " · ".join(
        f"{one.lang.upper()} {one.documents} documents, {one.mentions} mentions"
        for one in answer.entity.counts
    )
    line = Text(f"{answer.entity.kind}: ").append(str(answer.entity.name), style="bold")
    line.append(f"  {counts}")
    if answer.other_side is not None:
        line.append(f"  (across the border: {answer.other_side.name})")
    return line


def _border(hit: HitRow, results: Results) -> str:
    """Return what is said above the hits of this sort, where they begin; empty for those that are
    what was asked."""
    if hit.beyond:
        return f"{results.total} have all; {results.others_total} have a part:"
    if hit.other_sense and results.request.sorting == NAME_ORDER:
        return f"{results.other_sense} hold the name in another sense:"
    return ""


def _print_hit(console: Console, hit: HitRow) -> None:
    console.print()
    console.print(_title(hit))
    page = f"  p. {hit.page}" if hit.page else ""
    found_by = f"  found by {hit.found_by}" if hit.found_by else ""
    console.print(Text(f"  {hit.id}{page}{found_by}"), style="dim")
    if hit.beyond:
        has, missing = " · ".join(hit.has), " · ".join(hit.missing)
        console.print(Text(f"  has {has}" + (f"; lacks {missing}" if missing else "")))
    if hit.copies:
        console.print(Text(f"  +{len(hit.copies)} reprints: {' '.join(hit.copies[:COPIES])}"))
    for snippet in hit.snippets:
        line = Text("  … " if snippet.before else "  ")
        for piece in snippet.pieces:
            text = " ".join(piece.text.split("\n"))
            line.append(text, style="bold reverse" if piece.form else "")
        console.print(line.append(" …" if snippet.after else ""))


def _title(hit: HitRow) -> Text:
    line = Text(f"{hit.lang.upper()}  ", style="bold")
    for piece in hit.title_pieces:
        line.append(piece.text, style="reverse" if piece.form else "")
    if not hit.title_pieces:
        line.append("—")
    guessed = "~" if hit.date_origin == GUESSED else ""
    return line.append(f"  {guessed}{hit.date or '—'}  {hit.source}", style="dim not bold")
