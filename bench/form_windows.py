"""``python -m bench.form_windows INDEX``: matches found in windows and in whole texts are the same.

For the queries of ``bench/query_kinds.py`` the first documents of each are marked twice: by cutting
only the parts in which a form may stand (search/answer/form_windows.py), and whole. Printed are the
documents, how many were cut in parts, the matches, and the documents whose matches differ; exit
status 1 where one does.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Final
from unittest.mock import patch

from bench.query_kinds import kinds
from indexer.annotation.records import from_stored
from search.answer import highlighting
from search.answer.executor import execute
from search.answer.form_windows import windows
from search.archive import Archive
from search.query_pipeline import plan
from search.request import Request

DOCUMENTS: Final = 60
"""Documents of a query."""


def main() -> int:
    """Print the figures."""
    archive = Archive(Path(sys.argv[1]))
    archive.prepare()
    documents = in_parts = matches = differ = 0
    seconds = [0.0, 0.0]
    queries = [query for kind in kinds().values() for query, _ in kind]
    for query in queries:
        with archive.asking_of(Request(query, limit=DOCUMENTS)) as context:
            planned = plan(context)
            if not planned.markable:
                continue
            ids = [row.hit.id for row in execute(context, planned).page.rows]
            for document in map(from_stored, context.reader.fetch(ids).values()):
                found = []
                for way, cut in enumerate((windows, lambda *_: None)):
                    highlighting._kept.cache_clear()
                    began = time.process_time()
                    with patch.object(highlighting, "windows", cut):
                        spans = highlighting.spans_of(document, planned.terms, planned.beginnings)
                    seconds[way] += time.process_time() - began
                    found.append(spans)
                documents += 1
                forms = [form for term in planned.terms for form in term.forms]
                in_parts += windows(document.body, forms) is not None
                matches += len(found[0])
                differ += found[0] != found[1]
    print(f"{len(queries)} queries, {documents:,} documents, {in_parts:,} of them cut in parts")
    print(f"{matches:,} matches; {differ} documents differ")
    parts, whole = (1e6 * one / max(documents, 1) for one in seconds)
    print(f"{parts:.0f} µs a document in parts, {whole:.0f} whole")
    return differ > 0


if __name__ == "__main__":
    sys.exit(main())
