"""What segmentation asks of the expander."""

from __future__ import annotations

from typing import Protocol

from search.expansion.restoration import Restored
from search.terms.query_term import QueryTerm


class CountsTerms(Protocol):
    """A part of ``TermExpander`` (search/expansion/term_expander.py)."""

    def documents(self, term: QueryTerm) -> int:
        """Return the number of documents with the term, in the forms it would be searched in."""

    def documents_as_name(self, term: QueryTerm, words: tuple[str, ...]) -> int:
        """Return the number of documents with a term without tones as the name it likeliest is;
        none if it is rather the ``words``."""

    def documents_as_words(self, term: QueryTerm, words: tuple[str, ...]) -> int:
        """Return the number of Vietnamese documents with a term without tones as these words."""

    def crosses(self, term: QueryTerm) -> bool:
        """Tell whether documents have the term in the other script, or no document has that."""

    def restored(self, term: QueryTerm) -> Restored:
        """Return what a Latin term leaves out: its tones if it has none, and capitals."""

    def is_foreign_name(self, term: QueryTerm) -> bool:
        """Tell whether a Chinese term is the name of a foreigner whose Latin name exists."""
