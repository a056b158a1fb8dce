"""The elements of HTML, by what they mean for the text."""

from __future__ import annotations

from typing import Final

SILENT: Final = frozenset("script style noscript template rt rp".split())
"""Elements whose content is not text. Readings in ruby (rt, rp) would split names: 刘(liú)宁."""

READINGS: Final = ("rt", "rp")
"""The silent elements of ruby, which need no end tag."""

BLOCKS: Final = frozenset(
    """
    address article aside blockquote body button caption center dd details dialog dir div dl dt
    fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html iframe
    legend li main menu nav ol optgroup option p pre search section select summary table tbody td
    textarea tfoot th thead title tr ul video
    """.split()
)
"""Elements that stand apart from the text before and after them."""

INLINE: Final = frozenset(
    """
    a abbr acronym area audio b base basefont bdi bdo big br canvas cite code col colgroup data
    datalist del dfn em embed font frame frameset i img input ins kbd label link map mark meta meter
    nobr noframes object output param picture progress q rb rp rt rtc ruby s samp slot small source
    span strike strong sub sup svg time track tt u var wbr
    """.split()
)
"""The other elements of the HTML standard, obsolete ones too: they stand within a line."""

ELEMENTS: Final = SILENT | BLOCKS | INLINE
