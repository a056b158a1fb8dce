"""What can be wrong with a command's files; the message is safe to show and says what to do."""

from __future__ import annotations


class BadFile(Exception):
    """A file that cannot be written where it was asked for."""


class BadOption(Exception):
    """A value on the command line, or in the environment, that can't be meant."""


class BadArgument(Exception):
    """Something typed that is no text."""
