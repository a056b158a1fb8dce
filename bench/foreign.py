"""Measure how many foreign names cross to the other script by parts and sound.

    python -m bench.foreign INDEX NAMES.tsv

First the names of the file (columns ``latin`` and ``han``): asked for in each script, does a
document in the other language come, with the forms that are on unasked? Then the foreign people of
our gazetteer whose names both stand in the archive, with all people hidden: how many Latin names
cross to one of their Chinese names unasked, and how many to other names only.
"""

from __future__ import annotations

import sys
from pathlib import Path

from indexer import fields
from indexer.analysis.tokens import MARKS, analyse
from indexer.engines.protocol import Reader
from indexer.plan import Phrase
from search.archive import Archive
from search.expansion.transliteration import transliterated
from search.names.name_lookup import NameLookup
from search.request import Request
from search.terms.query_term import QueryTerm, term_of
from synonyms.gazetteer import Gazetteer, load
from synonyms.spelling import is_syllable


def listed(path: Path) -> list[tuple[str, str]]:
    """Return the names of a file in both scripts; lines that begin with ``#`` are comments."""
    lines = [line for line in path.read_text("utf-8").splitlines() if line and line[0] != "#"]
    columns = lines[0].split("\t")
    latin, han = columns.index("latin"), columns.index("han")
    return [(row[latin], row[han]) for row in (line.split("\t") for line in lines[1:])]


def languages(archive: Archive, query: str) -> set[str]:
    """Return the languages of the documents that a query finds."""
    return {one.value for one in archive.results(Request(query)).facets[fields.LANG] if one.count}


def hidden_people(reader: Reader) -> tuple[int, int, int]:
    """Return the foreign people of whom the archive has both names, those whose Latin name crosses
    to one of their Chinese names unasked, and those whose name crosses only to others."""
    known = load()
    rest = {id_: one for id_, one in known.entities.items() if one.kind != "person"}
    names = NameLookup(Gazetteer(rest, known.digest))
    people = right = wrong = 0
    for person in known.of_kind("person"):
        latin = [_term(one.text) for one in person.names if one.lang != "zh"]
        han = [_term(one.text) for one in person.names if one.lang == "zh"]
        term = next(filter(_is_foreign, latin), None)
        if term is None or not (_stands(reader, term) and any(_stands(reader, one) for one in han)):
            continue
        forms = transliterated(reader, names, term)
        unasked = {form.keys for form in forms if not form.weight}
        is_right = not unasked.isdisjoint(one.keys for one in han)
        people += 1
        right += is_right
        wrong += bool(unasked) and not is_right
    return people, right, wrong


def _term(text: str) -> QueryTerm:
    tokens = analyse(text)
    kept = [at for at, key in enumerate(tokens.keys) if key not in MARKS]
    return term_of(text, tokens, kept[0], kept[-1] + 1)


def _is_foreign(term: QueryTerm) -> bool:
    return len(term.keys) > 1 and not all(map(is_syllable, term.keys))


def _stands(reader: Reader, term: QueryTerm) -> bool:
    return reader.count(Phrase(tuple((key,) for key in term.keys))) > 0


def main() -> None:
    """Print how many of the listed names cross, then how many of our people would."""
    archive = Archive(Path(sys.argv[1]))
    archive.prepare()
    names = listed(Path(sys.argv[2]))
    both = 0
    for latin, han in names:
        to_han, to_latin = "zh" in languages(archive, latin), "vi" in languages(archive, han)
        both += to_han and to_latin
        if not to_han:
            print(f"{latin} does not cross to {han}")
        if not to_latin:
            print(f"{han} does not cross to {latin}")
    print(f"{both} of {len(names)} listed names cross both ways")
    with archive.reading() as reader:
        people, right, wrong = hidden_people(reader)
    print(
        f"{right} of {people} Latin names of our people cross unasked with our people hidden, "
        f"{wrong} to other names only"
    )


if __name__ == "__main__":
    main()
