"""Stories that were printed several times, and documents that only look like it."""

from __future__ import annotations

import random

from corpus.document import Document

SYLLABLES = "hoà bình lạng sơn cửa khẩu hữu nghị xuất nhập hàng thuỷ sản nông dân đường bộ".split()
HAN = "广西口岸友谊关边境贸易合作会谈代表团经济发展交流互市商品通关便利"


def text(seed: int, lang: str) -> list[str]:
    """The syllables or characters of a story of its own."""
    rng = random.Random(seed)
    if lang == "zh":
        return rng.choices(HAN, k=200)
    return [rng.choice(SYLLABLES) + rng.choice("abcdeghiklmno") for _ in range(200)]


def written(words: list[str], lang: str) -> str:
    return ("" if lang == "zh" else " ").join(words)


def printings() -> list[Document]:
    """Stories: a third of them printed up to eight times within a month, otherwise titled and
    a little changed; the years' reports, daily reports and short texts that are no copies."""
    rng = random.Random(7)
    found: list[Document] = []
    for number in range(24):
        lang = "zh" if number % 4 == 3 else "vi"
        words = text(number, lang)
        times = rng.randrange(2, 9) if number % 3 == 0 else 1
        for time in range(times):
            again = list(words)
            for _ in range(rng.randrange(5) if time else 0):
                again[rng.randrange(len(again))] = "新" if lang == "zh" else "mới"
            date = f"2024-{number % 12 + 1:02d}-{rng.randrange(1, 29):02d}"
            title = f"Lạng Sơn {number} {time}"
            source = f"Báo {time}"
            body = written(again, lang)
            # Ids in no order of the stories.
            doc_id = f"{rng.randrange(10**6):06d}"
            found.append(Document(doc_id, title, body, lang, date, source=source))
    daily = written(text(99, "vi"), "vi")
    for day in range(1, 6):
        body = f"Ngày {day}-5 có {day * 137} xe. {daily}"
        found.append(Document(f"daily-{day}", "Lạng Sơn", body, "vi", f"2024-05-0{day}"))
        found.append(Document(f"short-{day}", f"Tin {day} Lạng Sơn", "Tin ảnh.", "vi", "2024"))
    for year in range(2019, 2022):
        body = written([*text(98, "vi"), *text(year, "vi")[:9]], "vi")
        found.append(Document(f"year-{year}", "Lạng Sơn", body, "vi", f"{year}-09-02"))
    return found


PRINTINGS = printings()
