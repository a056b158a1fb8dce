"""What can be wrong with a file, said to the person who gave it."""

from __future__ import annotations


class ReadError(Exception):
    """Root of the errors about input; the message says what is wrong and what to do."""
