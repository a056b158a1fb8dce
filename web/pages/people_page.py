"""What the template of all people needs: those whom most documents name first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from search.answer.models import FacetValue
from web.i18n.formatting import grouped
from web.i18n.texts import Words
from web.pages.entity_page import entity_link

PAGE: Final = 200


class PeoplePage:
    """One page of the people of an archive."""

    def __init__(self, people: Sequence[FacetValue], offset: int, words: Words) -> None:
        self._people = people
        self._offset = offset
        self._words = words
        self.start = offset + 1
        self.count = words.counted("people_found", len(people))

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """Name, documents, dossier."""
        for one in self._people[self._offset : self._offset + PAGE]:
            yield one.name, grouped(one.count), entity_link("person", one.value)

    def pages(self) -> list[tuple[str, str]]:
        """Ways to the page before and after."""
        found = []
        if self._offset:
            before = max(0, self._offset - PAGE)
            found.append((self._words["previous"], f"/people?offset={before}"))
        if self._offset + PAGE < len(self._people):
            found.append((self._words["next"], f"/people?offset={self._offset + PAGE}"))
        return found
