"""The error about files that cannot be read, for the person who gave them."""

from __future__ import annotations


class ReadError(Exception):
    """A file, or a record of one, cannot be read.

    The only error of this package. The message is shown to the user as it is: it says what is wrong
    and what to do.
    """
