"""What a page says in the console of the browser."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage


def is_fault(message: ConsoleMessage) -> bool:
    """Tell whether a message is a fault of the page. What Chromium tells for information is none:
    that it let go of an autofocus, because whoever reads was quicker and stood in the field
    already."""
    return bool(message.type != "info")
