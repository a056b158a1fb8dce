"""What is the same for every archive and takes seconds to load."""

from __future__ import annotations

from indexer.analysis.segmenters import dictionary_vi, dictionary_zh, words_vi, words_zh
from search.names.lexicon_lookup import lexicon
from synonyms.lookalikes import lookalikes
from synonyms.pinyin import characters_spelt, pinyin_of
from synonyms.readings import readings_of
from synonyms.transliteration_sounds import fit
from synonyms.transliterations import han_of_part, parts_of_han, parts_of_names
from synonyms.variants import variants_of
from synonyms.written_spellings import is_usual, written


def prepare_languages() -> None:
    """Load all for which a first query would wait."""
    prepare_tables()
    prepare_segmenters()


def prepare_segmenters() -> None:
    """Load what cuts texts into words: half of what there is to load. No name is asked of it, and
    a query that needs it before waits for it."""
    words_zh("中越边境")
    words_vi("biên giới")


def prepare_tables() -> None:
    """Load the lexicon and the tables of names."""
    lexicon().read_all()
    dictionary_zh()
    dictionary_vi()
    # Each is read when it is first asked; together they take a tenth of a second.
    readings_of("刘")
    variants_of("lưu")
    characters_spelt("liu")
    pinyin_of("刘")
    lookalikes("刘")
    parts_of_names()
    han_of_part("biden")
    parts_of_han("拜登")
    fit("biden", "拜登")
    is_usual("lưu")
    written("lưu")
