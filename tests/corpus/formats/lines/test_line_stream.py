"""The lines of a file as a stream: where they end, and how long they may be."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decoding.legacy import encode_legacy
from corpus.formats.lines import line_stream


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_line_beyond_measure_is_reported_and_not_held(
    monkeypatch: pytest.MonkeyPatch, encoding: str
) -> None:
    monkeypatch.setattr(line_stream, "LONGEST_LINE", 1000)

    def chunks() -> Iterator[bytes]:
        text = "short\n" + "x" * 5000 + "\nlast"
        data = text.encode(encoding)
        yield from (data[at : at + 100] for at in range(0, len(data), 100))

    first, long, last = line_stream.TextLines(chunks())
    assert (first, last) == ("short", "last")
    assert "MiB" in str(long)


@given(
    st.lists(st.text(alphabet="aĐ中\r\u2028\x85\U00020000 ", max_size=20), max_size=8),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"]),
    st.integers(4, 30),
)
def test_lines_are_those_between_line_feeds_however_the_bytes_come(
    texts: list[str], encoding: str, size: int
) -> None:
    data = "".join(f"{text}\n" for text in texts).encode(encoding)
    pieces = (data[at : at + size] for at in range(0, len(data), size))
    assert list(line_stream.TextLines(pieces)) == texts


@pytest.mark.parametrize("name", ["tcvn3", "vni", "viscii", "vps", "windows-1258"])
def test_old_encodings_are_decided_by_the_lines_that_come_first(name: str) -> None:
    text = "Chiều 28/2, tại Nam Ninh, Bí thư Tỉnh ủy Lạng Sơn đã hội đàm với Bí thư Khu ủy"
    data = b"plain\n" + b"\n".join([encode_legacy(text, name)] * 3)
    lines = line_stream.TextLines(iter([data]))
    assert list(lines) == ["plain", text, text, text]
    assert lines.encoding == name
