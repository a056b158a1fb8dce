"""The names that an archive is searched through: ours, the user's files, corrections, and the
people that the archive knows. Files are read again as soon as they change."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from indexer.annotation import written_names
from indexer.annotation.written_names import FILE as WRITTEN_FILE
from indexer.annotation.written_names import Names
from indexer.corrections import corrections_file
from indexer.corrections.correction import Correction
from indexer.corrections.corrections_file import CorrectionsBroken
from indexer.corrections.corrections_writer import keep
from indexer.corrections.in_force import Corrections
from indexer.index_errors import IndexProblem
from indexer.ner.evidence.known_people import FILE as PEOPLE_FILE
from indexer.ner.evidence.known_people import People
from indexer.ner.person_ids import PersonIds
from indexer.storage.fingerprint import FILE as INDEX_FILE
from indexer.storage.fingerprint import data_folder
from search.names.file_stamps import Stamps
from search.names.gazetteer_layers import with_joined
from search.names.name_lookup import NameLookup
from synonyms import gazetteer
from synonyms.gazetteer import Gazetteer
from synonyms.gazetteer_rows import GazetteerError


class ArchiveNames(Struct, frozen=True):
    """All names as of one moment. ``people`` gives the ids of people who are known from texts;
    ``problem`` says why newer files could not be taken, ``unread`` why not that of corrections."""

    lookup: NameLookup
    corrections: Corrections
    people: PersonIds
    problem: str = ""
    unread: str = ""


class _Known(Struct, frozen=True):
    """Names and people, with what tells them from others; and how texts write the latter."""

    names: Gazetteer
    people: PersonIds
    version: str
    written: Names


class LiveGazetteer:
    """The names of one archive; safe to share between threads.

    Raises ``GazetteerError`` or ``IndexProblem`` if the files are broken at the beginning. Broken
    later, while someone edits them, they leave the names as they were, and ``problem`` says so.
    One thread reads them again; the others go on with the names of before.
    """

    def __init__(self, index: Path, synonyms: Sequence[Path], corrections: Path) -> None:
        self.corrections_file = corrections
        self._index = index
        self._data = data_folder(index)
        self._synonyms = tuple(synonyms)
        self._lock = threading.Lock()
        self._names_stamps = Stamps.now(self._names_files())
        self._said_stamps = Stamps.now([corrections])
        self._known = self._known_again(None)
        self._now = self._names_with(corrections_file.read(corrections, self._known.names))

    def now(self) -> ArchiveNames:
        """Return the names as the files have them now."""
        if self._is_old() and self._lock.acquire(blocking=False):
            try:
                self._read_again()
            finally:
                self._lock.release()
        return self._now

    def keep(self, said: Correction) -> bool:
        """Write a correction; False if the file has it already. What is in force is read from the
        file again. Raises ``CorrectionsBroken`` if this is not."""
        if unread := self.now().unread:
            raise CorrectionsBroken(unread)
        is_new = keep(self.corrections_file, said, self._known.names)
        with self._lock:
            self._read_again(said_anew=True)
            now = self._now
        if not now.corrections.holds(said):
            raise CorrectionsBroken(
                f"{self.corrections_file} was changed by someone else at the same moment and does "
                f"not hold this correction. Say it again. {now.unread}".strip()
            )
        return is_new

    def _is_old(self) -> bool:
        return self._names_stamps.read_again(
            Stamps.now(self._names_files())
        ) or self._said_stamps.read_again(Stamps.now([self.corrections_file]))

    def _read_again(self, *, said_anew: bool = False) -> None:
        """Read what has changed. Only under the lock, so that no older reading is taken last."""
        # Taken before the files are read: what changes meanwhile is read the next time.
        names_stamps = Stamps.now(self._names_files())
        said_stamps = Stamps.now([self.corrections_file])
        names_changed = self._names_stamps.read_again(names_stamps)
        said_changed = said_anew or self._said_stamps.read_again(said_stamps)
        if not (names_changed or said_changed):
            return  # Another thread has read it meanwhile.
        before, known = self._now, self._known
        problem, unread = before.problem, before.unread
        if names_changed:
            try:
                self._known, problem = self._known_again(self._known), ""
            except (GazetteerError, IndexProblem, OSError) as error:
                # OSError: a file that has gone since it was listed.
                problem = str(error)
        corrections = before.corrections
        try:
            self._check_folder()
            corrections, unread = (
                corrections_file.read(self.corrections_file, self._known.names),
                "",
            )
        except CorrectionsBroken as error:
            unread = str(error)
        is_same = self._known is known and corrections == before.corrections
        names = before if is_same else self._names_with(corrections)
        self._now = replace(names, problem=problem, unread=unread)
        if names_changed:
            self._names_stamps = names_stamps
        if said_changed:
            self._said_stamps = said_stamps

    def _known_again(self, before: _Known | None) -> _Known:
        """Return names and people as the files have them; those of before where they say the same,
        for making them takes 1.5 s (2026-11)."""
        names = gazetteer.load(self._synonyms)
        self._data = data_folder(self._index)
        people = People.load(self._data)
        written = written_names.load(self._data)
        version = f"{names.digest} {people.version}"
        if before is not None and before.version == version:
            return before if before.written == written else replace(before, written=written)
        return _Known(names, PersonIds(names, people), version, written)

    def _names_with(self, corrections: Corrections) -> ArchiveNames:
        people, written = self._known.people, self._known.written
        names = with_joined(self._known.names, corrections, written)
        lookup = NameLookup(names, people.chinese_names(), written)
        return ArchiveNames(lookup, corrections, people)

    def _check_folder(self) -> None:
        """Raises ``CorrectionsBroken`` if a file that was there has gone with its folder: nobody
        took those corrections back."""
        folder = self.corrections_file.parent
        if len(self._now.corrections) and not folder.is_dir():
            raise CorrectionsBroken(
                f"{self.corrections_file} is gone with its folder. Bring it back, or begin anew "
                "without it"
            )

    def _names_files(self) -> list[Path]:
        # Another generation has evidence of its own.
        files = [self._index / INDEX_FILE, self._data / PEOPLE_FILE, self._data / WRITTEN_FILE]
        for given in self._synonyms:
            files += sorted(given.glob("*.tsv")) if given.is_dir() else [given]
        return files
