"""Each spelling of the query is on, off or alone by a link; its count is what it finds alone."""

import pytest

from search.archive import Archive
from search.request import Request
from web.http import urls
from web.i18n.texts import all_texts
from web.pages.answers.link_groups import Chip, Groups


def asked(href: str) -> Request:
    return urls.request_of(href.partition("?")[2].encode())


def chips_of(archive: Archive, request: Request) -> list[tuple[int, Chip]]:
    groups = Groups(archive.results(request), all_texts()["vi"]).forms()
    return [(n, chip) for n, group in enumerate(groups) for chip in (*group.shown, *group.folded)]


@pytest.mark.parametrize(
    "request_",
    [
        Request("luu ninh"),
        Request("Hữu Nghị"),
        Request("huu nghi", filters={"lang": ("vi",)}),
        Request("刘宁", off=frozenset({"Lưu Ninh"})),
    ],
    ids=str,
)
def test_a_spelling_alone_finds_as_many_as_stand_beside_it(
    archive: Archive, request_: Request
) -> None:
    chips = [chip for _, chip in chips_of(archive, request_) if chip.only]
    assert chips
    for chip in chips:
        alone = archive.results(asked(chip.only))
        assert {row.form for row in alone.forms if row.on} == {chip.text}
        assert f"{alone.total}" == chip.count


def test_what_is_alone_already_has_no_such_link_and_the_others_come_back(archive: Archive) -> None:
    first = next(chip for _, chip in chips_of(archive, Request("luu ninh")) if chip.only)
    alone = chips_of(archive, asked(first.only))
    assert [chip.text for _, chip in alone if chip.on] == [first.text]
    assert [chip.only for _, chip in alone if chip.on] == [""]
    other = next(chip for _, chip in alone if not chip.on)
    back = archive.results(asked(other.href))
    assert {row.form for row in back.forms if row.on} == {first.text, other.text}


def test_of_two_parts_only_the_own_part_changes(archive: Archive) -> None:
    request = Request("Hữu Nghị Lạng Sơn thông quan")
    before = archive.results(request).forms
    part, chip = next((n, chip) for n, chip in chips_of(archive, request) if chip.only)
    after = archive.results(asked(chip.only)).forms
    assert [row.form for row in after if row.on and row.part == part] == [chip.text]
    assert {row.form for row in after if row.on and row.part != part} == {
        row.form for row in before if row.on and row.part != part
    }


def test_the_title_says_why_it_is_here_and_what_a_click_does(archive: Archive) -> None:
    texts = all_texts()["vi"]
    titles = {chip.text: chip.title for _, chip in chips_of(archive, Request("刘宁"))}
    assert titles["Lưu Ninh"].endswith(texts["form_on"])
    assert "刘 = lưu" in titles["Lưu Ninh"]
