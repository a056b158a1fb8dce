"""Which of two names leads: on a Chinese page the Chinese one, on all others the Vietnamese one."""

from __future__ import annotations

import html
import re

import pytest
from starlette.testclient import TestClient

from web.i18n.negotiation import LANGUAGES

NAMED = {
    "/people/liu-ning": ("Lưu Ninh", "刘宁"),
    "/gates/youyiguan": ("Hữu Nghị Quan", "友谊关"),
    "/places/bang-tuong": ("Bằng Tường", "凭祥"),
    "/organisations/pla": ("Quân giải phóng nhân dân Trung Quốc", "中国人民解放军"),
    "/sides?e=liu-ning": ("Lưu Ninh", "刘宁"),
    "/compare?e=liu-ning": ("Lưu Ninh", "刘宁"),
}


def head_of(page: str) -> list[tuple[str, str]]:
    """The accent and the text of each name in the first head that has names."""
    head = re.search(r"<h([12])>(?:<a [^>]*>)?(<span class=\"form .*?)</h\1>", page)
    assert head is not None
    names = re.findall(r'<span class="form (vi|zh)" lang="\1">([^<]*)</span>', head[2])
    return [(accent, html.unescape(text)) for accent, text in names]


def title_of(page: str) -> str:
    found = re.search("<title>(.*?)</title>", page)
    assert found is not None
    return html.unescape(found[1])


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("address", NAMED)
def test_the_name_of_the_pages_language_leads(
    client: TestClient, address: str, language: str
) -> None:
    vi, zh = NAMED[address]
    both = [("vi", vi), ("zh", zh)]
    if language == "zh":
        both.reverse()
    page = client.get(address, headers={"accept-language": language}).text
    assert head_of(page) == both
    assert title_of(page).startswith(f"{both[0][1]} {both[1][1]} – ")


@pytest.mark.parametrize("language", LANGUAGES)
def test_of_a_whole_crossing_each_gate_is_named_so(client: TestClient, language: str) -> None:
    answer = client.get("/gates/youyiguan?side=both", headers={"accept-language": language})
    accents = [accent for accent, _ in head_of(answer.text)]
    assert accents == (["zh", "vi"] if language == "zh" else ["vi", "zh"]) * 2
    gates = title_of(answer.text).split(" – ")[:2]
    for accent, text in head_of(answer.text)[::2]:
        assert any(one.startswith(text) for one in gates), accent
    cards = re.findall(r'<a class="names"[^>]*><span class="form (\w+)"', answer.text)
    assert cards == [accents[0]] * 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_those_named_with_somebody_are_named_so(client: TestClient, language: str) -> None:
    page = client.get("/people/liu-ning", headers={"accept-language": language}).text
    together = page[page.index('<section class="together">') :]
    names = re.findall(r'<span class="chip"><a class="switch"[^>]*><span>([^<]*)</span>', together)
    expected = "陈刚 Trần Cương" if language == "zh" else "Trần Cương 陈刚"
    assert expected in names
