"""Templates to bytes: compiled once, with everything escaped that is filled in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any, Final, cast

import jinja2
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template
from markupsafe import _escape_inner  # type: ignore[attr-defined]

from search.request import Request
from synonyms.kept_tables import kept_table
from web.access.roles import Role, visitor_of
from web.http.assets import Asset
from web.http.base_path import placed
from web.http.page_request import PageRequest
from web.i18n import formatting
from web.i18n.formatting import grouped
from web.i18n.negotiation import TAGS
from web.i18n.texts import Texts, all_texts

FOLDER: Final = Path(__file__).parents[1] / "templates"
TEMPLATES: Final = (
    *("home.html", "results.html", "document.html", "concordance.html", "gates.html"),
    *("people.html", "entity.html", "corrections.html", "error.html", "similar.html", "names.html"),
    *("lists.html", "list.html", "add.html"),
    *("compare.html", "sides.html", "specimens.html"),
    *("network.html", "timeline.html", "picture_file.svg"),
)


def _escaped(value: object) -> str:
    """Return what stands for a value in HTML, as ``markupsafe.escape`` does; but as a plain string,
    for it is only joined to others. A page of results fills in some 1,300 values, and to make a
    ``Markup`` of each took half of the time of escaping."""
    if type(value) is str:
        return _escape_inner(value)
    if hasattr(value, "__html__"):
        # It is safe as it is. Made a plain string when it is joined.
        return cast("str", value.__html__())
    return _escape_inner(str(value))


class _Page(Template):
    """A template whose code escapes by ``_escaped``."""

    @classmethod
    def from_code(
        cls,
        environment: Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> Template:
        """Return the template of compiled code."""
        made = super().from_code(environment, code, globals, uptodate)
        # What its functions look the name up in.
        made.root_render_func.__globals__["escape"] = _escaped
        return made


class _Environment(Environment):
    """Makes such templates."""

    template_class = _Page


class _CompiledTemplates(FileSystemLoader):
    """Loads what was compiled once: half a second for each process and each site otherwise."""

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,
    ) -> Template:
        code = _compiled()[name]
        return environment.template_class.from_code(environment, code, globals or {})


@lru_cache(maxsize=1)
def _compiled() -> Mapping[str, CodeType]:
    # What Jinja makes of a template changes with Jinja; a filter may act when it is compiled.
    made_by = [Path(jinja2.__file__), Path(formatting.__file__)]
    return kept_table("templates", _compile, [*made_by, *(FOLDER / name for name in _names())])


def _names() -> list[str]:
    return template_environment().list_templates(extensions=["html", "svg"])


def _compile() -> dict[str, CodeType]:
    environment, found = template_environment(), {}
    for name in _names():
        source = (FOLDER / name).read_text("utf-8")
        found[name] = environment.compile(source, name, str(FOLDER / name))
    return found


def template_environment() -> Environment:
    """Return the Jinja environment of the templates."""
    environment = _Environment(
        loader=_CompiledTemplates(FOLDER),
        autoescape=True,
        auto_reload=False,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["grouped"] = grouped
    return environment


class Templates:
    """The compiled templates of all pages of a site, which lies below the path ``base``."""

    def __init__(
        self,
        assets: Mapping[str, Asset],
        base: str = "",
        *,
        has_lists: bool = False,
        has_uploads: bool = False,
    ) -> None:
        all_texts()  # A catalogue that lacks a text fails here, not on a reader's page.
        self._base = base
        environment = template_environment()
        environment.globals.update(
            style=assets["style.css"].address,
            script=assets["keys.js"].address,
            suggest=assets["suggest.js"].address,
            brush=assets["brush.js"].address,
            finder=assets["finder.js"].address,
            document_script=assets["document.js"].address,
            picture_script=assets["picture.js"].address,
            specimens_style=assets["specimens.css"].address,
            icon=assets["icon.svg"].address,
            has_lists=has_lists,
            has_uploads=has_uploads,
            is_operator=False,
        )
        self._templates = {name: environment.get_template(name) for name in TEMPLATES}

    def page(
        self, name: str, page_request: PageRequest, page: object, request: Request | None = None
    ) -> bytes:
        """Render a page, with the query of its request in the search box."""
        return self.render(
            name,
            page_request.texts,
            page=page,
            query=request.query if request else "",
            languages_here=page_request.language_links(request),
            is_operator=visitor_of(page_request.scope).may(Role.OPERATOR),
        )

    def render(self, name: str, texts: Texts, **context: object) -> bytes:
        """Render a template in UTF-8."""
        page = self._templates[name].render(t=texts, tag=TAGS[texts.language], **context)
        return placed(self._base, page.encode("utf-8", "replace"))
