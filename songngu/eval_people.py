"""``songngu eval people``: people's names found, against documents read in full by hand."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from corpus.document import Document
from corpus.readers import read_paths
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.linking.mention import PERSON
from indexer.ner.known_people import People, gather
from indexer.storage.fingerprint import data_folder
from synonyms import gazetteer

Place = tuple[str, str, int, str]
"""Document, field, start, surface."""


def run(file: Path, corpus: Sequence[Path], index: Path | None, *, misses: bool = False) -> int:
    """Print the table; 0. The evidence is that of ``index``, else gathered from the corpus."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
    languages = {row["doc"]: row["lang"] for row in rows if row.get("labelled")}
    full: set[Place] = set()
    part: set[Place] = set()
    for row in rows:
        if "surface" in row:
            place = row["doc"], row["field"], row["start"], row["surface"]
            (part if row["partial"] else full).add(place)
    people = People.load(data_folder(index)) if index else gather(_documents(corpus))
    annotator = Annotator(gazetteer.load(), people)
    found: set[Place] = set()
    tied: set[Place] = set()
    whole: set[Place] = set()
    for document in _documents(corpus):
        if document.id not in languages:
            continue
        for one in annotator.annotation(Analysed.of(document)).mentions:
            if one.label == PERSON:
                place = document.id, one.field, one.start, one.surface
                found.add(place)
                (tied if one.partial else whole).add(place)
    print("| language | documents | full names | P | R | F1 | parts of names | R |")
    print("|---|---|---|---|---|---|---|---|")
    for lang in sorted(set(languages.values())):
        docs = {doc for doc, its in languages.items() if its == lang}
        wanted = {one for one in full if one[0] in docs}
        told = {one for one in whole if one[0] in docs}
        parts = {one for one in part if one[0] in docs}
        right = len(wanted & told)
        print(
            f"| {lang} | {len(docs)} | {len(wanted)} | {right / len(told):.3f} "
            f"| {right / len(wanted):.3f} | {2 * right / (len(told) + len(wanted)):.3f} "
            f"| {len(parts)} | {len(parts & found) / len(parts):.3f} |"
        )
    if misses:
        for what, places in (("missed", full - whole), ("wrong", whole - full - part)):
            for doc, field, start, surface in sorted(places):
                print(f"{what} {doc} {field}:{start} {surface}")
        for doc, field, start, surface in sorted(part - found):
            print(f"missed part {doc} {field}:{start} {surface}")
    return 0


def _documents(corpus: Sequence[Path]) -> list[Document]:
    return [item for item in read_paths(corpus) if isinstance(item, Document)]
