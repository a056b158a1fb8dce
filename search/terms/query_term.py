"""A query term: a name, a word or a phrase of a query, before the index is asked about it."""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from indexer.analysis.pairs import CAP, HALF, OTHER
from indexer.analysis.tokens import CAPITAL, LOWER, MARKS, Tokens, analyse
from search.terms.forms import ANY
from synonyms.spelling import is_han


class QueryTerm(Struct, frozen=True):
    """Neighbouring tokens of the query that are searched together.

    ``exact`` is True for a term in quotation marks: it is searched as typed; only the placement of
    tone marks, upper and lower case, and simplified or traditional characters may differ.
    ``reading`` are the toned syllables that are meant by a term without tones, chosen for the whole
    query; empty if the term may be any of its readings, as a name. ``designation`` is the kind that
    a word beside a name says (cửa khẩu Hữu Nghị: gate); ``text`` includes this word. ``complete``
    says that no tones were left out, as it stands in a text that has tones (*sang* in *xuất khẩu
    sang Trung Quốc*).
    """

    text: str
    keys: tuple[str, ...]
    classes: str
    exact: bool = False
    reading: tuple[str, ...] = ()
    designation: str = ""
    complete: bool = False

    @property
    def meant(self) -> tuple[str, ...]:
        """The keys that are meant: the reading if one was chosen, else what was typed."""
        return self.reading or self.keys

    @property
    def is_han(self) -> bool:
        """Whether every token is a Han character."""
        return all(map(is_han, self.keys))

    @property
    def is_latin(self) -> bool:
        """Whether no token is a Han character."""
        return not any(map(is_han, self.keys))

    @property
    def is_toneless(self) -> bool:
        """Whether no token has a tone or a letter mark, so that they may have been left out."""
        return not self.complete and all(key.isascii() for key in self.keys)

    @property
    def is_capital(self) -> bool:
        """Whether every word is capitalised, as in a name."""
        return CAPITAL in self.classes and LOWER not in self.classes

    @property
    def is_lower(self) -> bool:
        """Whether it has no capital."""
        return CAPITAL not in self.classes

    @property
    def cases(self) -> tuple[str, ...]:
        """The classes of capitals to search, given how the term was typed."""
        if self.is_capital:
            return (CAP, HALF)
        return (CAP, HALF, OTHER) if self.is_lower else (ANY,)


def term_of(text: str, tokens: Tokens, first: int, last: int, *, exact: bool = False) -> QueryTerm:
    """Return the term made of the tokens from ``first`` to before ``last`` of ``text``."""
    return QueryTerm(
        text=text[tokens.starts[first] : tokens.ends[last - 1]],
        keys=tuple(tokens.keys[first:last]),
        classes=tokens.classes[first:last],
        exact=exact,
    )


def without_marks(term: QueryTerm) -> QueryTerm:
    """Return a term without the marks that stand in it: as names are kept."""
    kept = [at for at, key in enumerate(term.keys) if key not in MARKS]
    return replace(
        term,
        keys=tuple(term.keys[at] for at in kept),
        classes="".join(term.classes[at] for at in kept),
    )


def quoted_term(text: str) -> QueryTerm:
    """Return a text as one exact term; punctuation inside it must be in the document too.

    The term has no keys if the text has only punctuation.
    """
    tokens = analyse(text)
    kept = [at for at, key in enumerate(tokens.keys) if key not in MARKS]
    if not kept:
        return QueryTerm(text, (), "", exact=True)
    return term_of(text, tokens, kept[0], kept[-1] + 1, exact=True)
