"""How often files in old encodings are read, and text that was saved wrongly is mended.

    python scripts/measure_encodings.py ARCHIVE.jsonl.gz ... [--messages /usr/share/locale]

1. Every document of the archives is sound as it stands: none may be mended.
2. Pieces of them in each encoding, as bytes: read rightly, refused, or read wrongly.
3. The same pieces as a program shows such bytes, saved as Unicode: mended, left, or made wrong.
4. Messages of programs in other languages (``--messages``), in the encodings of their countries:
   none may be read as Vietnamese or mended.

charset-normalizer, viparse and ftfy get the same pieces if they are installed. How each archive
does is told by itself, since rates of vietnamese_guess.py were chosen on one of them.
"""

from __future__ import annotations

import argparse
import gettext
import importlib
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random

from corpus.decoding.encoding import decode
from corpus.decoding.legacy import LEGACY, encode_legacy
from corpus.decoding.legacy_fonts import to_shown
from corpus.decoding.repair import repair
from corpus.document import Document
from corpus.read_errors import ReadError
from corpus.readers import read_paths

LEAST = 100
"""Fewest documents of a language that are measured."""

LENGTHS = (50, 200, 1_000, 5_000)
CHINESE = {"gb18030": "gb18030", "gbk": "gbk", "big5": "cp950", "big5-hkscs": "big5hkscs"}
COUNTRIES = {
    **dict.fromkeys("cs pl sk hu ro hr sl".split(), "cp1250"),
    **dict.fromkeys("ru uk bg".split(), "cp1251"),
    **dict.fromkeys("et lt lv".split(), "cp1257"),
    **{"el": "cp1253", "tr": "cp1254", "he": "cp1255", "zh_CN": "gb18030", "zh_TW": "big5"},
    **{"ja": "cp932", "ko": "cp949"},
}

ANSWERS = ("right", "in part", "left", "wrong")
Answer = str | None
"""A text; None if nothing was claimed."""


def pieces_of(texts: Sequence[str], length: int, most: int) -> Iterator[str]:
    """Cut texts, joined where they are too short, into pieces of a length."""
    random = Random(length)
    held, given = "", 0
    for text in texts:
        held += text + "\n"
        if len(held) >= length:
            begin = random.randrange(len(held) - length + 1)
            yield held[begin : begin + length].strip()
            held, given = "", given + 1
            if given == most:
                return


def our_reading(data: bytes) -> Answer:
    try:
        return decode(data).text
    except ReadError:
        return None


def our_mending(text: str) -> Answer:
    mended = repair("", text)
    return mended.body if mended.sources else None


def other_readings() -> dict[str, Callable[[bytes], Answer]]:
    try:
        library = importlib.import_module("charset_normalizer")
    except ImportError:
        return {}

    def read(data: bytes) -> Answer:
        best = library.from_bytes(data).best()
        return None if best is None else str(best)

    return {"charset-normalizer": read}


def other_mendings() -> dict[str, Callable[[str], Answer]]:
    found: dict[str, Callable[[str], Answer]] = {}
    for name, function in (("viparse", "fix"), ("ftfy", "fix_encoding")):
        try:
            change = getattr(importlib.import_module(name), function)
        except ImportError:
            continue
        found[name] = lambda text, change=change: (  # type: ignore[misc]
            None if (new := change(text)) == text else new
        )
    return found


def judged(answer: Answer, right: str, before: str) -> str:
    if answer is None or bare(answer) == bare(before):
        return "left"
    if bare(answer) == bare(right):
        return "right"
    # Each line is right or as it was: a heading was too short.
    lines = zip(answer.split("\n"), right.split("\n"), before.split("\n"), strict=False)
    return "in part" if all(bare(one) in map(bare, others) for one, *others in lines) else "wrong"


def bare(text: str) -> str:
    """A text without white space, which some libraries tidy, and without capitals: TCVN3 has none
    with tones."""
    return "".join(text.split()).lower()


def encoded(lang: str, text: str) -> Iterator[tuple[str, bytes]]:
    if lang == "vi":
        yield from ((name, encode_legacy(text, name)) for name in LEGACY)
    else:
        yield from ((name, text.encode(codec, "ignore")) for name, codec in CHINESE.items())
    yield from ((name, text.encode(name)) for name in ("utf-8", "utf-16-le", "utf-16-be"))


def shown(lang: str, text: str) -> Iterator[tuple[str, str]]:
    if lang == "vi":
        yield from ((name, LEGACY[name].write(writable(lang, name, text))) for name in LEGACY)
    else:
        yield from (
            (name, to_shown(text.encode(codec, "ignore"))) for name, codec in CHINESE.items()
        )
    once = to_shown(text.encode())
    yield "utf-8", once
    yield "utf-8, twice", to_shown(once.encode())
    yield "utf-8 as latin-1", text.encode().decode("latin-1")


def writable(lang: str, name: str, text: str) -> str:
    """The text without characters that an encoding has not."""
    if name in CHINESE:
        return text.encode(CHINESE[name], "ignore").decode(CHINESE[name])
    if lang == "vi" and name in LEGACY:
        return LEGACY[name].read(to_shown(encode_legacy(text, name)))
    return text


def measure_archive(path: str, most: int) -> None:
    documents = [one for one in read_paths([path]) if isinstance(one, Document)]
    touched = [one.id for one in documents if one.repaired]
    print(f"{path}: {len(documents)} documents, mended as they stand: {touched}")
    readings = {"ours": our_reading, **other_readings()}
    mendings = {"ours": our_mending, **other_mendings()}
    for lang in ("vi", "zh"):
        texts = [f"{one.title}\n{one.body}" for one in documents if one.lang == lang]
        if len(texts) < LEAST:
            continue
        Random(1).shuffle(texts)
        for length in LENGTHS:
            counts: Counter[tuple[str, str, str, str]] = Counter()
            for piece in pieces_of(texts, length, most):
                for name, data in encoded(lang, piece):
                    for who, read in readings.items():
                        found = judged(read(data), writable(lang, name, piece), "")
                        counts["read", name, who, found] += 1
                for name, text in shown(lang, piece):
                    for who, mend in mendings.items():
                        found = judged(mend(text), writable(lang, name, piece), text)
                        counts["mend", name, who, found] += 1
            show(lang, length, counts)


def show(lang: str, length: int, counts: Counter[tuple[str, str, str, str]]) -> None:
    for what, name, who in sorted({key[:3] for key in counts}):
        found = {one: counts[what, name, who, one] for one in ANSWERS}
        total = sum(found.values())
        rates = "  ".join(f"{one} {count / total:.3f}" for one, count in found.items())
        print(f"{lang} {length:5} {what} {name:18} {who:20} {rates}")


def messages(folder: Path, lang: str) -> list[str]:
    found: list[str] = []
    for path in sorted((folder / lang / "LC_MESSAGES").glob("*.mo")):
        try:
            with path.open("rb") as file:
                catalogue = vars(gettext.GNUTranslations(file))["_catalog"]
        except (OSError, ValueError, LookupError):  # a broken catalogue
            continue
        found += [text for key, text in catalogue.items() if key and isinstance(text, str)]
    Random(1).shuffle(found)
    return found


def measure_messages(folder: Path, most: int) -> None:
    """Count pieces of other languages that are mended, or read in an encoding that they are not in
    and yet as Vietnamese or Chinese."""
    asked = wrong = 0
    languages = sorted(one.name for one in folder.iterdir() if (one / "LC_MESSAGES").is_dir())
    for lang in languages:
        if lang == "vi":
            continue
        texts = messages(folder, lang)
        for length in (20, *LENGTHS[:3]):
            for piece in pieces_of(texts, length, most):
                codec = COUNTRIES.get(lang, "cp1252")
                data = piece.encode(codec, "ignore")
                if len(data.decode(codec)) < 0.9 * len(piece):
                    continue  # that language is written otherwise
                asked += 1
                read, mended = our_reading(data), our_mending(piece)
                other = read is not None and read != data.decode(codec)
                if (other and not lang.startswith(("zh", "ja", "ko"))) or mended is not None:
                    wrong += 1
                    print(f"{lang} {length}: {piece[:60]!r} -> {(mended or read or '')[:60]!r}")
    print(f"{asked} pieces in {len(languages)} languages, {wrong} changed")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("archives", nargs="*")
    parser.add_argument("--messages", type=Path)
    parser.add_argument("--pieces", type=int, default=200, help="of each length")
    args = parser.parse_args()
    for path in args.archives:
        measure_archive(path, args.pieces)
    if args.messages:
        measure_messages(args.messages, args.pieces)


if __name__ == "__main__":
    main()
