"""``songngu similar``: print the documents that tell of the same as a document."""

from __future__ import annotations

import argparse
import json

from rich.console import Console
from rich.text import Text

from search.similar.serializers import similar_json
from search.similar.similar_documents import LANGUAGES, SimilarDocument
from songngu.arguments import add_index, add_layers
from songngu.environment import Settings
from songngu.open_archive import open_archive


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    add_index(parser, settings)
    parser.add_argument("id", help="the id of a document")
    parser.add_argument(
        "--lang", choices=LANGUAGES, default="", help="of these documents (default: the other one)"
    )
    parser.add_argument("--limit", type=int, default=10, help="documents to show (default: 10)")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    add_layers(parser, settings)


def run(args: argparse.Namespace) -> int:
    """Print the documents, best first, each with what both say; return 0, also for none.

    Raises ``BadRequest`` for an id that the index does not have.
    """
    found = open_archive(args).similar(args.id, args.lang, max(args.limit, 0))
    if args.json:
        print(json.dumps(similar_json(found), ensure_ascii=False))
        return 0
    console = Console(highlight=False, soft_wrap=True)
    console.print(Text(_line(found.document.lang, found.document.title, found.document.date)))
    if not found.found:
        console.print(f"no document in {found.lang} tells of the same", style="yellow")
    for one in found.found:
        _print(console, one)
    return 0


def _print(console: Console, one: SimilarDocument) -> None:
    document = one.document
    console.print()
    console.print(Text(_line(document.lang, document.title, document.date), style="bold"))
    copy = "  (nearly the same text)" if one.is_copy else ""
    console.print(Text(f"  {document.id}  {one.score:.2f}{copy}", style="dim"))
    console.print(Text("  " + " · ".join(map(str, one.shared))))


def _line(lang: str, title: str, date: str) -> str:
    return f"{lang.upper()}  {title or '—'}  {date or '—'}"
