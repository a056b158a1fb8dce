"""Which language the page speaks."""

import pytest

from web.i18n.negotiation import language_of


@pytest.mark.parametrize(
    ("asked", "cookie", "accepted", "language"),
    [
        ("en", "zh", "vi", "en"),
        ("", "zh", "vi", "zh"),
        ("", "", "fr, en;q=0.5, zh-CN;q=0.8", "zh"),
        ("", "", "zh-TW", "zh"),
        ("", "", "en;q=0, fr", "vi"),
        ("", "", "en;q=many", "vi"),
        ("xx", "yy", "", "vi"),
    ],
)
def test_address_then_cookie_then_browser_choose_the_language(
    asked: str, cookie: str, accepted: str, language: str
) -> None:
    assert language_of([("ui", asked)], {"ui": cookie}, accepted) == language
