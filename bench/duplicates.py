"""``python -m bench.duplicates PATH…``: which documents are taken for copies, and which should be.

1. Pairs of documents whose shingles have a Jaccard similarity of ``FLOOR`` or more, exactly: how
   many share a band, and how far the estimate is off. A likeness is all that is compared here; the
   figures and days of a text are not.
2. Stories: documents with copies, printed with ``--list`` to be looked at.
3. Reprints made of real documents, an edit each: how many are found, by bands and as copies.
4. What a signature costs.

``--index`` measures answers of an index with folding and without.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from pathlib import Path
from statistics import mean, median
from typing import Final

from msgspec.structs import replace

from bench.queries import QUERIES
from corpus.document import Document
from corpus.readers import read_paths
from indexer.analysis.analysed_document import Analysed
from indexer.analysis.tokens import MARKS
from indexer.duplicates.editions import Edition
from indexer.duplicates.min_hash import SHINGLE
from indexer.duplicates.signature import LEAST, Signature, signature_of
from search.archive import Archive
from search.request import Request
from synonyms.spelling import simplified_table

FLOOR: Final = 0.5
STEP: Final = 0.1

MADE: Final = 400
"""Documents that are printed again by each edit; of each language half."""

ROUNDS: Final = 10

Shingles = frozenset[tuple[str, ...]]


def main() -> int:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--list", action="store_true", help="print every story with copies")
    parser.add_argument("--index", type=Path, help="measure answers of this index")
    args = parser.parse_args()
    documents = [item for item in read_paths(args.paths) if isinstance(item, Document)]
    if documents:
        _of_documents(documents, listed=args.list)
    if args.index:
        _of_index(Archive(args.index))
    return 0


def _of_documents(documents: Sequence[Document], *, listed: bool) -> None:
    analysed = [Analysed.of(one) for one in documents]
    began = time.perf_counter()
    signatures = [signature_of(one) for one in analysed]
    taken = (time.perf_counter() - began) / len(documents)
    terms = mean(len(one.terms) for one in signatures)
    print(f"{len(documents):,} documents, {taken * 1e3:.2f} ms and {terms:.1f} terms a signature")
    editions = list(map(_edition, documents, signatures))
    long = [at for at, one in enumerate(signatures) if one.rows]
    shingles = {at: _shingles(analysed[at]) for at in long}
    _print_pairs(list(_alike(shingles)), signatures)
    _print_stories(editions, listed=listed)
    _print_made(editions)


def _edition(document: Document, signature: Signature) -> Edition:
    return Edition(signature, lambda: document)


def _shingles(analysed: Analysed) -> Shingles:
    keys = [key for key in analysed.body.keys if key not in MARKS]
    return frozenset(zip(*(keys[at:] for at in range(SHINGLE)), strict=False))


def _alike(shingles: dict[int, Shingles]) -> Iterator[tuple[int, int, float]]:
    """Yield every pair with a similarity of ``FLOOR`` or more: two such sets share one of the first
    shingles of each, those that fewest sets have first (prefix filtering: Bayardo et al., WWW
    2007)."""
    counts = Counter(one for found in shingles.values() for one in found)
    having: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for at, found in sorted(shingles.items(), key=lambda item: len(item[1])):
        rarest = sorted(found, key=lambda one: (counts[one], one))
        first = rarest[: len(found) - int(FLOOR * len(found)) + 1]
        for other in {other for one in first for other in having[one]}:
            shared = len(found & shingles[other])
            similarity = shared / (len(found) + len(shingles[other]) - shared)
            if similarity >= FLOOR:
                yield other, at, similarity
        for one in first:
            if counts[one] > 1:
                having[one].append(at)


def _print_pairs(pairs: Sequence[tuple[int, int, float]], signatures: Sequence[Signature]) -> None:
    print("| similarity | pairs | share a band | error of the estimate |\n|---|---|---|---|")
    bins: defaultdict[int, list[tuple[bool, float]]] = defaultdict(list)
    for one, other, exact in pairs:
        first, second = signatures[one], signatures[other]
        shares = not set(first.terms).isdisjoint(second.terms)
        bins[int(exact / STEP + 1e-9)].append((shares, first.likeness(second) - exact))
    for number, found in sorted(bins.items()):
        share = mean(shares for shares, _ in found)
        error = mean(off * off for _, off in found) ** 0.5
        print(f"| {number * STEP:.1f} | {len(found):,} | {share:.3f} | {error:.3f} |")


def _print_stories(editions: Sequence[Edition], *, listed: bool) -> None:
    by_term: defaultdict[str, list[Edition]] = defaultdict(list)
    for one in editions:
        for term in one.signature.terms:
            by_term[term].append(one)
    pairs = {
        tuple(sorted((one.document.id, other.document.id))): (one, other)
        for same in by_term.values()
        for one, other in combinations(same, 2)
    }
    copies = [(one, other) for one, other in pairs.values() if one.is_copy(other)]
    print(f"{len(pairs):,} pairs share a term, {len(copies):,} of them are copies")
    for one, other in copies if listed else ():
        print(f"  {one.signature.likeness(other.signature):.2f}")
        for edition in (one, other):
            document = edition.document
            print(f"    {document.date:10} {document.title[:60]} | {document.body[:60]!r}")


Edit = Callable[[str, random.Random], str]


def _with_agency(text: str, _: random.Random) -> str:
    return f"(TTXVN/Vietnam+) Theo phóng viên tại Lạng Sơn, 新华社记者报道: {text}"


def _without_first(text: str, _: random.Random) -> str:
    rest = text.partition("\n")[2]
    return rest or text.partition(". ")[2] or text.partition("。")[2]


def _changed(share: float) -> Edit:
    def edited(text: str, rng: random.Random) -> str:
        pieces = Analysed.of(Document("", "", text, "vi")).body.pieces
        words = [at for at in range(1, len(pieces), 2) if pieces[at][:1].isalpha()]
        for at in rng.sample(words, round(share * len(words))):
            pieces[at] = pieces[rng.choice(words)]
        return "".join(pieces)

    return edited


_PLACED: Final = (("hòa", "hoà"), ("thủy", "thuỷ"), ("hóa", "hoá"), ("tòa", "toà"), ("úy", "uý"))


def _tones_moved(text: str, _: random.Random) -> str:
    for old, new in _PLACED:
        text = text.replace(old, new)
    return text


def _traditional(text: str, _: random.Random) -> str:
    back = {simple: chr(full) for full, simple in simplified_table().items()}
    return "".join(back.get(char, char) for char in text)


EDITS: Final[dict[str, Edit]] = {
    "the title changed": lambda text, _: text,
    "the tone marks placed otherwise": _tones_moved,
    "in traditional characters": _traditional,
    "in capitals, without line breaks": lambda text, _: " ".join(text.upper().split()),
    "the line of an agency before it": _with_agency,
    "the first paragraph cut": _without_first,
    "2 % of the words changed": _changed(0.02),
    "5 % of the words changed": _changed(0.05),
    "10 % of the words changed": _changed(0.10),
}


def _print_made(editions: Sequence[Edition]) -> None:
    rng = random.Random(12)
    chosen: list[Edition] = []
    for lang in ("vi", "zh"):
        of = [e for e in editions if e.signature.rows and e.document.lang == lang]
        chosen += rng.sample(of, min(MADE // 2, len(of)))
    print(f"| {len(chosen)} documents of {LEAST} words or more | share a band | copies |")
    print("|---|---|---|")
    for name, edit in EDITS.items():
        bands = copies = 0
        for one in chosen:
            body = edit(one.document.body, rng)
            again = replace(one.document, title="Một đầu đề khác", body=body)
            made = _edition(again, signature_of(Analysed.of(again)))
            bands += not set(one.signature.terms).isdisjoint(made.signature.terms)
            copies += one.is_copy(made)
        print(f"| {name} | {bands / len(chosen):.3f} | {copies / len(chosen):.3f} |")


def _of_index(archive: Archive) -> None:
    archive.prepare()
    taken: defaultdict[tuple[str, bool], list[float]] = defaultdict(list)
    for number in range(ROUNDS + 1):
        for query in QUERIES:
            # In turn: what was just asked is answered sooner.
            for is_folded in (True, False) if number % 2 else (False, True):
                # Of this process alone: it is a few percent that are looked for.
                began = time.process_time()
                archive.results(Request(query, folded=is_folded))
                if number:
                    taken[query, is_folded].append(time.process_time() - began)
    folded = [median(taken[query, True]) * 1e3 for query in QUERIES]
    plain = [median(taken[query, False]) * 1e3 for query in QUERIES]
    ratio = median(one / other for one, other in zip(folded, plain, strict=True))
    print(f"{len(QUERIES)} queries: folded {mean(folded):.1f} ms, unfolded {mean(plain):.1f} ms;")
    print(f"median ratio {ratio:.3f}, of the sums {sum(folded) / sum(plain):.3f}")


if __name__ == "__main__":
    sys.exit(main())
