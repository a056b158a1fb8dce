"""Measure how many of the running content words of news cross to the other language.

    python -m bench.coverage INDEX CORPUS.jsonl[.gz]... [--every N]

Cut every N-th document into words (as a query is cut), leave out little words, numbers and words
of one letter, and ask of each word whether it crosses: by a name of the gazetteer, the readings of
a name or the listed spellings of a foreign one, by the lexicon, or by a reading or sound that the
archive has; letters with digits and abbreviations are the same in both languages, and so is what
documents of the other language write in the same letters (iPhone). Print the share
of running words that cross, in each language, and the commonest that do not.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from indexer import fields
from indexer.analysis.segmenters import dictionary_zh, places_zh
from indexer.analysis.tokens import MARKS, analyse
from indexer.plan import And, AnyOf, Phrase
from search.archive import Archive
from search.expansion.alternatives import han_of_syllable
from search.expansion.linking import LONGEST_NAME
from search.names.lexicon_lookup import is_little, lexicon
from search.names.name_lookup import NameLookup
from search.query.context import QueryContext
from search.query.counts_terms import CountsTerms
from search.query.pieces import with_names, words_in
from search.query.segmentation import segment_text
from search.query.text_runs import runs_of
from search.request import Request
from search.terms.query_term import QueryTerm, quoted_term
from synonyms.surnames import SURNAMES_ZH
from synonyms.transliterations import han_of_part

OTHER_LANG: Final = {"vi": "zh", "zh": "vi"}

SHOWN: Final = 400
"""Words that do not cross which are printed for each language."""

_LETTER: Final = re.compile(r"[^\W\d_]")


def texts(paths: list[Path], every: int) -> Iterator[tuple[str, str]]:
    """Yield the language and text of every n-th document."""
    for path in paths:
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
            for number, line in enumerate(lines):
                if number % every == 0:
                    record = json.loads(line)
                    yield record["lang"], f"{record['title']}\n{record['body']}"


def running_words(paths: list[Path], every: int, names: NameLookup) -> dict[str, Counter[str]]:
    """Count the words of documents by language, cut as a query is: first names and set phrases of
    the lexicon, the longest first, then what is between them by the segmenters."""
    found: dict[str, Counter[str]] = {"vi": Counter(), "zh": Counter()}
    for lang, text in texts(paths, every):
        for line in text.splitlines():
            for run in runs_of(line, analyse(line), names):
                found[lang].update(word.text for word in _words_of(run, names))
    return found


def _words_of(run: QueryTerm, names: NameLookup) -> Iterator[QueryTerm]:
    if run.exact:
        yield run
        return
    for piece, is_known in with_names(run, run.keys, names):
        yield from [piece] if is_known else words_in(piece, piece.keys)


def is_content(word: str) -> bool:
    """Tell whether a word says something of the topic."""
    keys = tuple(key for key in analyse(word).keys if key not in MARKS)
    return (
        bool(keys)
        and bool(_LETTER.search(word))
        and (len(keys) > 1 or len(word) > 1)
        and not is_little(keys)
        and not any(entry.pos in ("part", "num") for entry in lexicon().entries(keys))
    )


def crosses(word: str, names: NameLookup, expander: CountsTerms) -> bool:
    """Tell whether a word crosses by what is known of it, or of the words that it is made of."""
    terms = segment_text(word, names, expander)
    return _is_known(quoted_term(word), names) or (
        bool(terms)
        and all(
            (len(terms) > 1 and is_little(term.meant))
            or _is_known(term, names)
            or expander.crosses(term)
            for term in terms
        )
    )


def is_written_alike(word: str, other_lang: str, context: QueryContext) -> bool:
    """Tell whether documents of the other language have a word in the same letters."""
    term = quoted_term(word)
    if term.is_han:
        return False
    written = Phrase(tuple((key,) for key in term.keys))
    return context.reader.count(And((written, AnyOf(fields.LANG, (other_lang,))))) > 0


def _is_known(term: QueryTerm, names: NameLookup) -> bool:
    """Tell whether a term is a name or word that is listed, or a name that its readings give."""
    if names.knows(term.meant) or lexicon().knows(term.meant):
        return True
    text = "".join(term.keys)
    if term.is_han:
        is_person = 2 <= len(term.keys) <= LONGEST_NAME and term.keys[0] in SURNAMES_ZH
        return text in places_zh() or (is_person and text not in dictionary_zh())
    if text.isascii() and (not text.isalpha() or term.text.isupper()):
        return True  # U20, BMW: the same in both languages.
    if not term.is_capital:
        return False
    return all(han_of_syllable(key, False) or han_of_part(key) for key in term.keys)


def main() -> None:
    arguments = sys.argv[1:]
    every = int(arguments.pop(arguments.index("--every") + 1)) if "--every" in arguments else 10
    index, *corpora = (Path(one) for one in arguments if one != "--every")
    archive = Archive(index)
    with archive.asking_of(Request("")) as context:
        running = running_words(corpora, every, context.names)
    for lang, words in running.items():
        lost: Counter[str] = Counter()
        total = 0
        for word, count in words.items():
            if not is_content(word):
                continue
            total += count
            with archive.asking_of(Request(word)) as context:
                if not (
                    crosses(word, context.names, context.expander)
                    or is_written_alike(word, OTHER_LANG[lang], context)
                ):
                    lost[word] += count
        share = 1 - lost.total() / max(total, 1)
        print(f"{lang}: {share:.4f} of {total} running content words cross")
        print("   ", " · ".join(f"{word} {count}" for word, count in lost.most_common(SHOWN)))


if __name__ == "__main__":
    main()
