"""People's names in Vietnamese: what is one, what is not, and whose part a part is."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.document import Document
from indexer.analysis.tokens import Tokens, analyse
from indexer.ner.evidence import known_people
from indexer.ner.person_name import PersonName
from indexer.ner.vietnamese.capitalised_runs import runs
from indexer.ner.vietnamese.name_model import RulesAlone
from indexer.ner.vietnamese.recogniser import TokenRange, vietnamese_people
from indexer.ner.vietnamese.title_counts import TitleCounts

ARCHIVE = [
    "Cảnh sát tới. Lực lượng cảnh sát tới. Nhiều cảnh sát khác. Phòng Cảnh sát.",
    "Tại nhà riêng. Ông ở tại nhà. Chị về tại nhà. Họ làm tại nhà.",
    "HLV Diego Alves nói. HLV Diego Alves cười.",
    "Càng đi càng tối. Họ càng đi càng xa.",
    "đội bóng Celta Vigo thắng. CLB Celta Vigo thua. đội Celta Vigo hòa.",
]


def by_rules(
    tokens: Tokens, evidence: TitleCounts, taken: Iterable[TokenRange] = ()
) -> list[PersonName]:
    return vietnamese_people(tokens, evidence, taken, model=RulesAlone())


def gather(texts: Iterable[str]) -> TitleCounts:
    documents = [Document(str(at), "", text, "vi") for at, text in enumerate(texts)]
    return known_people.gather(documents).vietnamese


@pytest.fixture(scope="module")
def evidence() -> TitleCounts:
    return gather(ARCHIVE)


def names(text: str, evidence: TitleCounts) -> list[str]:
    """Surfaces; parts of names with a star and what they stand for."""
    return [
        f"{one.surface}*{one.full}" if one.partial else one.surface
        for one in by_rules(analyse(text), evidence)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Đồng chí Lưu Ninh, Bí thư Khu ủy.", ["Lưu Ninh"]),
        ("Theo Nguyễn Văn An, giá tăng.", ["Nguyễn Văn An"]),
        ("Tổng thống Donald Trump đến.", ["Donald Trump"]),
        ("Lãnh đạo nước này là Kim Jong-un.", ["Kim Jong-un"]),
        ("Giám đốc FBI James Comey từ chức.", ["James Comey"]),
        ("Ông Giàng A Tủa kể.", ["Giàng A Tủa"]),
        ("Hôm qua Tẩn Thị Su kể.", ["Tẩn Thị Su"]),
        ("khách hàng Phan Thị Mai H. - chủ nhà", ["Phan Thị Mai H."]),
        # Where a longer word ends with a word for a thing, no thing is meant.
        ("Chủ nhiệm của Quốc hội Phan Xuân Dũng đọc.", ["Phan Xuân Dũng"]),
        ("Bộ Nông nghiệp và Phát triển Nông thôn Vũ Văn Tám", ["Vũ Văn Tám"]),
        ("Đi trên tuyến đường Võ Thị Sáu.", []),
        # Streets, cities, schools, teachings.
        ("Đi trên đường Nguyễn Huệ.", []),
        ("Ở TP Hồ Chí Minh mưa to.", []),
        ("Học tư tưởng Hồ Chí Minh.", []),
        ("Trường Lê Quý Đôn khai giảng.", []),
        # Offices are nobody.
        ("Chủ tịch UBND tỉnh họp.", []),
        ("Phòng Cảnh sát điều tra.", []),
        ("Đoàn đại biểu đến thăm.", []),
        # A country of one syllable before a foreign name is where its bearer is from.
        ("Thủ tướng Anh Keir Starmer nói.", ["Keir Starmer"]),
        ("Bà Anh Thư nói.", ["Anh Thư*"]),
        # A headline behind another begins with a pronoun.
        ("Mưa to nhiều nơi | Ông Trump đến.", ["Trump*"]),
        ("Khu ủy Khu tự trị họp.", []),
        # The archive knows a footballer from a team.
        ("Hôm qua Diego Alves ghi bàn.", ["Diego Alves"]),
        ("Hôm qua Celta Vigo ghi bàn.", []),
        # A credit, and a byline behind the last sentence.
        ("Người dân đi lễ. Ảnh: Huy Thư Tại nhà tổ, đông người.", ["Huy Thư*"]),
        ("Giá sẽ còn tăng. Lan Anh", ["Lan Anh*"]),
        ("Giá sẽ còn tăng. Mạnh Tú (TTXVN)", ["Mạnh Tú*"]),
        # Parts of a full name of the document.
        (
            "Ông Nguyễn Văn Hùng nói. Sau đó ông Hùng về.",
            ["Nguyễn Văn Hùng", "Hùng*Nguyễn Văn Hùng"],
        ),
        ("Ông Donald Trump nói. Theo ông Trump, tốt.", ["Donald Trump", "Trump*Donald Trump"]),
        ("Bà Park Geun Hye nói. Bà Park về.", ["Park Geun Hye", "Park*Park Geun Hye"]),
        # A given name that begins names of schools too; a letter for a name.
        (
            "Bà Nguyễn Thị Trường ngã. Họ đưa chị Trường đi, nên Trường khỏi.",
            ["Nguyễn Thị Trường", "Trường*Nguyễn Thị Trường", "Trường*Nguyễn Thị Trường"],
        ),
        ("Cơ quan xác định anh Đ. chết.", ["Đ.*"]),
        ("Một người tên Hùng. Ông Hùng về.", ["Hùng*"]),
    ],
)
def test_who_is_named(text: str, found: list[str], evidence: TitleCounts) -> None:
    assert names(text, evidence) == found


def test_a_place_of_the_gazetteer_before_a_name_is_no_part_of_it(evidence: TitleCounts) -> None:
    tokens = analyse("Chủ tịch tỉnh Lạng Sơn Hồ Tiến Thiệu họp.")
    at = tokens.keys.index("lạng")
    found = by_rules(tokens, evidence, [(at, at + 2)])
    assert [one.surface for one in found] == ["Hồ Tiến Thiệu"]


@given(st.permutations(ARCHIVE))
def test_evidence_does_not_hang_on_the_order_of_documents(texts: list[str]) -> None:
    assert gather(texts) == gather(ARCHIVE)


def test_behind_a_pronoun_a_frequent_pair_is_no_word() -> None:
    texts = [f"Theo {name} Dũng nói." for name in ("em", "anh", "chị", "cô", "chú", "bác")]
    evidence = gather([*texts, *(f"Hôm {at} Lan đi. Hôm {at} Hà về." for at in range(20))])
    assert evidence.is_compound("dũng", "nói")
    assert names("Hôm đó ông Dũng nói.", evidence) == ["Dũng*"]


def test_evidence_is_kept_as_it_is() -> None:
    whole = gather(ARCHIVE)
    assert TitleCounts.from_json(whole.to_json()) == whole
    assert whole.version != TitleCounts().version


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # An office reaches over the country, and over what it is of.
        ("Chủ tịch Trung Quốc Tập Cận Bình nói.", ["Tập Cận Bình"]),
        ("Bộ trưởng Tư pháp Merrick Garland tới.", ["Merrick Garland"]),
        ("gặp Zhao Tong - một chuyên gia về vùng này.", ["Zhao Tong"]),
        # What stands behind an office may be where it is.
        ("ông Nguyễn Hưng, Tổng Giám đốc Acbank, nói.", ["Nguyễn Hưng"]),
        ("Chủ tịch Wexford, Daniel Levin nói.", ["Daniel Levin"]),
        ("trường THCS Hoàng Hoa Thám mở cửa.", []),
        ("ở số nhà 77 Mạc Thị Bưởi.", []),
        # Foreign names are taken whole.
        ("thủ môn Andre ter Stegen bắt bóng.", ["Andre ter Stegen"]),
        ("bạn gái Abby de la Rosa viết.", ["Abby de la Rosa"]),
        ("ông Donald Trump Jr. đã gặp.", ["Donald Trump Jr."]),
        ("một cô gái người Mỹ có tên Lynne Corx bơi qua. Rồi Lynne Corx về.", ["Lynne Corx"] * 2),
        ("một bộ phim có tên Frozen Corx ra rạp.", []),
        (
            "gặp ông Ivan Orlov, Pavel Zuev và ông Anton Belov.",
            ["Ivan Orlov", "Pavel Zuev", "Anton Belov"],
        ),
        ('"Tôi mệt", Davide Corx nói.', ["Davide Corx"]),
        # Initials.
        ("bệnh nhân N.V.Đ. ở thôn này", ["N.V.Đ."]),
        ("cầu thủ M.U thắng trận.", []),
        # Who wrote it.
        ("Nước lên.\nTrang Phạm\nTheo Reuters", ["Trang Phạm"]),
        ("Nước lên.\nĐức Văn - Công Bính", ["Đức Văn", "Công Bính"]),
        ("Nước lên. Minh Thu (lược dịch)", ["Minh Thu"]),
        # A line break was lost.
        ("ca sĩ Nguyễn Thị Huyền Không lựa chọn.", ["Nguyễn Thị Huyền"]),
        ("với cô Nguyễn Thị Hòa bình luận.", ["Nguyễn Thị Hòa"]),
    ],
)
def test_names_that_no_list_knows(text: str, found: list[str]) -> None:
    tokens = analyse(text)
    # The place that the annotator would have found.
    places = [(at, at + 2) for at, key in enumerate(tokens.keys) if key == "trung" and at == 2]
    named = by_rules(tokens, TitleCounts(), places)
    assert [one.surface for one in named] == found


def test_a_part_by_which_somebody_was_called_is_one_wherever_it_stands(
    evidence: TitleCounts,
) -> None:
    assert names("Chồng trẻ Bảo Duy tới. Rồi Bảo Duy về.", evidence) == ["Bảo Duy*", "Bảo Duy*"]
    assert names("anh Debayan tới. Túi của Debayan rơi.", evidence) == ["Debayan*", "Debayan*"]
    # Behind an office stands what it is the office of, too; a syllable may be a word.
    assert names("HLV Wexford nói. Sân của Wexford kín.", evidence) == ["Wexford*"]
    assert names("anh Hoa tới. Vườn Hoa nở.", evidence) == ["Hoa*"]


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        # A number before a name and the place of the street behind it are an address.
        ("Chi nhánh: 198 Trần Quang Khải, Hà Nội.", "Hà Nội", []),
        ("Năm 1950 Trần Quang Khải, ở Hà Nội, đi học.", "Hà Nội", ["Trần Quang Khải"]),
        # A delegation and where it is from; Đoàn is a surname too.
        ("Đoàn Việt Nam do ông dẫn đầu.", "Việt Nam", []),
        ("Ông Đoàn Việt Nam đi đầu.", "Việt Nam", ["Đoàn Việt Nam"]),
        ("Theo Đoàn Việt Dũng, nước lên.", "Việt", ["Đoàn Việt Dũng"]),
    ],
)
def test_names_beside_places(
    text: str, place: str, found: list[str], evidence: TitleCounts
) -> None:
    tokens = analyse(text)
    keys = analyse(place).keys
    at = next(at for at in range(len(tokens)) if tokens.keys[at : at + len(keys)] == keys)
    people = by_rules(tokens, evidence, [(at, at + len(keys))])
    assert [one.surface for one in people] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # Little words follow a word that ends so (hạnh phúc và), and so do they a name.
        ("Thủ tướng Nguyễn Xuân Phúc và Phu nhân.", ["Nguyễn Xuân Phúc"]),
        ("Thủ tướng Nguyễn Xuân Phúc khi đó.", ["Nguyễn Xuân Phúc"]),
        # A word of two syllables may end with one of them.
        ("Bí thư Nguyễn Văn Hạnh Hiện tại đã về.", ["Nguyễn Văn Hạnh"]),
    ],
)
def test_a_last_syllable_that_begins_a_word(text: str, found: list[str]) -> None:
    words = {("phúc", "và"): 9, ("phúc", "khi"): 7, ("hiện", "tại"): 80}
    evidence = TitleCounts(lower={"phúc": 100, "hiện": 100}, words=words)
    assert names(text, evidence) == found


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("ông Donald Orlov, bà Ivanka Orlov. Rồi ông Orlov về.", "Donald Orlov"),
        ("ông Donald Orlov, bà Ivanka Orlov. Rồi bà Orlov về.", "Ivanka Orlov"),
        # As whom the nearest is addressed is not known; nobody is addressed so.
        ("ông Donald Orlov gặp Bộ trưởng Ivanka Orlov. Rồi bà Orlov về.", "Ivanka Orlov"),
        ("bà Ivanka Orlov. Rồi ông Orlov về.", ""),
    ],
)
def test_a_part_is_of_whom_is_addressed_as_it_is(
    text: str, whole: str, evidence: TitleCounts
) -> None:
    assert by_rules(analyse(text), evidence)[-1].full == whole


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # A surname may stand last; letters of two consonants and generations belong to the name.
        ("Hà Nội có mưa.\n\nTrang Phạm", ["Trang Phạm"]),
        ("Công an tìm được chị Phan Thị Tr. ở nhà.", ["Phan Thị Tr."]),
        ("Thượng nghị sĩ John McCain III tới thăm.", ["John McCain III"]),
        # What stands before or behind a name, its border lost.
        ("Thứ trưởng Bộ Công Thương Hồ Thị Kim Thoa nói.", ["Hồ Thị Kim Thoa"]),
        ("Giám đốc bệnh viện Bạch Mai Nguyễn Quang Tuấn nói.", ["Nguyễn Quang Tuấn"]),
        ("Thí sinh Đỗ Mỹ Dung Càng về đích. Đỗ Mỹ Dung cười.", ["Đỗ Mỹ Dung"] * 2),
        ("Bà Ngô Ngọc Lan Ngô Ngọc Lan nói.", ["Ngô Ngọc Lan"] * 2),
        # All streets of a list are streets, and behind the number of a house stands one.
        ("Kẹt xe ở các tuyến đường Trần Phú, Phan Thúc Duyện, Hoàng Văn Thụ.", []),
        ("Cầu vượt tại nút giao Nguyễn Thái Sơn – Nguyễn Kiệm.", []),
        ("Đường Nguyễn Thị Định dẫn vào cảng.", []),
        ("Cửa hàng tại 30 Trần Nhân Tông đóng cửa.", []),
        ("Ở xã Tân Lập, Nguyễn Văn Bình bị bắt.", ["Nguyễn Văn Bình"]),
    ],
)
def test_borders_that_the_text_does_not_mark(
    text: str, found: list[str], evidence: TitleCounts
) -> None:
    assert [one.split("*")[0] for one in names(text, evidence)] == found


def test_a_name_that_stands_twice_gives_two_runs_in_their_order() -> None:
    found = list(runs(analyse("Bà Ngô Ngọc Lan Ngô Ngọc Lan nói.")))
    assert [(one.first, one.last) for one in found] == [(1, 4), (4, 7)]


def test_a_word_that_begins_the_sentence_is_no_part_of_a_foreign_name() -> None:
    evidence = gather(["Ông đi tới Huế. Họ tới nơi. Chị tới sau."])
    assert names("Tới Brussels, ông gặp bà Merkel.", evidence) == ["Merkel*"]
