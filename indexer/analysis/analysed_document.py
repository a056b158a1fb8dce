"""A document with the tokens of its title and text, analysed once for all later steps."""

from __future__ import annotations

from msgspec import Struct

from corpus.document import Document
from indexer.analysis.tokens import Tokens, analyse


class Analysed(Struct, frozen=True):
    """One document and its tokens."""

    document: Document
    title: Tokens
    body: Tokens

    @classmethod
    def of(cls, document: Document) -> Analysed:
        """Cut a document."""
        return cls(document, analyse(document.title), analyse(document.body))
