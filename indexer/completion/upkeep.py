"""Keep the file of completions in step with the runs that write an index.

A run works on a copy, which takes the place of the file when the run has committed. A run that is
killed leaves the file as it was and, beside it, the note ``BEHIND``: the next run reads all titles
again. Until then some new titles are missing; what is shown is right, for searching looks at the
index before it shows anything (search/completion).
"""

from __future__ import annotations

import shutil
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from typing import Final

from corpus.document import Document
from indexer.annotation import written_names
from indexer.annotation.annotator import Annotator
from indexer.annotation.records import documents_in_batches
from indexer.completion.completable_names import completable_names, said_by
from indexer.completion.prefix_file import FILE, PrefixFile
from indexer.index_errors import IndexDamaged
from indexer.plan import Everything
from indexer.storage.index_writer import WritingRun
from indexer.whole_files import part_of, synchronise_file, synchronise_folder, write_whole

BEHIND: Final = "completion.behind"
"""File of a generation whose titles may have changed since the file of completions was written."""

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
        self._before = self._said_before()
        is_in_step = self._before is not None and not self._behind.exists()
        self._is_whole = is_in_step or not run.engine.files()
        self._changed = not is_in_step

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
        if not (changed or self._changed or (said and said != self._before)):
            return
        file = self._copy()
        with self._run.reading() as reader:
            if not self._is_whole:
                for document in documents_in_batches(reader, reader.every(Everything())):
                    file.put_title(document.id, document.title)
            if annotator:
                written = written_names.load(self._run.data)
                names = completable_names(
                    reader, annotator.gazetteer, annotator.chinese_names(), written
                )
                file.replace_names(names)
                file.note(_SAID, said)
        file.note_version()
        self._stack.close()
        synchronise_file(self._part)
        self._part.replace(self._path)
        self._behind.unlink(missing_ok=True)
        synchronise_folder(self._run.data)

    def close(self) -> None:
        """Forget what was not kept."""
        self._stack.close()
        self._part.unlink(missing_ok=True)

    def _said_before(self) -> str | None:
        """Return which names the file of before has; None where it can't be used."""
        if not self._path.exists():
            return None
        try:
            with PrefixFile.reading(self._path) as file:
                return file.noted(_SAID) if file.is_of_now else None
        except IndexDamaged:
            # It is made again.
            return None

    def _copy(self) -> PrefixFile:
        """Return the file that this run works on."""
        if self._file is None:
            self._part.unlink(missing_ok=True)
            if self._before is not None:
                write_whole(self._behind, b"")
                shutil.copyfile(self._path, self._part)
            self._file = self._stack.enter_context(PrefixFile.changing(self._part))
            if not self._is_whole:
                self._file.forget_titles()
        return self._file


@contextmanager
def upkeep(run: WritingRun) -> Iterator[Upkeep]:
    """Open the work of a run on the completions; what it did not ``keep`` is lost. Raises
    ``IndexDamaged``."""
    work = Upkeep(run)
    try:
        yield work
    finally:
        work.close()
