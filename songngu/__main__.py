"""The command line: ``songngu COMMAND``. Each command imports what it needs when it runs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from search.export.formats import default_format, format_names
from songngu.arguments import check_texts
from songngu.environment import Settings
from songngu.output import check_output, forget_output, use_utf8
from songngu.remove_arguments import add_arguments

if TYPE_CHECKING:
    from search.archive import Archive

FAILED: Final = 1
"""Exit status where something was wrong that a person can mend; 2 is argparse's own."""

INTERRUPTED: Final = 130
"""Exit status after Ctrl+C, as of any program that a shell starts."""


def _parser(settings: Settings) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="songngu", description="Search Vietnamese and Chinese documents by one name."
    )
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(
        name: str, text: str, run: Callable[[argparse.Namespace], int]
    ) -> argparse.ArgumentParser:
        added = commands.add_parser(name, help=text, description=text)
        added.set_defaults(run=run)
        added.add_argument(
            "--index", type=Path, default=settings.index, metavar="DIR", help="folder of the index"
        )
        return added

    def layers(added: argparse.ArgumentParser) -> None:
        added.add_argument(
            "--synonyms",
            action="append",
            default=[],
            type=Path,
            metavar="DIR",
            help="your own gazetteer files, layered over ours",
        )
        added.add_argument(
            "--corrections",
            type=Path,
            default=settings.corrections,
            metavar="FILE",
            help="your corrections (default: DIR.corrections.tsv, beside the index)",
        )

    index = command("index", "Add files and folders to the index.", _index)
    index.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    index.add_argument("--engine", default=settings.engine, help="tantivy or whoosh")
    index.add_argument(
        "--anew", action="store_true", help="make the index anew, and keep the old one until then"
    )
    index.add_argument("--json", action="store_true", help="print the report as JSON")
    index.add_argument(
        "--processes",
        type=_at_least_one,
        metavar="N",
        help="processes that find names in a large archive (default: one for each core)",
    )
    layers(index)

    add_arguments(command("remove", "Take documents out of the index.", _remove))

    find = command("search", "Look for a name, a phrase or words.", _search)
    find.add_argument("query", help="what to look for; - reads queries from standard input")
    find.add_argument("--json", action="store_true", help="print one JSON object a query")
    find.add_argument("--limit", type=int, default=10, help="hits shown (default: 10)")
    find.add_argument("--offset", type=int, default=0, help="hits skipped")
    find.add_argument("--sort", choices=("relevance", "newest"), default="relevance")
    find.add_argument("--reading", default="", help="narrow to one interpretation")
    find.add_argument(
        "--without",
        action="append",
        default=[],
        metavar="KIND",
        help="a kind of forms to leave out; may be repeated",
    )
    find.add_argument(
        "--off",
        action="append",
        default=[],
        metavar="FORM",
        help="a form to leave out; may be repeated",
    )
    find.add_argument(
        "--on",
        action="append",
        default=[],
        metavar="FORM",
        help="a form to ask though it is off by itself",
    )
    find.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="lang, year, month, source, province or genre; may be repeated",
    )
    find.add_argument("--from", dest="since", default="", metavar="DATE")
    find.add_argument("--to", dest="until", default="", metavar="DATE")
    find.add_argument(
        "--all-ids", action="store_true", help="add every matching id in ranked order"
    )
    layers(find)

    serve = command("serve", "Serve the page and the JSON interface.", _serve)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument(
        "--allowed-host",
        action="append",
        metavar="NAME",
        help="a name under which readers come, beside localhost and --host; *.example.org for all "
        "below it, * for any; may be repeated",
    )
    serve.add_argument(
        "--read-only", action="store_true", help="take no corrections from those who read"
    )
    serve.set_defaults(allowed_hosts=settings.allowed_hosts)
    layers(serve)

    doctor = command("doctor", "Say whether the index is whole and fits this version.", _doctor)
    doctor.add_argument("--json", action="store_true")
    layers(doctor)

    names = commands.add_parser("synonyms", help="Check gazetteer files, or have names proposed.")
    actions = names.add_subparsers(dest="action", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="report what is wrong in gazetteer files")
    check.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="(default: our own)")
    check.set_defaults(run=_synonyms_check)
    suggest = actions.add_parser(
        "suggest", help="propose pairs of names from the archive, with what speaks for each"
    )
    suggest.add_argument("--index", type=Path, default=settings.index, metavar="DIR")
    for name, usual, text in (
        ("--days", 3, "days apart that are the same days"),
        ("--at-least", 2, "shared days that confirm a pair"),
        ("--limit", 50, "proposals of each heading"),
    ):
        told = f"{text} (default: {usual})"
        suggest.add_argument(name, type=int, default=usual, metavar="N", help=told)
    suggest.add_argument("--synonyms", action="append", default=[], type=Path, metavar="DIR")
    suggest.add_argument("--output", type=Path, metavar="FILE", help="a new file to write")
    suggest.add_argument("--json", action="store_true", help="print one JSON object a proposal")
    suggest.set_defaults(run=_synonyms_suggest)

    mentions = command("mentions", "Print every mention of a gate, place or person.", _mentions)
    mentions.add_argument("name", nargs="?", default="", help="a name in any script, or an id")
    mentions.add_argument("--all", action="store_true", help="of everything")
    mentions.add_argument("--format", choices=format_names(), default=default_format())
    layers(mentions)

    measure = commands.add_parser("eval", help="Measure against labels made by hand.")
    kinds = measure.add_subparsers(dest="kind", required=True, metavar="KIND")
    of_names = kinds.add_parser("names", help="recall and precision of names in four spellings")
    of_names.add_argument("file", type=Path)
    of_names.add_argument("--index", type=Path, default=settings.index, metavar="DIR")
    of_names.add_argument("--misses", action="store_true", help="print what was missed or wrong")
    of_names.set_defaults(run=_eval_names)
    of_mentions = kinds.add_parser("mentions", help="gates told from towns, hospitals, rivers")
    of_people = kinds.add_parser("people", help="people's names in documents read in full")
    for one, action in ((of_mentions, _eval_mentions), (of_people, _eval_people)):
        one.add_argument("file", type=Path)
        one.add_argument("--corpus", nargs="+", required=True, type=Path, metavar="PATH")
        one.add_argument("--misses", action="store_true", help="print what was missed or wrong")
        one.set_defaults(run=action)
    of_people.add_argument(
        "--index", type=Path, metavar="DIR", help="take the evidence for people from this index"
    )

    again = command(
        "annotate", "Decide again what mentions are, where rules or names changed.", _annotate
    )
    again.add_argument("--people", action="store_true", help="gather the evidence for people anew")
    layers(again)

    correct = commands.add_parser("correct", help="Say what was decided wrongly; undo it.")
    said = correct.add_subparsers(dest="action", required=True, metavar="ACTION")

    def saying(name: str, text: str) -> argparse.ArgumentParser:
        added = said.add_parser(name, help=text, description=text)
        added.set_defaults(run=_correct)
        added.add_argument("--index", type=Path, default=settings.index, metavar="DIR")
        added.add_argument("--note", default="", help="why, for those who read it later")
        layers(added)
        return added

    mention = saying("mention", "a mention is not what it was taken for")
    mention.add_argument("name", help="a name in any script, or an id")
    mention.add_argument("--doc", required=True, metavar="ID")
    mention.add_argument("--field", choices=("title", "body"), default="body")
    mention.add_argument("--start", type=int, required=True, help="offset, as in songngu mentions")
    mention.add_argument("--label", default="other", help="what it is (default: other)")
    same = saying("same", "two people are one")
    same.add_argument("name", help="the one who stays")
    same.add_argument("other", help="who counts as that one")
    apart = saying("apart", "two people are two")
    apart.add_argument("name", help="whose mentions are not all of one person")
    apart.add_argument("--form", default="", help="the form that is someone else's")
    apart.add_argument("--doc", default="", metavar="ID", help="the document that is on another")
    apart.add_argument("--as", dest="known_as", default="", metavar="NAME", help="who that is")
    saying("list", "what is in force")
    undo = saying("undo", "take a correction back")
    undo.add_argument("id", help="as in songngu correct list")
    return parser


def _at_least_one(text: str) -> int:
    """A number of processes."""
    if not text.isascii() or not text.isdigit() or not int(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 1 on")
    return int(text)


def _mentions(given: argparse.Namespace) -> int:
    from songngu.mentions_command import run

    return run(_archive(given), given.name, everything=given.all, form=given.format)


def _archive(given: argparse.Namespace) -> Archive:
    from search.archive import Archive
    from songngu.corrections_report import tell_problems

    archive = Archive(given.index, given.synonyms, given.corrections)
    tell_problems(archive.corrections)
    return archive


def _correct(given: argparse.Namespace) -> int:
    from songngu.correct_command import run

    return run(_archive(given), given)


def _eval_mentions(given: argparse.Namespace) -> int:
    from songngu.eval_mentions import run

    return run(given.file, given.corpus, misses=given.misses)


def _eval_people(given: argparse.Namespace) -> int:
    from songngu.eval_people import run

    return run(given.file, given.corpus, given.index, misses=given.misses)


def _annotate(given: argparse.Namespace) -> int:
    from songngu.annotate_command import run

    said = given.synonyms, given.corrections
    return run(given.index, *said, people=given.people, command=given.line)


def _index(given: argparse.Namespace) -> int:
    from songngu.index_command import run

    return run(
        given.paths,
        given.index,
        given.engine,
        given.synonyms,
        given.corrections,
        anew=given.anew,
        as_json=given.json,
        processes=given.processes,
        command=given.line,
    )


def _remove(given: argparse.Namespace) -> int:
    from songngu.remove_command import run

    return run(given)


def _search(given: argparse.Namespace) -> int:
    from songngu.search_command import run

    return run(_archive(given), given)


def _serve(given: argparse.Namespace) -> int:
    from songngu.serve_command import run

    hosts = given.allowed_host or given.allowed_hosts
    return run(_archive(given), given.host, given.port, hosts, read_only=given.read_only)


def _doctor(given: argparse.Namespace) -> int:
    from search.archive import Archive
    from songngu.doctor_command import run

    archive = partial(Archive, given.index, given.synonyms, given.corrections)
    return run(given.index, archive, as_json=given.json)


def _synonyms_check(given: argparse.Namespace) -> int:
    from songngu.synonyms_command import check

    return check(given.paths)


def _synonyms_suggest(given: argparse.Namespace) -> int:
    from songngu.suggest_command import run

    return run(given)


def _eval_names(given: argparse.Namespace) -> int:
    from songngu.eval_names import run

    return run(given.file, given.index, misses=given.misses)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; the exit status. What a person can mend is said without a traceback."""
    try:
        use_utf8()
        line = list(sys.argv[1:] if arguments is None else arguments)
        given = _parser(Settings.from_environment()).parse_args(line)
        given.line = ["songngu", *line]
        return _run(given)
    except KeyboardInterrupt:
        print("songngu: interrupted", file=sys.stderr)
        return INTERRUPTED


def _run(given: argparse.Namespace) -> int:
    from indexer.index_errors import IndexProblem
    from search.request_errors import BadRequest
    from songngu.command_errors import BadArgument, BadFile, BadOption
    from synonyms.gazetteer import GazetteerError

    try:
        check_output()
        check_texts(vars(given))
        status: int = given.run(given)
        sys.stdout.flush()
    except (IndexProblem, BadRequest, GazetteerError, BadFile, BadOption, BadArgument) as error:
        print(f"songngu: {error}", file=sys.stderr)
        return FAILED
    except BrokenPipeError:
        # The reader of our output (head, less) has gone; that is its right.
        forget_output()
        return FAILED
    except OSError as error:
        # A file that can't be read or written, or our own output: the system says why.
        where = f"{error.filename}: " if error.filename else ""
        print(f"songngu: {where}{error.strerror or error}", file=sys.stderr)
        forget_output()
        return FAILED
    return status


if __name__ == "__main__":
    sys.exit(main())
