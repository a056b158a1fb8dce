"""``songngu eval names``: measure recall and precision of names, each asked in four spellings.

The right answer is made from the stored documents without the index: the documents whose text
holds either form of the name, after tone placement is unified and Chinese is simplified; upper and
lower case must agree. A hit that holds only another spelling of the name (Võ/Vũ, Kì/Kỳ), or the
name in other capitals, counts as neither right nor wrong. Regular names are asked without aliases.
Names that occur in no document are left out.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final

from msgspec import Struct, field
from opencc import OpenCC

from indexer.analysis.tokens import analyse
from indexer.annotation.records import documents_in_batches
from indexer.plan import Everything
from search.archive import Archive
from search.request import Request
from songngu.arguments import add_index
from songngu.environment import Settings
from songngu.labels import read_table
from synonyms.spelling import is_han, nfc, simplified_table, syllable_key, toneless
from synonyms.variants import canonical

COLUMNS: Final = ("name_vi", "name_zh_hans", "regular_hanviet")
"""Columns that a file of labels must have."""

_WORD: Final = re.compile(r"[^\W\d_]+")


def add_arguments(parser: argparse.ArgumentParser, settings: Settings) -> None:
    """Add the arguments of the command."""
    parser.add_argument("file", type=Path, help="the names, as a table with tabs and a header")
    add_index(parser, settings)
    parser.add_argument("--misses", action="store_true", help="print what was missed or wrong")


class LabelledName(Struct, frozen=True):
    """A name in both languages, and whether the Vietnamese is the Sino-Vietnamese reading."""

    vietnamese: str
    chinese: str
    regular: bool


class Ranking(Struct, frozen=True):
    """The hits of one query, best first, beside the documents that are right."""

    hits: Sequence[str]
    right: frozenset[str]
    neutral: frozenset[str]
    """Documents that count as neither right nor wrong."""

    @property
    def judged(self) -> list[str]:
        """The hits that count."""
        return [doc_id for doc_id in self.hits if doc_id not in self.neutral]

    @property
    def missed(self) -> list[str]:
        """Right documents that are no hits."""
        return sorted(self.right - set(self.hits))

    @property
    def wrong(self) -> list[str]:
        """Hits that are wrong."""
        return [doc_id for doc_id in self.judged if doc_id not in self.right]

    @property
    def average_precision(self) -> float:
        """The mean, over the right documents, of the precision down to each of them."""
        seen, total = 0, 0.0
        for place, doc_id in enumerate(self.judged, 1):
            if doc_id in self.right:
                seen += 1
                total += seen / place
        return total / len(self.right)


class Tally(Struct):
    """Sums over the names of one kind, asked in one way."""

    names: int = 0
    truth: int = 0
    right: int = 0
    wrong: int = 0
    precisions: list[float] = field(default_factory=list)
    averages: list[float] = field(default_factory=list)
    first_right: int = 0
    with_readings: int = 0

    def add(self, ranking: Ranking, first_is_right: bool | None) -> None:
        """Add one name; ``first_is_right`` as ``_first_is_right`` gives it."""
        judged, wrong = len(ranking.judged), len(ranking.wrong)
        self.names += 1
        self.truth += len(ranking.right)
        self.right += judged - wrong
        self.wrong += wrong
        self.precisions.append((judged - wrong) / judged if judged else 0.0)
        self.averages.append(ranking.average_precision)
        if first_is_right is not None:
            self.with_readings += 1
            self.first_right += first_is_right


def read_names(file: Path) -> list[LabelledName]:
    """Return the names of a table; raise ``BadFile`` if it is something else."""
    return [
        LabelledName(nfc(row["name_vi"]), nfc(row["name_zh_hans"]), row["regular_hanviet"] == "yes")
        for row in read_table(file, COLUMNS)
    ]


def plain(text: str) -> str:
    """Return the text with tone placement unified and Chinese simplified, case kept."""
    return _WORD.sub(_placed, nfc(text)).translate(simplified_table())


def _placed(match: re.Match[str]) -> str:
    """Return a word with the tone mark where ``syllable_key`` puts it, case kept."""
    word = match[0]
    if word.isascii():
        return word
    key = syllable_key(word)
    if len(key) != len(word) or key == word.lower():
        return word
    return "".join(
        new.upper() if old.isupper() else new for old, new in zip(word, key, strict=True)
    )


class PlainTexts:
    """The text of every document of an index, as ``plain`` makes it."""

    def __init__(self, archive: Archive) -> None:
        self._texts: dict[str, str] = {}
        with archive.reading() as reader:
            for document in documents_in_batches(reader, reader.every(Everything())):
                self._texts[document.id] = plain(f"{document.title}\n{document.body}")

    def holding(self, name: LabelledName) -> frozenset[str]:
        """Return the documents that hold either form of the name."""
        forms = (plain(name.vietnamese), plain(name.chinese))
        return frozenset(
            doc_id for doc_id, text in self._texts.items() if any(form in text for form in forms)
        )

    def holding_variant(self, name: LabelledName, hits: Iterable[str]) -> frozenset[str]:
        """Return those hits that hold the name in another spelling or other capitals."""
        wanted = [canonical(key) for key in analyse(name.vietnamese).keys]
        length = len(wanted)
        found = set()
        for doc_id in hits:
            keys = [canonical(key) for key in analyse(self._texts[doc_id]).keys]
            if any(keys[at : at + length] == wanted for at in range(len(keys) - length + 1)):
                found.add(doc_id)
        return frozenset(found)


def spellings(name: LabelledName) -> Iterator[tuple[str, str]]:
    """Yield the ways a name is asked, each with its query."""
    yield "with tones", name.vietnamese
    without = "".join(
        toneless(char) if not char.isupper() else toneless(char.lower()).upper()
        for char in name.vietnamese
    )
    yield "without tones", without.lower()
    yield "without tones, capitals kept", without
    yield "simplified", name.chinese
    yield "traditional", str(OpenCC("s2t").convert(name.chinese))


def run(args: argparse.Namespace) -> int:
    """Print the table; return 0. Raises ``BadFile`` for a file that holds no names."""
    archive = Archive(args.index)
    texts = PlainTexts(archive)
    tallies: dict[tuple[str, str], Tally] = defaultdict(Tally)
    for name in read_names(args.file):
        right = texts.holding(name)
        if not right:
            continue
        kind = "regular" if name.regular else "irregular"
        for way, query in spellings(name):
            request = Request(query, without=frozenset(("alias",) if name.regular else ()))
            hits = [hit.id for hit in archive.every_id(request) if not hit.beyond]
            neutral = texts.holding_variant(name, (one for one in hits if one not in right))
            ranking = Ranking(hits, right, neutral)
            first_is_right = _first_is_right(archive, request, name)
            tallies[kind, way].add(ranking, first_is_right)
            if args.misses:
                _print_misses(name, query, ranking, first_is_right)
    _print(tallies)
    return 0


def _first_is_right(archive: Archive, request: Request, name: LabelledName) -> bool | None:
    """Tell whether the first interpretation is the name; None if there are no interpretations."""
    interpretations = archive.results(request).interpretations
    if not interpretations:
        return None
    wanted = {" ".join(analyse(name.vietnamese).keys), plain(name.chinese)}
    return bool(wanted & {_form_key(form) for form in interpretations[0].forms})


def _form_key(form: str) -> str:
    return form if is_han(form[:1]) else " ".join(analyse(form).keys)


def _print_misses(
    name: LabelledName, query: str, ranking: Ranking, first_is_right: bool | None
) -> None:
    missed, wrong = ranking.missed, ranking.wrong
    if missed or wrong or first_is_right is False:
        print(
            f"{name.vietnamese} {name.chinese} asked {query!r}: of {len(ranking.right)} missed "
            f"{missed[:5]} ({len(missed)}), wrong {wrong[:5]} ({len(wrong)})"
            f"{', first reading is another' if first_is_right is False else ''}"
        )


def _print(tallies: Mapping[tuple[str, str], Tally]) -> None:
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
