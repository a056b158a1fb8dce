"""``songngu search``: answers on the terminal, or as JSON lines for other programs."""

from __future__ import annotations

import argparse
import json
import sys

from rich.console import Console
from rich.text import Text

from search.answer.models import HitRow, Results
from search.answer.serializers import results_json
from search.archive import Archive
from search.request import Request, from_query
from search.request_errors import BadRequest
from songngu.arguments import check_text
from songngu.command_errors import BadArgument


def request_of(given: argparse.Namespace, query: str) -> Request:
    """The request that the arguments make of one query; raises ``BadRequest``."""
    pairs = [("q", query), ("sort", given.sort), ("reading", given.reading)]
    pairs += [("from", given.since), ("to", given.until)]
    pairs += [("limit", str(given.limit)), ("offset", str(given.offset))]
    for name in ("without", "off", "on"):
        pairs += [(name, value) for value in getattr(given, name)]
    for one in given.filter:
        name, equals, value = one.partition("=")
        if not equals:
            raise BadRequest("bad_field", value=one, known="FIELD=VALUE")
        pairs.append((name, value))
    return from_query(pairs)


def run(archive: Archive, given: argparse.Namespace) -> int:
    """Answer the query, or with ``-`` each line of standard input; there a query that cannot be
    answered has an ``error`` and stops nothing. 1 if there was one."""
    if given.query != "-":
        _answer(archive, given, given.query)
        return 0
    status = 0
    for line in sys.stdin:
        query = line.strip()
        try:
            check_text(query)
            _answer(archive, given, query)
        except (BadRequest, BadArgument) as error:
            status = 1
            if given.json:
                shown = query.encode("utf-8", "backslashreplace").decode()
                print(json.dumps({"query": shown, "error": str(error)}, ensure_ascii=False))
            else:
                print(f"songngu: {query}: {error}", file=sys.stderr)
    return status


def _answer(archive: Archive, given: argparse.Namespace, query: str) -> None:
    request = request_of(given, query)
    answer = archive.results(request)
    if not given.json:
        _print(answer)
        return
    shape = results_json(answer)
    if given.all_ids:
        shape["ids"] = [hit.id for hit in archive.every_id(request)]
    print(json.dumps(shape, ensure_ascii=False), flush=True)


def _print(answer: Results) -> None:
    console = Console(highlight=False, soft_wrap=True)
    forms = " · ".join(
        f"{row.form} {row.count}{'' if row.on else ' (off)'}" for row in answer.forms[:12]
    )
    console.print(f"{answer.total} of {answer.size} documents", style="bold")
    if forms:
        console.print(Text(forms))
    for one in answer.interpretations:
        console.print(Text(f"  {one.reading}: {one.count}  {' '.join(one.forms[:6])}"))
    for notice in answer.notices:
        facts = " ".join(str(value) for value in notice.facts.values())
        console.print(Text(f"! {notice.code} {facts}"), style="yellow")
    for hit in answer.hits:
        console.print()
        console.print(_title(hit))
        console.print(Text(f"  {hit.id}"), style="dim")
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
    return line.append(f"  {hit.date or '—'}  {hit.source}", style="dim not bold")
