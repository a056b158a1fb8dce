"""The words beside gates, and what is left when some are left out."""

from __future__ import annotations

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.linking.cue_words import cues, without
from synonyms.gazetteer import load


def test_a_word_left_out_decides_nothing_and_comes_back() -> None:
    annotator = Annotator(load())
    document = Analysed.of(Document("d", "", "Hàng qua cửa khẩu Hữu Nghị tăng.", "vi"))
    word = ("cửa", "khẩu")

    def decided() -> tuple[str, str]:
        (one,) = annotator.annotation(document).mentions
        return one.label, one.reason

    assert word in cues("vi", "before")
    assert decided() == ("gate", "gate_word")
    with without({word}):
        assert word not in cues("vi", "before")
        assert decided()[1] != "gate_word"
    assert decided() == ("gate", "gate_word")
