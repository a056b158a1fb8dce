"""All people: those that most documents name first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from search.answer.models import FacetValue
from web.http import urls
from web.i18n.formatting import grouped
from web.i18n.texts import Texts
from web.pages.downloads import table_downloads

PAGE: Final = 200


class PeoplePage:
    """One page of the people of an archive."""

    def __init__(self, people: Sequence[FacetValue], offset: int, texts: Texts) -> None:
        self._people = people
        self._offset = offset
        self._texts = texts
        self.start = offset + 1
        self.count = texts.counted("people_found", len(people))
        self.downloads = table_downloads("people", texts["people"])

    def rows(self) -> Iterator[tuple[str, str, str]]:
        """List name, documents and URL of each."""
        for one in self._people[self._offset : self._offset + PAGE]:
            yield str(one.name), grouped(one.count), urls.entity_url("person", one.value)

    def pages(self) -> list[tuple[str, str]]:
        """List the pages before and after: text and URL."""
        found = []
        if self._offset:
            before = max(0, self._offset - PAGE)
            found.append((self._texts["previous"], urls.people_url(before)))
        if self._offset + PAGE < len(self._people):
            found.append((self._texts["next"], urls.people_url(self._offset + PAGE)))
        return found
