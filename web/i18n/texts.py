"""The texts of the page, from the message catalogues in ``web/i18n/locales`` (gettext ``.po``).

A message id is a key of the code (``"find"``), the same in every language; its text may have
``{name}`` in it, which the page fills in. The catalogues are read and compiled when the server
starts, so that there is no compiled file to be forgotten (docs/dependencies.md).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from functools import cache
from gettext import GNUTranslations
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from search.request_errors import MESSAGES
from web.i18n.formatting import grouped
from web.i18n.negotiation import LANGUAGES

FOLDER: Final = Path(__file__).parent / "locales"
DOMAIN: Final = "songngu"

_QUOTED: Final = re.compile(r"\{(\w+)!r\}")


class Texts:
    """The texts of one language. An unknown key raises ``KeyError``."""

    def __init__(self, language: str, catalogue: Catalog) -> None:
        self.language = language
        compiled = BytesIO()
        write_mo(compiled, catalogue)
        compiled.seek(0)
        self._translations = GNUTranslations(compiled)
        self._texts: dict[str, str] = {}
        counted: set[str] = set()
        for message in catalogue:
            if message.pluralizable:
                counted.add(message.id[0])
            elif message.id:
                self._texts[str(message.id)] = self._translations.gettext(str(message.id))
        if language == "en":
            self._texts |= _english_errors()
        self._counted = frozenset(counted)

    @property
    def keys(self) -> Set[str]:
        """The keys of all texts."""
        return self._texts.keys() | self._counted

    def __getitem__(self, key: str) -> str:
        return self._texts[key]

    def get(self, key: str, default: str) -> str:
        """Return a text that may not exist: records bring their own values of facets."""
        return self._texts.get(key, default)

    def filled(self, key: str, **facts: object) -> str:
        """Return a text with its ``{name}`` filled in."""
        return self._texts[key].format(**facts)

    def counted(self, key: str, number: int) -> str:
        """Return a text that says a number, in the plural form for it (gettext's ngettext)."""
        if key not in self._counted:
            raise KeyError(key)
        return self._translations.ngettext(key, key, number).format(n=grouped(number))


@cache
def all_texts() -> Mapping[str, Texts]:
    """Read the texts of every language. Raises ``ValueError`` if one lacks a key of another."""
    found = {language: Texts(language, read_catalogue(language)) for language in LANGUAGES}
    every = frozenset().union(*(texts.keys for texts in found.values()))
    for language, texts in found.items():
        if missing := every - texts.keys:
            raise ValueError(f"{catalogue_path(language)} lacks {', '.join(sorted(missing))}")
    return found


def catalogue_path(language: str) -> Path:
    """Return the file that the translator of a language edits."""
    return FOLDER / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_catalogue(language: str) -> Catalog:
    """Read the catalogue of a language. Raises ``PoFileError`` for a line that is no message."""
    with catalogue_path(language).open("rb") as file:
        return read_po(file, domain=DOMAIN, abort_invalid=True)


def _english_errors() -> dict[str, str]:
    """Return the English texts for errors of a request, which ``search`` has for the command line
    too. There a value is quoted as Python quotes it, on the page in quotation marks."""
    return {f"error_{code}": _QUOTED.sub(r"“{\1}”", text) for code, text in MESSAGES.items()}
