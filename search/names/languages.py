"""What is the same for every archive and takes seconds to load."""

from __future__ import annotations

from indexer.analysis.segmenters import dictionary_vi, dictionary_zh, words_vi, words_zh
from search.names.lexicon_lookup import lexicon


def prepare_languages() -> None:
    """Load the lexicon and the segmenters, for which a first query would wait."""
    lexicon().read_all()
    dictionary_zh()
    dictionary_vi()
    words_zh("中越边境")
    words_vi("biên giới")
