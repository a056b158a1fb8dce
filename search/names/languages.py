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
    """Load the lexicon, the segmenters and the tables of names, for which a first query would
    wait."""
    lexicon().read_all()
    dictionary_zh()
    dictionary_vi()
    words_zh("中越边境")
    words_vi("biên giới")
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
