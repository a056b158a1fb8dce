"""Errors about an index. Their messages are for the person who runs the program: each says what is
wrong and what to do."""

from __future__ import annotations


class IndexProblem(Exception):
    """The root of the errors about an index."""


class NoIndex(IndexProblem):
    """There is no index in the folder."""


class IndexLocked(IndexProblem):
    """Another process is writing the index."""


class IndexReadOnly(IndexProblem):
    """The folder of the index can be read but not written."""


class IndexUnwritable(IndexProblem):
    """The index could not be written, most often because the disk is full."""


class IndexMismatch(IndexProblem):
    """The index was made by another version of the analysis or of its files."""


class IndexDamaged(IndexProblem):
    """A file of the index is missing, or its content has changed since it was written."""


class NothingRead(IndexProblem):
    """No document could be read, so the index is left as it was."""


class WorkerLost(IndexProblem):
    """A worker process was ended from outside."""


class TooManyAlternatives(IndexProblem):
    """A phrase has more alternatives than the engine can hold in one query."""


class ClusterUnreachable(IndexProblem):
    """No cluster answers where one should be."""


class ClusterRefused(IndexProblem):
    """The cluster refused the login, or what it may do is too little."""


class ClusterUnsuited(IndexProblem):
    """What answers is no cluster that we can use: another program, or too old."""


class ClusterRed(IndexProblem):
    """Parts of the index are on no node that is there."""


class NoModel(IndexProblem):
    """A model that makes vectors is not installed, or does not work."""


class NoVectors(IndexProblem):
    """An index has no vectors of its documents."""
