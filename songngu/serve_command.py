"""``songngu serve``: the page and the JSON interface over HTTP."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


def run(index: Path, host: str, port: int, synonyms: Sequence[Path]) -> int:
    """Serve until interrupted."""
    import uvicorn

    from search.archive import Archive
    from web.app import create_app

    app = create_app(Archive(index, synonyms))
    print(f"Song Ngữ: http://{host}:{port}/  (Ctrl+C ends it)", flush=True)
    uvicorn.run(app, host=host, port=port, log_level="warning", access_log=False)
    return 0
