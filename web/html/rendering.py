"""Templates to bytes. They are compiled once and escape whatever is put into them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from web.http.assets import Asset
from web.http.urls import anchor_of
from web.i18n.formatting import grouped
from web.i18n.negotiation import LANGUAGES, TAGS
from web.i18n.texts import Words

FOLDER: Final = Path(__file__).parents[1] / "templates"
TEMPLATES: Final = (
    *("home.html", "results.html", "document.html", "wrong.html"),
    *("gates.html", "entity.html", "corrections.html", "people.html", "concordance.html"),
)


class Templates:
    """The pages of the project, ready to be filled."""

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            auto_reload=False,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        environment.filters["grouped"] = grouped
        environment.globals.update(
            style=assets["style.css"].address,
            script=assets["keys.js"].address,
            icon=assets["icon.svg"].address,
            languages=LANGUAGES,
            anchor_of=anchor_of,
        )
        self._templates = {name: environment.get_template(name) for name in TEMPLATES}
        self._words = {language: Words(language) for language in LANGUAGES}

    def words(self, language: str) -> Words:
        """The words of a language."""
        return self._words[language]

    def render(self, name: str, words: Words, **context: object) -> bytes:
        """A page in UTF-8."""
        template = self._templates[name]
        page = template.render(t=words, tag=TAGS[words.language], **context)
        return page.encode("utf-8", "replace")
