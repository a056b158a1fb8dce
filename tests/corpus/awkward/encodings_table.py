"""Every format that is text, in every encoding that is read, bare and packed."""

from __future__ import annotations

import json
from collections.abc import Iterator

from tests.corpus.awkward.makers import COMPRESS, EN, TW, VI, ZH, encoded, page, tar_of, zip_of
from tests.corpus.awkward.rows import Row

_WIDE = ("utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
ENCODINGS = {
    "vi": (VI, (*_WIDE, "cp1258")),
    "zh": (ZH, (*_WIDE, "gbk", "gb2312", "gb18030")),
    "tw": (TW, (*_WIDE, "big5", "cp950", "big5hkscs")),
    "en": (EN, ("ascii", *_WIDE)),
}
DECLARED = {"vi": "windows-1258", "zh": "gb2312", "tw": "big5", "en": "iso-8859-1"}


def _as(ending: str, text: str, lang: str) -> str:
    return {
        "txt": f"{text}\n",
        "md": f"# {text[:10]}\n\n{text}\n",
        "html": page(text),
        "declared.html": page(text, DECLARED[lang]),
        "jsonl": json.dumps({"id": f"{lang}", "body": text}, ensure_ascii=False) + "\n",
    }[ending]


def _rows() -> Iterator[Row]:
    packs = sorted(COMPRESS)
    for lang, (text, encodings) in ENCODINGS.items():
        for number, encoding in enumerate(encodings):
            for ending in ("txt", "md", "html", "declared.html", "jsonl"):
                if ending == "jsonl" and encoding in ("utf-16-le", "utf-16-be"):
                    continue  # a line of its own has no mark, and is told by its zero bytes
                data = encoded(_as(ending, text, lang), encoding)
                name = f"{lang}-{encoding}.{ending}"
                yield Row(name, lambda data=data: data, (text,))
                pack = packs[number % len(packs)]
                if ending == "txt":
                    yield Row(
                        name + pack, lambda data=data, pack=pack: COMPRESS[pack](data), (text,)
                    )
                elif ending == "html":
                    yield Row(
                        f"{name}.zip", lambda data=data: zip_of([("a/trang.html", data)]), (text,)
                    )
                elif ending == "md":
                    yield Row(
                        f"{name}.tar{pack}",
                        lambda data=data, pack=pack: COMPRESS[pack](tar_of([("a/b.md", data)])),
                        (text,),
                    )


ROWS = list(_rows())
