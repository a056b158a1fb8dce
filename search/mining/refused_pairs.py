"""The pairs that a user has refused: proposed rows of the user's own files, ``#- `` before them.

For everything else such a line is a comment.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Final

from search.mining.dated_names import Keys
from search.mining.foreign_names import mined_keys
from synonyms.gazetteer import Entity, files_of, shown_path
from synonyms.gazetteer_rows import LINE_END, GazetteerRow, row_of, table
from synonyms.spelling import nfc

REFUSED: Final = "#- "


class RefusedPairs:
    """Rows that are not to be proposed again.

    A row refuses each of its Chinese names with each of its Vietnamese ones. A row that has the
    names of one language only was to complete a person of the gazetteer: it refuses these names for
    whoever has its id.
    """

    def __init__(self, rows: Iterable[GazetteerRow] = ()) -> None:
        self._pairs: set[tuple[Keys, Keys]] = set()
        self._of_id: set[tuple[str, Keys]] = set()
        for row in rows:
            zh, vi = (
                [keys for name in row.names if name.lang == lang for keys in mined_keys(name.text)]
                for lang in ("zh", "vi")
            )
            self._pairs.update((one, other) for one in zh for other in vi)
            if not zh or not vi:
                self._of_id.update((row.id, keys) for keys in (*zh, *vi))

    def has(self, zh: Keys, vi: Keys, people: Iterable[Entity]) -> bool:
        """Tell whether a pair is refused; ``people`` are all who are known by one of the names."""
        return (zh, vi) in self._pairs or any(
            (one.id, keys) in self._of_id for one in people for keys in (zh, vi)
        )


def read_refused(paths: Sequence[Path]) -> RefusedPairs:
    """Read the refused rows of files, or of folders of ``.tsv`` files.

    A line without a tab is a plain comment. Raises ``GazetteerError`` for a file that is no
    gazetteer, and for a refused line that is no row of it.
    """
    rows: list[GazetteerRow] = []
    for file in (file for given in paths for file in files_of(given)):
        shown, data = shown_path(file), file.read_bytes()
        header, _ = table(shown, data)
        lines = LINE_END.split(nfc(data.decode("utf-8-sig")))
        rows += [
            row_of(shown, number, header, line.removeprefix(REFUSED))
            for number, line in enumerate(lines, start=1)
            if line.startswith(REFUSED) and "\t" in line
        ]
    return RefusedPairs(rows)
