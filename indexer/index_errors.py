"""What can be wrong with an index, said to the person who runs it."""

from __future__ import annotations


class IndexProblem(Exception):
    """Root of the errors about an index; the message says what to do."""


class NoIndex(IndexProblem):
    """There is no index in the folder."""


class IndexLocked(IndexProblem):
    """Another process is writing."""


class IndexReadOnly(IndexProblem):
    """The folder can be read and not written."""


class IndexUnwritable(IndexProblem):
    """Writing failed: a full disk, most often."""


class IndexMismatch(IndexProblem):
    """The index was made by another analysis than this code's."""


class IndexDamaged(IndexProblem):
    """A file of the index is missing, or is not as it was written."""


class NothingRead(IndexProblem):
    """Nothing could be read, so that what was there before is kept."""


class WorkerLost(IndexProblem):
    """A process that helped to index is gone."""


class TooManyAlternatives(IndexProblem):
    """A phrase has more alternatives than the engine can hold in one query."""
