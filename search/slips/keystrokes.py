"""Decode Vietnamese keystrokes that no keyboard driver has turned into letters: Telex and VNI.

Telex: ``aa ee oo`` are â ê ô, ``dd`` is đ, ``w`` gives ă ơ ư, and ``s f r x j`` are the tones sắc,
huyền, hỏi, ngã, nặng. VNI: 1 to 5 are the tones in the order sắc huyền hỏi ngã nặng, 6 the hat, 7
the horn, 8 the breve, 9 the stroke of đ. Both may stand behind the letter or at the end of the
syllable, as people type (Wikipedia: Telex, VNI).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Final

from synonyms.spelling import is_syllable, place_tone

_ACUTE, _GRAVE, _HOOK, _TILDE, _DOT = "\u0301", "\u0300", "\u0309", "\u0303", "\u0323"

_TELEX_TONES: Final = {"s": _ACUTE, "f": _GRAVE, "r": _HOOK, "x": _TILDE, "j": _DOT}
_VNI_TONES: Final = {"1": _ACUTE, "2": _GRAVE, "3": _HOOK, "4": _TILDE, "5": _DOT}
_HATS: Final = {"a": "â", "e": "ê", "o": "ô"}
_HORNS: Final = {"o": "ơ", "u": "ư"}
_VOWELS: Final = frozenset("aăâeêioôơuưy")


def decoded(key: str) -> str | None:
    """Return the syllable that a lower-case word is as keystrokes: ``luwu``, ``luu7`` → lưu.

    None for a word that holds no keystroke, or whose keystrokes give no possible syllable.
    """
    if not key.isascii() or len(key) < 2:
        return None
    typed = _Vni(key) if any(map(str.isdigit, key)) else _Telex(key)
    if not typed.strokes:
        return None
    placed = place_tone("".join(typed.letters), typed.tone)
    return placed if placed is not None and is_syllable(placed) else None


class _Typed(ABC):
    """The letters so far, their tone, and how many keystrokes were no letters."""

    def __init__(self, key: str) -> None:
        self.letters: list[str] = []
        self.tone = ""
        self.strokes = 0
        for char in key:
            if self._is_stroke(char):
                self.strokes += 1
            else:
                self.letters.append(char)

    @abstractmethod
    def _is_stroke(self, char: str) -> bool:
        """Take a key that marks what was typed before; False for a letter."""

    def _mark(self, marks: dict[str, str]) -> bool:
        """Mark the last letter that can take one of these marks."""
        for at in range(len(self.letters) - 1, -1, -1):
            if self.letters[at] in marks:
                self.letters[at] = marks[self.letters[at]]
                return True
        return False

    def _horn(self) -> bool:
        """Give the horn: ``uo`` takes two (ươ), ``uu`` one on the first (ưu)."""
        text = "".join(self.letters)
        at = max(text.rfind("uo"), text.rfind("uu"))
        if at < 0 or text[:at].endswith("q"):
            return self._mark(_HORNS)
        self.letters[at] = "ư"
        if self.letters[at + 1] == "o":
            self.letters[at + 1] = "ơ"
        return True

    def _stroke_d(self) -> bool:
        if self.letters[:1] != ["d"]:
            return False
        self.letters[0] = "đ"
        return True

    def _takes_tone(self) -> bool:
        return not self.tone and not _VOWELS.isdisjoint(self.letters)


class _Telex(_Typed):
    def _is_stroke(self, char: str) -> bool:
        if char in _TELEX_TONES and self._takes_tone():
            self.tone = _TELEX_TONES[char]
            return True
        if char in _HATS and char in self.letters:
            # No Vietnamese syllable has one of these vowels twice.
            return self._mark({char: _HATS[char]})
        if char == "w":
            if "a" in self.letters[-1:]:
                return self._mark({"a": "ă"})
            if self._horn() or self._mark({"a": "ă"}):
                return True
            self.letters.append("ư")
            return True
        return char == "d" and self._stroke_d()


class _Vni(_Typed):
    def _is_stroke(self, char: str) -> bool:
        if char in _VNI_TONES and self._takes_tone():
            self.tone = _VNI_TONES[char]
            return True
        match char:
            case "6":
                return self._mark(_HATS)
            case "7":
                return self._horn()
            case "8":
                return self._mark({"a": "ă"})
            case "9":
                return self._stroke_d()
            case _:
                return False
