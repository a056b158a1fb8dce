"""Undo what opening UTF-8 as Windows-1252, Latin-1 or Windows-1258 made of it: ``Viá»‡t Nam``.

Each character of UTF-8 beyond ASCII became two to four, of which the first and the others are of
different kinds. Sound text hardly has such a sequence, so each is proof; three are asked for.
"""

from __future__ import annotations

import re
from typing import Final

from msgspec import Struct

from corpus.decoding.legacy_fonts import from_shown, to_shown
from corpus.script_letters import HAN, VIETNAMESE_LETTERS

OPENED_AS: Final = ("windows-1258", "windows-1252", "latin-1", "")
"""What UTF-8 was opened as, the one first whose letters the others have not; empty for any."""

LEAST: Final = 3
"""Fewest sequences of a text that are proof of themselves."""

_MOST_WRONG: Final = 0.25
"""Most signs of lost bytes for each sequence. Windows-1252 has no character for five bytes, and
programs take the one of à for a blank; more than this is another kind of damage."""

_SPECIAL: Final = "".join(char for char in to_shown(bytes(range(0x80, 0xA0))) if char > "\xff")
_REST: Final = "\u0080-\u00bf" + re.escape(_SPECIAL)
_SEQUENCE: Final = re.compile(
    f"[\u00c2-\u00dfĂĐƠƯ][{_REST}]|[\u00e0-\u00efă][{_REST}]{{2}}|[\u00f0-\u00f4đ][{_REST}]{{3}}"
)
_LOST: Final = re.compile("(?:^|(?<=[a-z]))[\u00c3-\u00c6]|[\u0080-\u009f\ufffd]")
_AGAINST: Final = re.compile(
    "^[\u00c0-\u00ff]|(?<=[\u00c0-\u00ff])[\u00c0-\u00ff]|[\u00c0-\u00ff]$|[\u00a1-\u00bf]"
)
"""Letters that touch sequences or each other, and signs, which UTF-8 has only behind such letters:
text of GB18030, Big5 and VISCII is full of them."""

_OF_1252: Final = re.compile(f"[{re.escape(_SPECIAL)}]")
_CONTROLS: Final = re.compile("[\u0080-\u009f]")
_LETTERS: Final = re.compile(
    f"[{VIETNAMESE_LETTERS}{HAN}\u0080-\u0192\u02c6\u02dc\u0300\u0301\u0303\u0309\u0323\u2000-\u2064\u20ab\u20ac"
    "\u2100-\u25ff\u3000-\u30ff\uff00-\uffef\ufeff\U0001f300-\U0001faff]"
)
"""What may have been garbled: letters and signs of Vietnamese, Chinese and western languages. Two
letters of Vietnamese in VISCII (ươ) are by chance a sequence too, of a letter of N'Ko. Control
characters are met in what was opened wrongly twice."""

# Windows-1258 has the letters of Windows-1252 but for these, and for combining marks.
_SHARE_OF_1258: Final = 0.1
"""Share of sequences with a letter of its own from which a text was opened as Windows-1258; of
Vietnamese it has about a fifth (à, á, ô …). Not measured."""

_OF_1258: Final = str.maketrans("ĂăĐđƠơƯư", "ÃãÐðÕõÝý")


class Shown(Struct, frozen=True):
    """A text with its sequences mended, how many they were, how many signs beside them speak
    against that, how many of these are letters of which bytes were lost, and what the UTF-8 was
    opened as."""

    text: str
    right: int
    wrong: int
    lost: int
    opened_as: str

    @property
    def is_proved(self) -> bool:
        """Tell whether the sequences are enough, and few others were lost."""
        return proves(self.right, self.wrong)


def proves(right: int, wrong: int) -> bool:
    """Tell whether so many sequences, beside signs of lost ones, prove that text was garbled."""
    return right >= LEAST and wrong <= _MOST_WRONG * right


def mended(text: str, *, of_any_script: bool = False) -> Shown:
    """Mend the sequences of a text once, whether they are proof or not. Where it is proved that a
    text was garbled, those ``of_any_script`` are mended too."""
    pieces: list[str] = []
    rest: list[str] = []
    at = of_1258 = 0
    for found in _SEQUENCE.finditer(text):
        shown = found[0].translate(_OF_1258)
        char = from_shown(shown).decode("utf-8", "ignore")
        if _LETTERS.fullmatch(char) or (of_any_script and char.isalpha()):
            begin, end = found.span()
            of_1258 += shown != found[0]
            rest.append(text[at:begin])
            pieces += (text[at:begin], char)
            at = end
    if not rest:
        return Shown(text, 0, 0, 0, "")
    rest.append(text[at:])
    return Shown(
        "".join((*pieces, text[at:])),
        len(rest) - 1,
        sum(len(_LOST.findall(one)) + len(_AGAINST.findall(one)) for one in rest),
        sum(len(_LOST.findall(one)) for one in rest),
        _opened_as(text, of_1258 / (len(rest) - 1)),
    )


def _opened_as(text: str, share_of_1258: float) -> str:
    if share_of_1258 > _SHARE_OF_1258:
        return "windows-1258"
    if _OF_1252.search(text):
        return "windows-1252"
    return "latin-1" if _CONTROLS.search(text) else ""
