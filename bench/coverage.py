"""Measure how many of the running content words of news cross to the other language.

    python -m bench.coverage INDEX CORPUS.jsonl[.gz]... [--every N]

Cut every N-th document into words (as a query is cut), leave out little words, numbers and words
of one letter, and ask of each word whether the archive has it in the other language: by a name of
the gazetteer or a reading of a name, by the lexicon, by a reading that is a word, or by sound.
Print the share of running words that cross, in each language, and the commonest that do not.
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

from indexer.analysis.segmenters import words_vi, words_zh
from indexer.analysis.tokens import MARKS, analyse
from search.archive import Archive
from search.names.lexicon_lookup import is_little, lexicon
from search.names.name_lookup import NameLookup
from search.query.counts_terms import CountsTerms
from search.query.segmentation import segment_text
from search.request import Request
from search.terms.query_term import quoted_term

SHOWN: Final = 6000
"""Words that do not cross which are printed for each language."""

_CONTENT: Final = re.compile(r"[^\W\d_]")


def texts(paths: list[Path], every: int) -> Iterator[tuple[str, str]]:
    """Yield the language and text of every n-th document."""
    for path in paths:
        with gzip.open(path, "rt") if path.suffix == ".gz" else path.open() as lines:
            for number, line in enumerate(lines):
                if number % every == 0:
                    record = json.loads(line)
                    yield record["lang"], f"{record['title']}\n{record['body']}"


def running_words(paths: list[Path], every: int) -> dict[str, Counter[str]]:
    """Count the words of documents by language."""
    found: dict[str, Counter[str]] = {"vi": Counter(), "zh": Counter()}
    for lang, text in texts(paths, every):
        cut = words_vi if lang == "vi" else words_zh
        for line in text.splitlines():
            found[lang].update(word for word in cut(line) if _CONTENT.search(word))
    return found


def is_content(word: str) -> bool:
    """Tell whether a word says something of the topic."""
    keys = tuple(key for key in analyse(word).keys if key not in MARKS)
    return (
        bool(keys)
        and (len(keys) > 1 or len(word) > 1)
        and not is_little(keys)
        and not any(entry.pos in ("part", "num") for entry in lexicon().entries(keys))
    )


def crosses(word: str, names: NameLookup, expander: CountsTerms) -> bool:
    """Tell whether a word, or the words that it is made of, cross by what is known of them."""
    keys = quoted_term(word).keys
    if names.knows(keys) or lexicon().knows(keys):
        return True
    terms = segment_text(word, names, expander)
    return bool(terms) and all(
        names.knows(term.meant) or lexicon().knows(term.meant) or expander.crosses(term)
        for term in terms
    )


def main() -> None:
    arguments = sys.argv[1:]
    every = int(arguments.pop(arguments.index("--every") + 1)) if "--every" in arguments else 10
    index, *corpora = (Path(one) for one in arguments if one != "--every")
    archive = Archive(index)
    for lang, words in running_words(corpora, every).items():
        lost: Counter[str] = Counter()
        total = 0
        for word, count in words.items():
            if not is_content(word):
                continue
            total += count
            with archive.asking_of(Request(word)) as context:
                if not crosses(word, context.names, context.expander):
                    lost[word] += count
        share = 1 - lost.total() / max(total, 1)
        print(f"{lang}: {share:.4f} of {total} running content words cross")
        print("   ", " · ".join(f"{word} {count}" for word, count in lost.most_common(SHOWN)))


if __name__ == "__main__":
    main()
