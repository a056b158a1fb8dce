"""The encodings from before Unicode: every letter in each, both ways, and the runs of a font."""

from __future__ import annotations

import subprocess
from shutil import which

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.decoding.font_runs import encoding_of_font, from_font
from corpus.decoding.legacy import LEGACY, decode_legacy, encode_legacy
from corpus.script_letters import VIETNAMESE_LETTERS

SMALL = "".join(letter for letter in VIETNAMESE_LETTERS if letter.islower())
CAPITALS_OF_TCVN3 = "ĂÂĐÊÔƠƯ"


def letters_of(name: str) -> str:
    """The letters that an encoding tells apart: TCVN3 has no capitals with tones, a font has."""
    return SMALL + CAPITALS_OF_TCVN3 if name == "tcvn3" else VIETNAMESE_LETTERS


def test_there_are_134_letters_beyond_ascii() -> None:
    assert len(set(VIETNAMESE_LETTERS)) == 134


@pytest.mark.parametrize("name", LEGACY)
def test_every_letter_is_read_from_its_bytes_and_from_what_they_are_shown_as(name: str) -> None:
    for letter in letters_of(name):
        assert decode_legacy(encode_legacy(letter, name), name) == letter
        assert LEGACY[name].read(encode_legacy(letter, name).decode("latin-1")) == letter


def test_a_capital_with_a_tone_is_small_in_tcvn3_unless_its_word_was_typed_in_capitals() -> None:
    read = LEGACY["tcvn3"].read
    assert read(LEGACY["tcvn3"].write("Ế")) == "ế"
    assert read("CéNG HßA X· héi") == "CỘNG HÒA Xã hội"


@given(st.sampled_from(list(LEGACY)), st.data())
def test_words_are_read_as_they_were_written(name: str, data: st.DataObject) -> None:
    # A blank between letters: in VNI and Windows-1258 a letter may be two codes.
    alphabet = letters_of(name) + "bcdghklmnpqrstvx \n.,12"
    text = data.draw(st.text(alphabet=alphabet, max_size=40))
    spaced = " ".join(text)
    assert decode_legacy(encode_legacy(spaced, name), name) == spaced


@pytest.mark.parametrize(
    ("name", "system_name"), [("viscii", "VISCII"), ("windows-1258", "CP1258")]
)
def test_the_tables_are_those_of_the_c_library(name: str, system_name: str) -> None:
    if not which("iconv"):
        pytest.skip("iconv is not installed")
    data = encode_legacy(VIETNAMESE_LETTERS, name)
    command = ["iconv", "-f", system_name, "-t", "UTF-8"]
    done = subprocess.run(command, input=data, capture_output=True, check=False)
    if done.returncode:
        pytest.skip(f"iconv does not know {system_name}")
    assert decode_legacy(data, name) == VIETNAMESE_LETTERS
    assert LEGACY["viscii"].read(done.stdout.decode()) if name != "viscii" else True
    if name == "viscii":
        assert done.stdout.decode() == VIETNAMESE_LETTERS


class TestFonts:
    @pytest.mark.parametrize(
        ("font", "encoding"),
        [
            (".VnTime", "tcvn3"),
            (".vntimeh", "tcvn3"),
            ("ABCDEF+.VnArial,Bold", "tcvn3"),
            ("ABCDEF+#2EVnTime", "tcvn3"),
            ("'VNI-Times', serif", "vni"),
            ("VPS Times", "vps"),
            ("VI Times", "viscii"),
            ("Times New Roman", ""),
            ("VNI Internet Mail", ""),
            ("VNtimes new roman", ""),  # Vietware, which has codes of its own
            ("Vivaldi", ""),
            ("", ""),
        ],
    )
    def test_its_name_tells_the_encoding(self, font: str, encoding: str) -> None:
        assert encoding_of_font(font) == encoding

    @pytest.mark.parametrize(
        ("font", "text", "read", "encoding"),
        [
            (".VnTime", "ViÖt", "Việt", "tcvn3"),
            (".VnTimeH", "Céng hßa", "CỘNG HÒA", "tcvn3"),
            ("ABCDEF+.VnArialH-Bold", "Céng", "CỘNG", "tcvn3"),
            ("VNI-Times", "Löu Ninh", "Lưu Ninh", "vni"),
            (".VnTime", "\uf056i\uf0d6t", "Việt", "tcvn3"),  # as Word writes symbols
            ("VPS Times", "ViŒt", "Việt", "vps"),
            ("Arial", "ViÖt", "ViÖt", ""),
            (".VnTime", "Lưu Ninh", "Lưu Ninh", ""),
            (".VnTime", "là các", "là các", ""),  # TCVN3 has no à
            (".VnTime", "các", "các", ""),  # as TCVN3 it were no syllable
            (".VnTime", "中国", "中国", ""),
            (".VnTime", "Nam", "Nam", ""),
        ],
    )
    def test_a_run_is_read_by_its_font_unless_it_is_unicode(
        self, font: str, text: str, read: str, encoding: str
    ) -> None:
        assert from_font(font, text) == (read, encoding)
