"""Cut texts into words with underthesea (Vietnamese) and jieba-next (Chinese), which is what others
do first: alone, in as many processes as an indexing that it is compared with.

What it gains by more processes is what the machine gives: they share nothing and wait for nothing.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import IO

import jieba_next
from underthesea import word_tokenize

from corpus.document import Document
from corpus.readers import read_paths


def segment(documents: Sequence[Document]) -> None:
    """Cut titles and texts."""
    for one in documents:
        for text in (one.title, one.body):
            if one.lang == "vi":
                word_tokenize(text)
            else:
                jieba_next.lcut(text)


def seconds(paths: Sequence[Path], processes: int) -> float:
    """Return the seconds in which so many processes cut the texts, each every so many documents,
    all begun at once when their texts are read and their models loaded."""
    command = [sys.executable, "-m", "bench.bare_segmenting"]
    started = [
        subprocess.Popen(
            [*command, str(number), str(processes), *map(str, paths)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for number in range(processes)
    ]
    for one in started:
        _pipe(one.stdout).readline()
    began = time.monotonic()
    for one in started:
        # The end of its input is the sign to begin.
        _pipe(one.stdin).close()
    for one in started:
        one.wait()
    taken = time.monotonic() - began
    for one in started:
        if one.returncode:
            raise SystemExit(f"{command} ended with {one.returncode}")
    return taken


def _pipe(pipe: IO[str] | None) -> IO[str]:
    if pipe is None:
        raise TypeError("a process was started without its pipes")
    return pipe


def main() -> None:
    """Cut every so many documents when the input ends."""
    number, processes, *paths = sys.argv[1:]
    documents = [one for one in read_paths(map(Path, paths)) if isinstance(one, Document)]
    own = documents[int(number) :: int(processes)]
    del documents
    for lang in ("vi", "zh"):
        segment([one for one in own if one.lang == lang][:1])
    print("ready", flush=True)
    sys.stdin.read()
    segment(own)


if __name__ == "__main__":
    main()
