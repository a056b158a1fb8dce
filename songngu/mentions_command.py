"""``songngu mentions``: every mention of an entity, or of all, as lines for other programs."""

from __future__ import annotations

import sys

from search.archive import Archive
from search.export.formats import export_format
from search.export.writers import COLUMNS


def run(archive: Archive, name: str, *, everything: bool, form: str) -> int:
    """Print the mentions, streamed, newest document first. Raises ``BadRequest`` for a name
    that is none: only ``--all`` prints everything."""
    found = archive.mentions(None if everything else archive.mentioned(name))
    for chunk in export_format(form).write(found, COLUMNS):
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()
    return 0
