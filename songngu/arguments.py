"""What was typed: paths may be any bytes, texts must be UTF-8."""

from __future__ import annotations

from collections.abc import Mapping

from songngu.command_errors import BadArgument


def check_texts(given: Mapping[str, object]) -> None:
    """Raises ``BadArgument`` for a text among the arguments that was no UTF-8. The paths are of
    another type, and the line as a whole is for the record."""
    for name, value in given.items():
        for one in value if isinstance(value, list) and name != "line" else [value]:
            if isinstance(one, str):
                check_text(one)


def check_text(text: str) -> None:
    """Raises ``BadArgument`` where the bytes of a text were no UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        shown = text.encode("utf-8", "backslashreplace").decode()
        raise BadArgument(f"{shown}: this is no UTF-8. Type it again, or convert it.") from None
