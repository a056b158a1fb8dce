"""``songngu mentions``: every mention of an entity, or of all, as lines for other programs."""

from __future__ import annotations

import sys

from search.archive import Archive
from search.errors import BadRequest
from search.export import COLUMNS, FORMATS


def run(archive: Archive, name: str, *, everything: bool, form: str) -> int:
    """Print the mentions, streamed, newest document first."""
    if not everything and not name:
        raise BadRequest("no_entity", value=name)
    found = archive.mentions(() if everything else archive.entities_named(name))
    for chunk in FORMATS[form](found, COLUMNS):
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
    return 0
