"""Templates: what was compiled once is what would be compiled now."""

from __future__ import annotations

from web.html.rendering import FOLDER, TEMPLATES, _compiled, template_environment


def test_what_was_compiled_is_what_stands_in_the_folder() -> None:
    environment, compiled = template_environment(), _compiled()
    assert set(TEMPLATES) < set(compiled) == {path.name for path in FOLDER.iterdir()}
    for name, code in compiled.items():
        source = (FOLDER / name).read_text("utf-8")
        assert environment.compile(source, name, str(FOLDER / name)) == code
        assert environment.get_template(name).filename == str(FOLDER / name)
