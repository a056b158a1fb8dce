"""Organisations by their heads: what is one, where its name ends or begins, and what stays of what
was found before."""

from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from indexer.analysis.analysed_document import Analysed
from indexer.annotation.annotator import Annotator
from indexer.linking.mention import GATE, ORGANISATION, PERSON, PLACE, Mention
from indexer.organisations.organisation_mentions import BY_PATTERN
from indexer.organisations.organisation_words import FILE
from indexer.organisations.vietnamese_ends import LONGEST
from synonyms.gazetteer import load
from synonyms.word_lists import word_rows


@cache
def annotator() -> Annotator:
    return Annotator(load())


def mentions(body: str, lang: str) -> tuple[Mention, ...]:
    return annotator().annotation(Analysed.of(Document("d", "", body, lang))).mentions


def named(body: str, lang: str) -> list[str]:
    return [one.surface for one in mentions(body, lang) if one.reason == BY_PATTERN]


VIETNAMESE = [
    # A field in lower case goes on, what the office did does not.
    ("Theo Bộ Phát triển nông thôn, mưa còn to.", ["Bộ Phát triển nông thôn"]),
    ("Hôm qua Sở Y tế kiểm tra 5 quán ăn.", ["Sở Y tế"]),
    (
        "Lãnh đạo Sở Văn hóa, Thể thao và Du lịch tỉnh Lạng Sơn có mặt.",
        ["Sở Văn hóa, Thể thao và Du lịch tỉnh Lạng Sơn"],
    ),
    # The comma and the joining word part what is not one field.
    (
        "Họp với Sở Y tế, Sở Ngoại vụ và Công an Cao Bằng.",
        ["Sở Y tế", "Sở Ngoại vụ", "Công an Cao Bằng"],
    ),
    ("Sở Tư pháp và người dân đồng ý.", ["Sở Tư pháp"]),
    ("Giám đốc Công ty TNHH Sao Mai vắng mặt.", ["Công ty TNHH Sao Mai"]),
    ("Làm cho công ty cổ phần xây dựng Hòa An từ lâu.", ["công ty cổ phần xây dựng Hòa An"]),
    ("Công ty CP Tập đoàn Sông Lam vay vốn.", ["Công ty CP Tập đoàn Sông Lam"]),
    ("Cty TNHH DVVT - XNK Bình Minh nộp phạt.", ["Cty TNHH DVVT - XNK Bình Minh"]),
    ("Bị cáo ra trước Tòa án nhân dân tối cao.", []),  # the gazetteer has it
    ("Tòa án nhân dân tỉnh Cao Bằng xử kín.", ["Tòa án nhân dân tỉnh Cao Bằng"]),
    ("Học Trường THPT Lê Lợi ở Huế.", ["Trường THPT Lê Lợi"]),
    ("Nằm tại Bệnh viện Quân y 110, ông kể lại.", ["Bệnh viện Quân y 110"]),
    ("Báo Tuổi Trẻ và báo Thanh Niên đưa tin.", ["Báo Tuổi Trẻ", "báo Thanh Niên"]),
    ("Chi cục Hải quan cửa khẩu Tân Thanh ra quân.", ["Chi cục Hải quan cửa khẩu Tân Thanh"]),
    ("Hai ngày sau, Đồn Biên phòng Tân Thanh báo tin.", ["Đồn Biên phòng Tân Thanh"]),
    ("Sở GD&ĐT Hà Nội công bố điểm.", ["Sở GD&ĐT Hà Nội"]),
    ("UBND Quận 3 trả lời.", ["UBND Quận 3"]),
    # Small heads: before a region that is named, a field with a capital, letters for one.
    ("Họp với công an tỉnh Cao Bằng hôm qua.", ["công an tỉnh Cao Bằng"]),
    (
        "Cán bộ hải quan cửa khẩu Tân Thanh, bộ đội biên phòng tỉnh Lạng Sơn ra quân.",
        ["hải quan cửa khẩu Tân Thanh", "bộ đội biên phòng tỉnh Lạng Sơn"],
    ),
    ("Trưởng phòng Cảnh sát hình sự vắng mặt.", ["phòng Cảnh sát hình sự"]),
    ("Phó trưởng ban Tuyên giáo đọc báo cáo.", ["ban Tuyên giáo"]),
    ("Hỏi sở GTVT thì biết.", ["sở GTVT"]),
    # Regions that no list has, and zones between two places.
    ("Công an quận Nam Hoành Sơn bắt người.", ["Công an quận Nam Hoành Sơn"]),
    (
        "Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn mời thầu.",
        ["Ban Quản lý Khu kinh tế cửa khẩu Đồng Đăng - Lạng Sơn"],
    ),
    (
        "Cùng Đồn Biên phòng Cửa khẩu Quốc tế Móng Cái đi tuần.",
        ["Đồn Biên phòng Cửa khẩu Quốc tế Móng Cái"],
    ),
    # What the body behind it is no part of; embassies; numbers; two countries.
    ("Đưa tới Cơ quan CSĐT Công an tỉnh Cao Bằng.", ["Cơ quan CSĐT", "Công an tỉnh Cao Bằng"]),
    ("Ban cán sự đảng UBND tỉnh Cao Bằng họp.", ["Ban cán sự đảng", "UBND tỉnh Cao Bằng"]),
    ("Ban cán sự đảng", ["Ban cán sự đảng"]),
    ("Gặp ở Đại sứ quán Lào tại Hà Nội.", ["Đại sứ quán Lào tại Hà Nội"]),
    ("Trước đại sứ quán Lào ở Huế.", ["đại sứ quán Lào"]),
    ("Hôm qua Viện thiết kế số 1 làm việc.", ["Viện thiết kế số 1"]),
    ("Hội hữu nghị Việt - Lào mừng năm mới.", ["Hội hữu nghị Việt - Lào"]),
    ("Báo Nông Thôn Ngày Nay ra số mới.", ["Báo Nông Thôn Ngày Nay"]),
    ("Hôm qua Trung tâm Đào tạo Việt Nhật - anh Hùng cho biết.", ["Trung tâm Đào tạo Việt Nhật"]),
    ("Ban cán sự lớp họp, Đại sứ quán tại Huế mở cửa.", []),
    # None: teams, what else small heads are, kinds of police.
    ("CLB Công an Hà Nội thắng, câu lạc bộ Sông Lam thua.", []),
    ("Họ tổ chức Đại hội, điều tra vụ Hải quan, vào phòng Hội nghị.", []),
    ("Báo cho cơ quan Công an.", []),
    # None: heads alone, of many, in other words, before the country that something is from.
    ("Công ty trả lương cho công nhân, trường nghỉ học.", []),
    ("Các công ty Hải Hà, Hữu Nghị tăng giá.", []),
    ("Báo cáo của Bộ trưởng nói về bộ phận này.", []),
    ("Một công ty Trung Quốc mua lại nhà máy, báo Mỹ đưa tin.", []),
    ("Dãy Trường Sơn mưa to.", []),
    ("Ông sinh ở Hải Phòng, lớn lên ở Hội An.", []),
    ("Công văn số 12/UBND-VX ban hành hôm qua.", []),
    ("Vụ Formosa còn kéo dài.", []),
    ("Cứ đến trung tâm thương mại Sài Gòn mà mua.", []),
]


@pytest.mark.parametrize(("body", "wanted"), VIETNAMESE)
def test_vietnamese_names_begin_with_a_head(body: str, wanted: list[str]) -> None:
    assert named(body, "vi") == wanted


def test_a_name_has_no_more_words_than_it_may() -> None:
    (found,) = named("Công an quận " + "Xyzt " * 60 + "họp.", "vi")
    assert len(found.split()) == LONGEST


CHINESE = [
    ("泰国外交部昨天说。", ["泰国外交部"]),
    ("外交部和国防部都没有回应。", ["外交部", "国防部"]),
    ("他在云南省昆明市公安局工作。", ["云南省昆明市公安局"]),
    ("美国海关与边境保护局扣留两人。", ["美国海关与边境保护局"]),
    ("国家文物局、国家数据局联合发布。", ["国家文物局", "国家数据局"]),
    ("这家斯皮克铁路公司停运。", ["斯皮克铁路公司"]),
    ("中国驻越南大使馆提醒游客。", ["中国驻越南大使馆"]),
    ("友好、和平与发展委员会今天开会。", []),
    ("中俄友好、和平与发展委员会今天开会。", ["中俄友好、和平与发展委员会"]),
    ("市场监管总局负责人出席。", ["市场监管总局"]),
    ("政协第九届全国委员会闭幕。", ["政协第九届全国委员会"]),
    ("美最高法院作出裁定。", ["美最高法院"]),
    ("俄罗斯总统办公厅发表声明。", ["俄罗斯总统办公厅"]),
    # None: other words, kinds, clauses.
    ("广西东部和云南西部有雨。", []),
    ("跨国公司和上市公司的总部都在这里。", []),
    ("两国大学生参观了医院和银行。", []),
    ("越南国防部长抵达北京。", []),
    ("支部书记发展党员。", []),
    ("中国公司和美国医院合作。", []),
    ("国家消防救援局部署检查。", ["国家消防救援局"]),
]


@pytest.mark.parametrize(("body", "wanted"), CHINESE)
def test_chinese_names_end_with_a_head(body: str, wanted: list[str]) -> None:
    assert named(body, "zh") == wanted


def test_traditional_characters_name_the_same_organisation() -> None:
    (one,) = (x for x in mentions("泰國外交部昨天說。", "zh") if x.reason == BY_PATTERN)
    (other,) = (x for x in mentions("泰国外交部昨天说。", "zh") if x.reason == BY_PATTERN)
    assert one.surface == "泰國外交部"
    assert one.entity == other.entity == "泰国外交部"


def test_capitals_and_the_place_of_a_tone_make_no_other_organisation() -> None:
    bodies = ("Công ty Hoà Lợi lãi to.", "Ông ở công ty Hòa Lợi.")
    ids = {
        one.entity for body in bodies for one in mentions(body, "vi") if one.reason == BY_PATTERN
    }
    assert ids == {"công ty hòa lợi"}


def test_a_mention_says_its_head_and_has_the_kind_of_an_organisation() -> None:
    (one,) = (x for x in mentions("Công ty TNHH Sao Mai nộp thuế.", "vi") if x.entity)
    assert (one.kind, one.label, one.detail) == ("organisation", ORGANISATION, "Công ty TNHH")


def test_a_place_within_a_name_stays_and_a_person_behind_it_is_no_part() -> None:
    body = "Ông Trần Văn Nam, Chủ tịch UBND tỉnh Lạng Sơn Nguyễn Văn Hùng phát biểu."
    found = {(one.surface, one.label) for one in mentions(body, "vi")}
    assert ("UBND tỉnh Lạng Sơn", ORGANISATION) in found
    assert ("Lạng Sơn", PLACE) in found
    assert ("Nguyễn Văn Hùng", PERSON) in found


def test_a_name_of_the_gazetteer_is_not_found_again() -> None:
    body = "Bộ Công an Việt Nam, Bộ Công Thương, Cục Điều tra Liên bang Mỹ."
    assert named(body, "vi") == []
    assert named("世卫组织和美国联邦调查局表示。", "zh") == []


def test_a_name_of_the_gazetteer_grows_to_its_whole() -> None:
    body = (
        "Hôm qua Tập đoàn Vingroup, tổ chức Hamas, hãng tin AFP và Bộ Công an Trung Quốc ra thông "
        "báo. Các hãng AFP, TASS và nhà báo AFP đưa tin về việc tổ chức SEA Games."
    )
    found = [one.surface for one in mentions(body, "vi") if one.label == ORGANISATION]
    assert found == [
        *("Tập đoàn Vingroup", "tổ chức Hamas", "hãng tin AFP", "Bộ Công an Trung Quốc"),
        *("AFP", "TASS", "AFP", "SEA Games"),
    ]


def test_a_longer_name_stands_beside_the_one_of_the_gazetteer_in_it() -> None:
    found = [(one.surface, one.entity) for one in mentions("Công ty Samsung Việt Nam họp.", "vi")]
    assert ("Công ty Samsung Việt Nam", "công ty samsung việt nam") in found
    assert ("Samsung", "samsung") in found


def test_a_ministry_of_another_country_is_not_that_of_ours() -> None:
    found = [(one.surface, one.entity) for one in mentions("Bộ Công an Lào đã đến.", "vi")]
    assert ("Bộ Công an Lào", "bộ công an lào") in found
    assert "vn-mps" not in {entity for _, entity in found}


def test_a_gate_is_decided_as_it_was() -> None:
    body = "Hàng qua cửa khẩu Hữu Nghị. Chi cục Hải quan cửa khẩu Hữu Nghị cho biết như vậy."
    gates = [one for one in mentions(body, "vi") if one.kind == "gate"]
    assert [(one.surface, one.label) for one in gates] == [("Hữu Nghị", GATE)] * 2


_HEADS = [
    word
    for (_, use, _), words in word_rows(FILE)
    for word in words
    if use not in ("inside", "stop", "within")
]
_PARTS = st.sampled_from(
    [
        *_HEADS,
        "Lạng Sơn",
        "và",
        "Y tế",
        "广西",
        "国家",
        "、",
        ",",
        "-",
        "TNHH",
        "3",
        "\n",
        "Nam",
        "😀",
    ]
)


@given(st.lists(_PARTS, max_size=12), st.sampled_from(["", " "]), st.sampled_from(["vi", "zh"]))
def test_every_mention_stands_where_it_says_and_none_of_one_kind_stands_twice(
    parts: list[str], between: str, lang: str
) -> None:
    document = Document("d", between.join(parts), between.join(reversed(parts)), lang)
    found = annotator().annotation(Analysed.of(document)).mentions
    text = {"title": document.title, "body": document.body}
    assert all(text[one.field][one.start : one.end] == one.surface for one in found)
    organisations = [one for one in found if one.label == ORGANISATION]
    spans = [(one.field, one.start, one.end) for one in organisations]
    assert len(spans) == len(set(spans))
    assert all(one.entity for one in organisations)
