"""Forms cut while they arrive: the same parts as of the whole form, wherever the pieces end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from web.http import forms
from web.http.refusals import Refusal
from web.http.sent_parts import HEAD_LIMIT, PartCutter, PartHead

BOUNDARY = b"--b\xc3"

NAMES = st.text(st.characters(exclude_characters='"\r\n', exclude_categories=("Cs",)), max_size=9)
BYTES = st.lists(st.sampled_from([b"\r", b"\n", b"-", b"--", BOUNDARY[:3], b"x", b"\0"])).map(
    b"".join
)
PARTS = st.lists(st.tuples(NAMES, st.none() | NAMES, BYTES), max_size=4)


def written(parts: list[tuple[str, str | None, bytes]]) -> bytes:
    """A form as a browser sends it."""
    found = b""
    for field, name, content in parts:
        of_file = "" if name is None else f'; filename="{name}"'
        head = f'Content-Disposition: form-data; name="{field}"{of_file}\r\n\r\n'
        found += b"--" + BOUNDARY + b"\r\n" + head.encode() + content + b"\r\n"
    return found + b"--" + BOUNDARY + b"--\r\n"


def cut(body: bytes, sizes: list[int]) -> list[tuple[str, str | None, bytes]]:
    """The parts of a body that arrives in pieces of these sizes, then by single bytes."""
    cutter = PartCutter(BOUNDARY)
    found: list[tuple[str, str | None, bytes]] = []
    while body:
        size = sizes.pop() if sizes else 1
        for piece in cutter.cut(body[:size]):
            if isinstance(piece, PartHead):
                found.append((piece.field, piece.name, b""))
            else:
                field, name, content = found[-1]
                found[-1] = field, name, content + piece
        body = body[size:]
    cutter.end()
    return found


@given(PARTS, st.lists(st.integers(1, 40)))
def test_a_form_has_the_same_parts_however_it_arrives(
    parts: list[tuple[str, str | None, bytes]], sizes: list[int]
) -> None:
    body = written(parts)
    assert cut(body, sizes) == list(forms._parts(BOUNDARY, body))


@given(PARTS, st.data())
def test_half_a_form_is_none(
    parts: list[tuple[str, str | None, bytes]], data: st.DataObject
) -> None:
    body = written(parts)[:-4]
    half = body[: data.draw(st.integers(0, len(body)))]
    with pytest.raises(Refusal, match="did not arrive whole"):
        cut(half, [])


@pytest.mark.parametrize(
    "body",
    [
        b"--" + BOUNDARY + b"\r\nno head\r\n--" + BOUNDARY + b"--",
        b"--" + BOUNDARY + b"\r\nContent-Disposition: form-data\r\n\r\nx\r\n--" + BOUNDARY + b"--",
        b"--" + BOUNDARY + b"\r\n" + b"x" * (HEAD_LIMIT + 9),
        written([("a", None, b"")] * 1_001),
    ],
)
def test_what_is_no_form_is_refused(body: bytes) -> None:
    with pytest.raises(Refusal, match="did not arrive whole"):
        cut(body, [len(body)])


def test_a_large_part_is_handed_on_as_it_comes() -> None:
    cutter = PartCutter(BOUNDARY)
    list(cutter.cut(written([("f", "x", b"")])[: -len(BOUNDARY) - 8]))
    for _ in range(50):
        assert (
            sum(len(piece) for piece in cutter.cut(b"x" * 65_536) if isinstance(piece, bytes)) > 0
        )
        assert len(cutter._rest) < 100
