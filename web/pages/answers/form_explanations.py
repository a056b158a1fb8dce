"""Why a form was found, in one line: *刘宁 — chữ Hán của Lưu Ninh (刘 = lưu, 宁 = ninh)*."""

from __future__ import annotations

from collections.abc import Mapping

from search.answer.models import FormRow, Results
from web.i18n.texts import Texts


def explanations(results: Results, texts: Texts) -> Mapping[str, str]:
    """Explain each form of an answer."""
    return {row.form: explanation(row, _asked(row, results), texts) for row in results.forms}


def explanation(row: FormRow, asked: str, texts: Texts) -> str:
    """Explain one form; ``asked`` is what was typed for it, or the reading that it belongs to."""
    line = texts.filled(f"kind_{row.kind}", form=row.form, asked=asked)
    if not row.why:
        return line
    return f"{line} ({', '.join(f'{one} = {other}' for one, other in row.why)})"


def _asked(row: FormRow, results: Results) -> str:
    if row.kind in ("han", "variant") and row.reading:
        return row.reading
    return results.parts[row.part].text if row.part < len(results.parts) else results.request.query
