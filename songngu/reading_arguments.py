"""Arguments of commands that read files and folders: what is read, how, and which part of it."""

from __future__ import annotations

import argparse

from corpus.formats.options import ReadOptions
from indexer.pipeline.archive_part import Part
from indexer.pipeline.input_changes import Scope
from songngu.arguments import at_least_one


def add_reading(parser: argparse.ArgumentParser) -> None:
    """Add how files are read, and what becomes of documents whose file is gone."""
    parser.add_argument(
        "--whole-page",
        action="store_true",
        help="keep the menus, related news and footers of web pages, not the article only",
    )
    parser.add_argument(
        "--ocr",
        action="store_true",
        help="recognise the characters of scanned pages and images, by an installed tesseract",
    )
    parser.add_argument(
        "--keep-gone",
        action="store_true",
        help="keep the documents of files below the given folders that are gone",
    )
    parser.add_argument(
        "--processes",
        type=at_least_one,
        metavar="N",
        help="processes that read and find names (default: one for each core)",
    )


def scope_of(args: argparse.Namespace) -> Scope:
    """Return what the arguments say is to be read, and how."""
    options = ReadOptions(whole_page=args.whole_page, ocr=args.ocr)
    return Scope(args.paths, options, keep_gone=args.keep_gone, part=getattr(args, "part", None))


def add_part(parser: argparse.ArgumentParser, *, required: bool) -> None:
    """Add ``--part``."""
    parser.add_argument(
        "--part",
        type=_part,
        required=required,
        metavar="K/N",
        help="take the files of the K-th of N parts of the archive, each indexed elsewhere",
    )


def _part(text: str) -> Part:
    try:
        return Part.of(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None
