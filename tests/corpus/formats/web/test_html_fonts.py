"""Parts of a page that are set in a font from before Unicode are read by it."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.document import Document
from corpus.formats.source_file import Source
from corpus.formats.web.html import read_html
from corpus.formats.web.html_fonts import with_fonts_read


@pytest.mark.parametrize(
    ("page", "read", "encodings"),
    [
        ('<font face=".VnTime">ViÖt</font> ViÖt', '<font face=".VnTime">Việt</font> ViÖt', "tcvn3"),
        ("<p style='font-family:\"VNI-Times\",serif'>Vieät", None, "vni"),
        ('<span style="font-family:&quot;.VnTime&quot;">Vi&Ouml;t &lt;b&gt;</span>', None, "tcvn3"),
        ('<font face=".VnTime"><b>ViÖt</b></font>', None, "tcvn3"),
        ('<font face=".VnTime"><font face="Arial">ViÖt</font></font>', "", ""),
        ('<font face="Arial">ViÖt</font>', "", ""),
        (
            "<style>p.MsoNormal, li {font-family:.VnTime}</style><p class=MsoNormal>ViÖt",
            None,
            "tcvn3",
        ),
        ("<style>p.a {font-family:.VnTime}</style><p class=a>x<p>ViÖt", "", ""),
        ('<p style="font-family:.VnTime">x<p>ViÖt', "", ""),
        ('<font face=".VnTime"><!-- ViÖt --><script>"ViÖt"</script></font>', "", ""),
        ('<font face=".VnTime"><br>ViÖt</font>', None, "tcvn3"),
        ('<font face=".VnTime"', "", ""),
        ('<font face=".VnTime"><!-- ', "", ""),
        ('<font face=".VnTime"><style> a {', "", ""),
    ],
)
def test_a_text_has_the_font_of_its_innermost_element(
    page: str, read: str | None, encodings: str
) -> None:
    """``read`` None stands for a page whose ``Vi..t`` became ``Việt``, empty for no change."""
    found, named = with_fonts_read(page)
    assert named == encodings
    if read is None:
        assert "Việt" in found
    else:
        assert found == (read or page)


def test_a_page_of_two_fonts_says_what_it_was_mended_from(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        '<title>Lưu Ninh</title><p><font face=".VnTimeH">Céng hßa</font> và '
        '<font face="VNI-Times">Löu Ninh</font> ở Nam Ninh</p>',
        "utf-8",
    )
    (document,) = read_html(Source(path, "a.html"))
    assert isinstance(document, Document)
    assert "CỘNG HÒA và Lưu Ninh ở Nam Ninh" in document.body
    assert (document.encoding, document.repaired) == ("utf-8", "tcvn3; vni")
