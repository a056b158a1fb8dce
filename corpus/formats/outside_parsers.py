"""What happens when the library that parses a format fails."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from corpus.cleaning import one_line
from corpus.read_errors import ReadError


@contextmanager
def outside_parser(library: str, kind: str) -> Iterator[None]:
    """Raise ``ReadError`` for whatever a library raises on a damaged or unusual file.

    Libraries raise KeyError, AttributeError, ValueError, struct.error and their own errors for
    files that they do not expect, and say so nowhere.
    """
    try:
        yield
    except ReadError:
        raise
    except Exception as error:
        said = one_line(f"{type(error).__name__}: {error}")[:200]
        raise ReadError(
            f"the {kind} is damaged or unusual: {library} cannot read it ({said}); open it, save "
            "it again, and give the new file"
        ) from error
