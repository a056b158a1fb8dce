"""``songngu correct``: correct what was decided wrongly, list corrections, undo one."""

from __future__ import annotations

import argparse

from indexer.corrections.correction import Correction
from search.archive import Archive
from search.entities.feedback import CorrectionResult, correct_mention, join_people, separate_people
from songngu.arguments import add_index, add_layers
from songngu.environment import Settings
from songngu.open_archive import open_archive


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the five actions, each with its arguments."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")

    def action(name: str, summary: str) -> argparse.ArgumentParser:
        added = actions.add_parser(name, help=summary, description=summary)
        add_index(added, settings)
        added.add_argument("--note", default="", help="the reason, for later readers")
        add_layers(added, settings)
        return added

    mention = action("mention", "a mention is something else than was decided")
    mention.add_argument("name", help="a name in any script, or an id")
    mention.add_argument("--doc", required=True, metavar="ID", help="id of the document")
    mention.add_argument("--field", choices=("title", "body"), default="body")
    mention.add_argument("--start", type=int, required=True, help="offset, as in songngu mentions")
    mention.add_argument("--label", default="other", help="what it is (default: other)")
    same = action("same", "two people are one")
    same.add_argument("name", help="the person who stays")
    same.add_argument("other", help="the person who is the same as NAME")
    apart = action("apart", "one person is in truth two")
    apart.add_argument("name", help="the person whose mentions are of two people")
    apart.add_argument("--form", default="", help="the form of the name that is someone else's")
    apart.add_argument("--doc", default="", metavar="ID", help="the document about someone else")
    apart.add_argument("--as", dest="known_as", default="", metavar="NAME", help="who that is")
    action("list", "list the corrections in force")
    undo = action("undo", "undo a correction")
    undo.add_argument("id", help="as in songngu correct list")


def run(args: argparse.Namespace) -> int:
    """Do one action and print its result; return 0.

    Raises ``BadRequest`` for a name, a place or an id that is not in the index, and
    ``IndexProblem`` where the correction cannot be kept.
    """
    archive = open_archive(args)
    if args.action == "list":
        for correction in archive.corrections:
            print(_in_words(correction))
    elif args.action == "undo":
        _print_done(archive.undo(args.id), "taken back", "taken back before")
    else:
        _print_done(_correct(archive, args), "kept", "in force already")
    return 0


def _correct(archive: Archive, args: argparse.Namespace) -> CorrectionResult:
    entity = archive.one_named(args.name)
    note = args.note
    if args.action == "same":
        other = archive.one_named(args.other)
        return archive.correct(lambda reader, now: join_people(reader, now, entity, other, note))
    if args.action == "apart":
        known_as = args.known_as
        return archive.correct(
            lambda _, now: separate_people(
                now, entity, form=args.form, doc=args.doc, known_as=known_as, note=note
            )
        )
    place = args.doc, args.field, args.start
    return archive.correct(
        lambda reader, now: correct_mention(reader, now, entity, place, args.label, note)
    )


def _print_done(done: CorrectionResult, new: str, old: str) -> None:
    """Print the correction after ``new``, or after ``old`` if nothing changed, and its effect."""
    print(f"{new if done.is_new else old}: {_in_words(done.correction)}")
    if done.waits:
        print(
            "The index is being written; the correction takes effect at the next: songngu annotate"
        )
    else:
        print(f"{done.documents} documents changed")


def _in_words(correction: Correction) -> str:
    """Return a correction as one line that begins with its id."""
    where = f" in {correction.doc}" if correction.doc else ""
    form = f" {correction.surface!r}" if correction.surface else ""
    place = f"{correction.field} {correction.start}"
    texts = {
        "mention": f"{form}{where} at {place} is {correction.label}, not {correction.entity}",
        "same": f" {correction.other} is {correction.entity}",
        "apart": f"{form}{where} is {correction.other}, not {correction.entity}",
    }
    note = f" ({correction.note})" if correction.note else ""
    return f"{correction.id} {correction.when}{texts[correction.what]}{note}"
