"""Pages as sites make them, around the project's own samples: the article is found and nothing
else."""

from __future__ import annotations

import json

import pytest

from bench.furniture import TEMPLATES, Article, page, score, templates
from corpus.formats.options import ReadOptions
from corpus.formats.web.html import parse_html
from corpus.sample_corpus import sample_corpus

PAGES = {**templates(), **templates(TEMPLATES / "untuned")}
OURS = [
    Article(record["title"], [one for one in record["body"].split("\n") if one.strip()])
    for record in map(
        json.loads,
        (sample_corpus() / "ban-tin-hop-tuyen-2018-2026.jsonl").read_text("utf-8").splitlines(),
    )
]


LINE = "Hai bên đã hội đàm tại cửa khẩu, rồi cùng đi thăm bến xe, kho lạnh và chợ biên giới."


def others(article: Article) -> list[Article]:
    return [one for one in OURS if one is not article]


@pytest.mark.parametrize("name", PAGES)
def test_the_article_is_found_within_the_furniture(name: str) -> None:
    scores = []
    for article in OURS:
        record = parse_html(page(PAGES[name], article, others(article)))
        scores.append(score(str(record["body"]), article).f1)
        assert record["title"] == article.title
    assert min(scores) >= 0.9
    assert sum(scores) / len(scores) >= 0.95


@pytest.mark.parametrize("name", PAGES)
def test_no_gate_of_a_menu_or_footer_is_in_the_text(name: str) -> None:
    # Each of these stands in the furniture of some page, and in none of the articles.
    for gate in ("Cốc Nam", "Pò Peo", "Ma Lù Thàng", "弄尧", "硕龙", "龙邦"):
        article = next(one for one in OURS if gate not in one.text)
        body = str(parse_html(page(PAGES[name], article, [article]))["body"])
        assert gate not in body


@pytest.mark.parametrize("name", PAGES)
def test_the_whole_page_is_kept_where_asked_for(name: str) -> None:
    article = OURS[0]
    markup = page(PAGES[name], article, others(article))
    whole = str(parse_html(markup, ReadOptions(whole_page=True))["body"])
    assert score(whole, article).recall == 1
    assert score(whole, article).precision < 0.8


def test_paragraphs_stay_apart_and_names_whole() -> None:
    article = Article("Hội đàm", [LINE] * 8 + ["Nam", "Ninh đi."])
    for template in PAGES.values():
        body = str(parse_html(page(template, article, OURS))["body"])
        assert "Nam Ninh" not in body
        assert body.count(LINE) == 8  # nothing is a duplicate
