"""Templates: what was compiled once is what would be compiled now."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from web.html.rendering import FOLDER, TEMPLATES, _compiled, _escaped, template_environment


def test_what_was_compiled_is_what_stands_in_the_folder() -> None:
    environment, compiled = template_environment(), _compiled()
    assert set(TEMPLATES) < set(compiled) == {path.name for path in FOLDER.iterdir()}
    for name, code in compiled.items():
        source = (FOLDER / name).read_text("utf-8")
        assert environment.compile(source, name, str(FOLDER / name)) == code
        assert environment.get_template(name).filename == str(FOLDER / name)


@given(st.one_of(st.text(), st.integers(), st.floats(), st.text().map(Markup), st.none()))
def test_what_is_filled_in_is_escaped_as_jinja_would(value: object) -> None:
    assert _escaped(value) == escape(value)


def test_what_templates_fill_in_is_escaped_by_our_function() -> None:
    template = template_environment().get_template("results.html")
    assert template.root_render_func.__globals__["escape"] is _escaped
    macros = template_environment().get_template("facets.html")
    asked = template_environment().from_string(
        "{{ it }} {% macro b(x) %}<b>{{ x }}</b>{% endmacro %}{{ b(it) }}"
    )
    assert asked.render(it="<&>") == "&lt;&amp;&gt; <b>&lt;&amp;&gt;</b>"
    assert macros.root_render_func.__globals__["escape"] is _escaped
