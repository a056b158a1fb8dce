"""How the parts of a picture look.

On a page the style sheet says it (``static/style/pictures.css``), by class, so that a picture is
dark where the page is. A file of its own has the colours of light paper in it, as attributes: it
is looked at where no style sheet of ours is.
"""

from __future__ import annotations

from typing import Final

from markupsafe import Markup
from msgspec import Struct

COLOURS: Final = {
    "ground": 'fill="#fdfdfb"',
    "land": 'fill="#f4f4f0" stroke="#d9dad5" stroke-width="1"',
    "course": 'fill="none" stroke="#8b9099" stroke-width="2"',
    "tie": 'fill="none" stroke="#8b9099" stroke-width="0.8"',
    "axis": 'fill="none" stroke="#d9dad5" stroke-width="1"',
    "edge": 'fill="none" stroke="#8b9099" stroke-opacity="0.55"',
    "vi": 'fill="#1a4b91" stroke="#fdfdfb"',
    "zh": 'fill="#d97310" stroke="#fdfdfb"',
    "both": 'fill="#5a6069" stroke="#fdfdfb"',
    "vi bar": 'fill="#1a4b91"',
    "zh bar": 'fill="#d97310"',
    "both bar": 'fill="#5a6069"',
    "node": 'fill="#5a6069" stroke="#fdfdfb"',
    "vi none": 'fill="#fdfdfb" stroke="#1a4b91"',
    "zh none": 'fill="#fdfdfb" stroke="#a84e00"',
    "both none": 'fill="#fdfdfb" stroke="#5a6069"',
    "name": 'fill="#1c1f24" font-size="13" paint-order="stroke" stroke="#fdfdfb" stroke-width="3"',
    "soft": 'fill="#5a6069" font-size="13"',
    "head": 'fill="#1c1f24" font-size="16" font-weight="600"',
}
"""The values of light paper in ``static/style/base.css``, by the classes of a part."""


class Paint(Struct, frozen=True):
    """Writes how a part looks; ``is_file`` where no style sheet says it. A file has no links
    either: they would lead nowhere."""

    is_file: bool

    def __call__(self, name: str) -> Markup:
        """Return the attributes of a part. Raises ``KeyError`` for one without a look."""
        return Markup(COLOURS[name] if self.is_file else f'class="{name}"')


ON_PAGE: Final = Paint(is_file=False)
IN_FILE: Final = Paint(is_file=True)
