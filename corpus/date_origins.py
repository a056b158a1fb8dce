"""Where the date of a document was found, from the surest to a guess."""

from __future__ import annotations

from typing import Final

RECORD: Final = "record"
"""A field of the record: a column, a key of JSON, the header of a letter."""
METADATA: Final = "metadata"
"""What the file says of itself: ``<meta>``, ``<time>``, JSON-LD, front matter, properties."""
TEXT: Final = "text"
"""A dateline or a line of its own near the head of the text: ``18:55, 27/04/2022``."""
URL: Final = "url"
"""The address: ``/2023/02/28/``."""
PATH: Final = "path"
"""The names of the file and its folders."""
GUESSED: Final = "guessed"
"""A date in running text, or without its year, which was taken from elsewhere."""

ORIGINS: Final = (RECORD, METADATA, TEXT, URL, PATH, GUESSED)
