"""Find the day of publication in the address of a page, or in the path of a file."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import Final
from urllib.parse import unquote, urlsplit

from corpus.dating.shapes import in_sense

_DAY_IN_ADDRESS: Final = tuple(
    re.compile(shape)
    for shape in (
        # /2023/02/28/, /2023-02-28/, /2023-02/28/, /2023/0228/c1001-1.html (people.com.cn)
        r"/(?P<y>\d{4})(?P<sep>[/-])(?P<m>\d{1,2})[/-](?P<d>\d{1,2})(?=[/._-])",
        r"/(?P<y>\d{4})[/-](?P<m>\d{2})(?P<d>\d{2})(?=[/._-])",
        # /20230228/, /t20230228_1.html (the sites of Chinese offices), -20230228.html
        r"[/_-][a-z]?(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})(?=[/._-]|$)",
        r"[/_-](?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})(?=[/._-]|$)",
    )
)
_NUMBERED: Final = tuple(
    re.compile(rf"[/_-]{day}(?:[01]\d|2[0-3])[0-5]\d[0-5]\d\d{{0,3}}(?=[/._-]|$)")
    for day in (
        # -20201001163534963.htm: day and time
        r"(?P<y>20\d{2})(?P<m>\d{2})(?P<d>\d{2})",
        # -185250811194822081.htm: three digits before them, and the year without its century
        r"[1-9]\d\d(?P<y>\d{2})(?P<m>\d{2})(?P<d>\d{2})",
    )
)
"""Numbers that the systems of Dân trí, Tuổi Trẻ and Thanh Niên give a text when it is begun."""

_MONTH_IN_ADDRESS: Final = re.compile(r"/(?P<y>\d{4})(?P<sep>[/-]?)(?P<m>\d{2})/")
"""``/2023/02/``, ``/202302/``."""

_OLDEST_ADDRESS: Final = 1993
"""No page is older than the web."""

_FOLDER: Final = re.compile(r"(?P<y>\d{4})(?P<sep>[-._]?)(?P<m>\d{2})(?:(?P=sep)(?P<d>\d{2}))?")
_NAME_BEGINS: Final = re.compile(
    r"(?:(?:vi|zh|en)[-_])?(?P<y>\d{4})(?P<sep>[-._]?)(?P<m>\d{2})(?P=sep)(?P<d>\d{2})"
    r"(?=[-_. ,)]|$)(?!_\d{6})"
)
_NAME_ENDS: Final = re.compile(
    r".*[-_ (](?P<y>\d{4})(?P<sep>[-._]?)(?P<m>\d{2})(?P=sep)(?P<d>\d{2})\)?"
)
_DAY_FIRST: Final = re.compile(
    r"(?:.*[-_ (])?(?P<d>\d{1,2})(?P<sep>[-._])(?P<m>\d{1,2})(?P=sep)(?P<y>\d{4})(?:[-_. ,)].*)?"
)
_OF_A_CAMERA: Final = re.compile(
    r"(?:img|dsc|pxl|vid|scan|screenshot|anh chup|ảnh chụp|whatsapp|doc scan|camscanner|wechatimg"
    r"|mmexport|微信图片|截图|扫描)",
    re.IGNORECASE,
)
"""Names that cameras, scanners and telephones give: their day is that of the picture."""

_YEAR_PART: Final = re.compile(r"(?:^|[/_-])((?:19|20)\d\d)(?=[/_-]|$)")


def date_in_url(url: str) -> str:
    """Return the day (``YYYY-MM-DD``) or month (``YYYY-MM``) that an address gives; else empty."""
    path = _path_of(url)
    for shape in _DAY_IN_ADDRESS:
        for found in shape.finditer(path):
            if day := _checked(found, _OLDEST_ADDRESS):
                return day
    month = _MONTH_IN_ADDRESS.search(path)
    return _checked(month, _OLDEST_ADDRESS) if month else ""


def day_of_number(url: str) -> str:
    """Return the day (``YYYY-MM-DD``) of the number in an address that is a time; else empty.

    That is when the text was begun, not when it was published: of 4,447 addresses of two papers 78%
    have the day of publication, 97% that or the day before it (docs/measurements.md).
    """
    path = _path_of(url)
    for shape in _NUMBERED:
        found = shape.search(path)
        if found and (day := _checked(found, _OLDEST_ADDRESS)):
            return day
    return ""


def date_in_path(path: str) -> str:
    """Return the day (``YYYY-MM-DD``) that a file's name gives, else the day or month (``YYYY-MM``)
    that its folders give: ``2023/02/28/a.txt``, ``2023-02-28/a.txt``; else empty.

    A folder counts only if its whole name is a date: ``backup-2024-05-01`` is the day of a copy.
    """
    parts = PurePath(path.replace("\\", "/")).parts
    if not parts:
        return ""
    stem = parts[-1].split(".htm")[0] if ".htm" in parts[-1] else PurePath(parts[-1]).stem
    if not _OF_A_CAMERA.match(stem):
        for found in (
            _NAME_BEGINS.match(stem),
            _NAME_ENDS.fullmatch(stem),
            _DAY_FIRST.fullmatch(stem),
        ):
            if found and (day := _checked(found)):
                return day
    return _of_folders(parts[:-1])


def year_in_address(url: str, path: str) -> str:
    """Return the only year that the address, else the folders, name: ``/2023/``; else empty."""
    for text in (_path_of(url), str(PurePath(path).parent)):
        named = set(_YEAR_PART.findall(text))
        if len(named) == 1:
            return str(named.pop())
    return ""


def _of_folders(folders: tuple[str, ...]) -> str:
    for last in range(len(folders), 0, -1):
        for first in (last - 3, last - 2, last - 1):
            if first < 0:
                continue
            found = _FOLDER.fullmatch("-".join(folders[first:last]))
            if found and (day := _checked(found)):
                return day
    return ""


def _path_of(url: str) -> str:
    """Return the path of an address; the query has numbers of all kinds."""
    try:
        return unquote(urlsplit(url).path)
    except ValueError:
        return ""


def _checked(found: re.Match[str], oldest: int = 0) -> str:
    parts = found.groupdict()
    year = int(parts["y"]) if len(parts["y"]) == 4 else 2000 + int(parts["y"])
    month, day = int(parts["m"]), int(parts.get("d") or 0)
    if year < oldest or not in_sense(year, month, day or 1):
        return ""
    return f"{year}-{month:02}" + (f"-{day:02}" if day else "")
