"""``songngu eval names``: recall and precision of names, each asked in four spellings.

The truth is made from the stored documents, by another way than the index: those whose text, tone
placement made one and Chinese simplified, case kept, holds either form of the name. A hit that
holds only another spelling of the name (Võ/Vũ, Kì/Kỳ) or it in other capitals counts as neither
right nor wrong. Regular names are asked without aliases. Names that occur nowhere are left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from indexer.analysis.tokens import analyse
from indexer.annotation.records import from_stored
from indexer.plan import Everything
from search.archive import Archive
from search.request import Request
from synonyms.spelling import is_han, nfc, simplified_table, syllable_key, toneless
from synonyms.variants import canonical

BATCH: Final = 500
_WORD: Final = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class LabelledName:
    """A row of the labels."""

    vietnamese: str
    chinese: str
    regular: bool


@dataclass(slots=True)
class Tally:
    """Sums over the names of one way of asking."""

    names: int = 0
    truth: int = 0
    right: int = 0
    wrong: int = 0
    precisions: list[float] = field(default_factory=list)
    averages: list[float] = field(default_factory=list)
    first_right: int = 0
    with_readings: int = 0

    def add(self, ranked: Sequence[str], truth: frozenset[str], neutral: frozenset[str]) -> None:
        """Count one name's ranked hits."""
        judged = [doc_id for doc_id in ranked if doc_id not in neutral]
        right = sum(doc_id in truth for doc_id in judged)
        self.names += 1
        self.truth += len(truth)
        self.right += right
        self.wrong += len(judged) - right
        self.precisions.append(right / len(judged) if judged else 0.0)
        seen, average = 0, 0.0
        for place, doc_id in enumerate(judged, 1):
            if doc_id in truth:
                seen += 1
                average += seen / place
        self.averages.append(average / len(truth))


def read_names(path: Path) -> list[LabelledName]:
    """The rows of a label file with a header."""
    header, *rows = path.read_text("utf-8").splitlines()
    columns = header.split("\t")
    found = []
    for row in rows:
        cells = dict(zip(columns, row.split("\t"), strict=True))
        found.append(
            LabelledName(
                nfc(cells["name_vi"]),
                nfc(cells["name_zh_hans"]),
                cells["regular_hanviet"] == "yes",
            )
        )
    return found


def plain(text: str) -> str:
    """The text with tone placement made one and Chinese simplified, case kept."""
    return _WORD.sub(_placed, nfc(text)).translate(simplified_table())


def _placed(match: re.Match[str]) -> str:
    word = match[0]
    if word.isascii():
        return word
    key = syllable_key(word)
    if len(key) != len(word) or key == word.lower():
        return word
    return "".join(
        new.upper() if old.isupper() else new for old, new in zip(word, key, strict=True)
    )


class Truth:
    """Every document's text as ``plain`` makes it, and its tokens when a hit is to be judged."""

    def __init__(self, archive: Archive) -> None:
        self._texts: dict[str, str] = {}
        with archive.reading() as reader:
            hits = reader.every(Everything())
            while batch := [hit.id for hit in islice(hits, BATCH)]:
                for doc_id, stored in reader.fetch(batch).items():
                    document = from_stored(stored)
                    self._texts[doc_id] = plain(f"{document.title}\n{document.body}")

    def holding(self, name: LabelledName) -> frozenset[str]:
        """Documents that hold either form."""
        forms = (plain(name.vietnamese), plain(name.chinese))
        return frozenset(
            doc_id for doc_id, text in self._texts.items() if any(form in text for form in forms)
        )

    def otherwise(self, name: LabelledName, hits: Iterable[str]) -> frozenset[str]:
        """Of these, the documents that hold the name in another spelling or other capitals."""
        wanted = [canonical(key) for key in analyse(name.vietnamese).keys]
        found = set()
        for doc_id in hits:
            keys = [canonical(key) for key in analyse(self._texts[doc_id]).keys]
            length = len(wanted)
            if any(keys[at : at + length] == wanted for at in range(len(keys) - length + 1)):
                found.add(doc_id)
        return frozenset(found)


def spellings(name: LabelledName) -> Iterator[tuple[str, str]]:
    """The ways a name is asked."""
    yield "with tones", name.vietnamese
    without = "".join(
        toneless(char) if not char.isupper() else toneless(char.lower()).upper()
        for char in name.vietnamese
    )
    yield "without tones", without.lower()
    yield "without tones, capitals kept", without
    yield "simplified", name.chinese
    yield "traditional", _traditional(name.chinese)


def _traditional(text: str) -> str:
    from opencc import OpenCC

    return str(OpenCC("s2t").convert(text))


def run(file: Path, index: Path, *, misses: bool = False) -> int:
    """Print the table; 0."""
    archive = Archive(index)
    truth = Truth(archive)
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for name in read_names(file):
        wanted = truth.holding(name)
        if not wanted:
            continue
        for way, query in spellings(name):
            without = frozenset(("alias",)) if name.regular else frozenset()
            request = Request(query, without=without)
            ranked = [hit.id for hit in archive.every_id(request)]
            wrong = [doc_id for doc_id in ranked if doc_id not in wanted]
            neutral = truth.otherwise(name, wrong)
            tally = tallies["regular" if name.regular else "irregular", way]
            tally.add(ranked, wanted, neutral)
            first_good = _first_reading(archive, request, name, tally)
            if misses:
                _print_misses(name, query, ranked, wanted, neutral, first_good)
    _print(tallies)
    return 0


def _first_reading(archive: Archive, request: Request, name: LabelledName, tally: Tally) -> bool:
    """Whether the first interpretation is the name asked for, where there are interpretations."""
    rows = archive.results(request).interpretations
    if not rows:
        return True
    wanted = {" ".join(analyse(name.vietnamese).keys), plain(name.chinese)}
    forms = {_form_key(form) for form in rows[0].forms}
    good = bool(wanted & forms)
    tally.with_readings += 1
    tally.first_right += good
    return good


def _form_key(form: str) -> str:
    return form if is_han(form[:1]) else " ".join(analyse(form).keys)


def _print_misses(
    name: LabelledName,
    query: str,
    ranked: Sequence[str],
    wanted: frozenset[str],
    neutral: frozenset[str],
    first_good: bool,
) -> None:
    missed = sorted(wanted - set(ranked))
    wrong = [doc_id for doc_id in ranked if doc_id not in wanted and doc_id not in neutral]
    if missed or wrong or not first_good:
        print(
            f"{name.vietnamese} {name.chinese} asked {query!r}: of {len(wanted)} missed "
            f"{missed[:5]} ({len(missed)}), wrong {wrong[:5]} ({len(wrong)})"
            f"{'' if first_good else ', first reading is another'}"
        )


def _print(tallies: dict[tuple[str, str], Tally]) -> None:
    print(
        "| kind | asked | names | documents | recall | precision | averaged | MAP | first right |"
    )
    print("|---|---|---|---|---|---|---|---|---|")
    for (kind, way), tally in tallies.items():
        hits = tally.right + tally.wrong
        first = f"{tally.first_right}/{tally.with_readings}" if tally.with_readings else "–"
        print(
            f"| {kind} | {way} | {tally.names} | {tally.truth} | {tally.right / tally.truth:.4f} "
            f"| {tally.right / hits if hits else 0:.4f} "
            f"| {sum(tally.precisions) / tally.names:.4f} "
            f"| {sum(tally.averages) / tally.names:.4f} | {first} |"
        )
