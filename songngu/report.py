"""Report what a run of ``index`` or ``watch`` did: for a person, as JSON, as a file."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from corpus.document import Failure
from indexer.pipeline.growing import Grown


def report_grown(grown: Grown, index: Path, *, as_json: bool, report: Path | None) -> None:
    """Print the report, and write it to a file if one is named. Raises ``OSError``."""
    if as_json:
        print(json.dumps(shape_of(grown), ensure_ascii=False))
    else:
        _print(grown, index)
    if report is not None:
        report.write_text(json.dumps(shape_of(grown), ensure_ascii=False, indent=1), "utf-8")


def shape_of(grown: Grown) -> dict[str, object]:
    """Return what ``--json`` prints."""
    return {
        "documents": grown.documents,
        "read": grown.written + grown.same,
        "written": grown.written,
        "unchanged": grown.same + grown.unread,
        "removed": grown.removed,
        "decided_again": grown.again,
        "by_lang": dict(grown.by_lang),
        "undated": grown.undated,
        "repeats": grown.repeats,
        "moved": dict(grown.moved),
        "kept": grown.kept,
        "files": {
            "read": grown.files_read,
            "unchanged": grown.files_unchanged,
            "gone": grown.files_gone,
        },
        "failed": dict(reasons(grown)),
        "seconds": round(grown.seconds, 3),
        "documents_a_second": speed(grown),
        "failures": [
            {
                "path": one.path,
                "line": one.line,
                "reason": one.reason,
                "lost": one.lost,
                "count": one.count,
            }
            for one in grown.failures
        ],
    }


def reasons(grown: Grown) -> Counter[str]:
    """Count what was lost by its reason; what stands behind a colon is of one file."""
    found: Counter[str] = Counter()
    for one in grown.failures:
        if one.lost:
            found[one.reason.partition(":")[0].partition(";")[0]] += one.count
    return found


def speed(grown: Grown) -> float:
    """Return documents that were read in a second."""
    read = grown.written + grown.same
    return round(read / grown.seconds, 1) if grown.seconds and read else 0.0


def print_failures(failures: Iterable[Failure]) -> None:
    """Print each failure with its place."""
    for one in failures:
        place = f"{one.path}:{one.line}" if one.line else one.path
        print(f"{place}: {one.reason}", file=sys.stderr)


def line_of(grown: Grown) -> str:
    """Say in one line what was done to the index."""
    parts = [
        (grown.written, "new or changed"),
        (grown.removed, "removed"),
        (sum(grown.moved.values()), "moved"),
        (grown.again, "decided again"),
        (sum(one.count for one in grown.failures if one.lost), "failed"),
    ]
    said = ", ".join(f"{count} {what}" for count, what in parts if count) or "nothing changed"
    return f"{said}; {grown.files_read} files read, {grown.seconds:.1f} s"


def _print(grown: Grown, index: Path) -> None:
    """Print the report for a person."""
    print_failures(grown.failures)
    languages = ", ".join(f"{name} {count}" for name, count in sorted(grown.by_lang.items()))
    print(f"{grown.documents} documents ({languages}) in {index}; {grown.undated} without a date")
    if grown.same + grown.unread:
        print(
            f"{grown.same + grown.unread} of them were in it as they are; {grown.files_unchanged} "
            "files were not read again"
        )
    if grown.removed:
        print(f"{grown.removed} documents were removed, as their files no longer have them")
    for folder, count in grown.kept.items():
        print(
            f"{folder} is empty or not there, and documents of {count} files came from it: they "
            "are kept. If a disk is not mounted, mount it; if the files are really gone: songngu "
            f"remove --gone {folder} --even-all"
        )
    if grown.repeats:
        print(f"{grown.repeats} identical repeats of a document were left out")
    for path, count in sorted(grown.moved.items()):
        print(f"{count} documents came from {path} before, which is gone")
    if grown.again:
        print(f"{grown.again} documents were decided again, as names became known or turned")
    _print_failed(grown)
    if speed(grown):
        print(f"{speed(grown):,.0f} documents a second, {grown.seconds:.1f} s")


def _print_failed(grown: Grown) -> None:
    for reason, count in reasons(grown).most_common():
        print(f"{count} failed: {reason}")
    if grown.failures:
        print(f"{sum(one.count for one in grown.failures)} problems, named above")
