"""The one place that calls the segmenters (jieba-next, LAC, underthesea) and reads their
dictionaries.

Each is loaded when it is first asked, which takes half a second.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Final

from synonyms.kept_tables import kept_table
from synonyms.spelling import syllable_key

if TYPE_CHECKING:
    from indexer.analysis.lac_model import LacModel, TaggedWords

_LOADING: Final = Lock()

LAC_BATCH: Final = 32
"""Windows that go through LAC together; 16 and 64 take as long."""


def words_zh(text: str) -> list[str]:
    """Cut a Chinese text into words by jieba-next; joined they are the text."""
    import jieba_next

    return list(jieba_next.cut(text))


def words_vi(text: str) -> list[str]:
    """Cut a Vietnamese text into words by underthesea; blanks between words are left out."""
    return list(_cutter_vi()(text))


@lru_cache(maxsize=1)
def _cutter_vi() -> Callable[[str], list[str]]:
    """Load underthesea by one thread alone: it makes its model at its first text, and another text
    that comes meanwhile finds half of it."""
    with _LOADING:
        from underthesea import word_tokenize

        word_tokenize("biên giới")
    found: Callable[[str], list[str]] = word_tokenize
    return found


@lru_cache(maxsize=1)
def dictionary_zh() -> frozenset[str]:
    """Return the words of jieba's dictionary that it does not tag as people's names (nr, nrt …)."""
    return kept_table("dictionary_zh", _words_zh, [dictionary_file_zh()])


@lru_cache(maxsize=1)
def places_zh() -> frozenset[str]:
    """Return the words of jieba's dictionary that it tags as names of places (ns)."""
    return kept_table("places_zh", _places_zh, [dictionary_file_zh()])


def _words_zh() -> frozenset[str]:
    return frozenset(word for word, _, tag in dictionary_rows_zh() if not tag.startswith("nr"))


def _places_zh() -> frozenset[str]:
    return frozenset(word for word, _, tag in dictionary_rows_zh() if tag == "ns")


def dictionary_rows_zh() -> Iterator[tuple[str, int, str]]:
    """Yield the words of jieba's dictionary with their frequencies and tags."""
    rows = (line.split() for line in dictionary_file_zh().read_text("utf-8").splitlines())
    return ((row[0], int(row[1]), row[2]) for row in rows if len(row) == 3)


def dictionary_file_zh() -> Path:
    """Return the file of jieba's dictionary."""
    return _folder_of("jieba_next") / "dict.txt"


def _folder_of(package: str) -> Path:
    """Return the folder of a package without importing it."""
    found = find_spec(package)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"{package} is not installed", name=package)
    return Path(found.origin).parent


@lru_cache(maxsize=1)
def dictionary_vi() -> frozenset[tuple[str, ...]]:
    """Return the words of two syllables, as keys, of the dictionary that comes with underthesea
    (Viet74K); names and other words with capitals are left out."""
    return kept_table("dictionary_vi", _words_of_two_vi, [_file_vi()])


def _file_vi() -> Path:
    return _folder_of("underthesea") / "corpus" / "data" / "Viet74K.txt"


def _words_of_two_vi() -> frozenset[tuple[str, ...]]:
    lines = (line.split() for line in _file_vi().read_text("utf-8").splitlines())
    return frozenset(
        (syllable_key(words[0]), syllable_key(words[1]))
        for words in lines
        if len(words) == 2 and words[0].islower() and words[1].islower()
    )


def tagged(windows: Iterable[str], threads: int = 1) -> Iterator[tuple[str, TaggedWords]]:
    """Cut and tag short Chinese texts by LAC, in so many threads: each different one that is not
    empty, with its words and their tags; by length, then in order."""
    by_length: dict[int, list[str]] = {}
    for window in sorted(set(windows)):
        by_length.setdefault(len(window), []).append(window)
    by_length.pop(0, None)
    batches = [
        same[first : first + LAC_BATCH]
        for _, same in sorted(by_length.items())
        for first in range(0, len(same), LAC_BATCH)
    ]
    if not batches:
        return
    with ThreadPoolExecutor(threads) as pool:
        for batch, words in zip(batches, pool.map(_lac().words, batches), strict=True):
            yield from zip(batch, words, strict=True)


@lru_cache(maxsize=1)
def _lac() -> LacModel:
    from indexer.analysis.lac_model import LacModel

    return LacModel()
