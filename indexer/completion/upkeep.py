"""Keep the file of completions in step with the runs that write an index.

A run works on a copy, which takes the place of the file when the run has committed. A run that is
killed leaves the file as it was and, beside it, the note ``BEHIND``: the next run reads all titles
again. Until then some new titles are missing; what is shown is right, for searching looks at the
index before it shows anything (search/completion).
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from corpus.document import Document
from indexer.annotation.annotator import Annotator
from indexer.annotation.records import documents_in_batches
from indexer.completion.completable_names import completable_names, said_by
from indexer.completion.prefix_file import FILE, VERSION, PrefixFile
from indexer.index_errors import IndexMismatch
from indexer.plan import Everything
from indexer.storage.index_writer import WritingRun
from indexer.whole_files import part_of, synchronise_file, synchronise_folder, write_whole

BEHIND: Final = "completion.behind"
"""File of a generation whose titles may have changed since the file of completions was written."""

_VERSION: Final = "version"
_SAID: Final = "said"


class Upkeep:
    """The work of one run on the file of completions."""

    def __init__(self, run: WritingRun) -> None:
        self._run = run
        self._path = run.data / FILE
        self._part = part_of(self._path)
        self._behind = run.data / BEHIND
        self._stack = ExitStack()
        self._file: PrefixFile | None = None
        self._is_whole = not run.engine.files() or self._is_in_step()
        self._changed = not self._is_whole or not self._path.exists()

    def put(self, document: Document) -> None:
        """Note the title of a document that is about to be indexed."""
        if self._is_whole:
            self._changed |= self._copy().put_title(document.id, document.title)

    def remove(self, ids: Collection[str]) -> None:
        """Note that documents are about to be removed."""
        if self._is_whole:
            for doc_id in ids:
                self._changed |= self._copy().remove_title(doc_id)

    def keep(self, annotator: Annotator | None, *, changed: bool) -> None:
        """Write the file as the last commit of the run has it: names with the counts of now, unless
        ``changed`` says that no document has. Without an annotator names stay as they were."""
        said = said_by(annotator.gazetteer) if annotator else ""
        if not (changed or self._changed or (said and said != self._noted(_SAID))):
            return
        file = self._copy()
        with self._run.reading() as reader:
            if not self._is_whole:
                for document in documents_in_batches(reader, reader.every(Everything())):
                    file.put_title(document.id, document.title)
            if annotator:
                names = completable_names(reader, annotator.gazetteer, annotator.chinese_names())
                file.replace_names(names)
                file.note(_SAID, said)
        file.note(_VERSION, VERSION)
        self._stack.close()
        synchronise_file(self._part)
        self._part.replace(self._path)
        self._behind.unlink(missing_ok=True)
        synchronise_folder(self._run.data)

    def close(self) -> None:
        """Forget what was not kept."""
        self._stack.close()
        self._part.unlink(missing_ok=True)

    def _is_in_step(self) -> bool:
        return self._is_readable and not self._behind.exists()

    @property
    def _is_readable(self) -> bool:
        return self._noted(_VERSION) == VERSION

    def _noted(self, key: str) -> str:
        if not self._path.exists():
            return ""
        try:
            with PrefixFile.reading(self._path) as file:
                return file.noted(key)
        except sqlite3.DatabaseError:
            # Whatever it is, it is made again.
            return ""

    def _copy(self) -> PrefixFile:
        """Return the file that this run works on."""
        if self._file is None:
            self._part.unlink(missing_ok=True)
            if self._is_readable:
                write_whole(self._behind, b"")
                shutil.copyfile(self._path, self._part)
            self._file = self._stack.enter_context(PrefixFile.changing(self._part))
            if not self._is_whole:
                self._file.forget_titles()
        return self._file


@contextmanager
def upkeep(run: WritingRun) -> Iterator[Upkeep]:
    """Open the work of a run on the completions; what it did not ``keep`` is lost. Raises
    ``IndexMismatch`` for a damaged file."""
    work = Upkeep(run)
    try:
        yield work
    except sqlite3.DatabaseError as error:
        raise IndexMismatch(
            f"{run.data / FILE} is damaged ({error}). Delete it; the next songngu index or songngu "
            "annotate makes it again."
        ) from error
    finally:
        work.close()
