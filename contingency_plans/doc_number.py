"""文号: what number an issued text bears, however it was typed: 〔2018〕96号, 【2023】7号, (2011)65号, 〔202115, 濮经开202157."""

from __future__ import annotations

import re
from typing import NamedTuple

from contingency_plans.plan_flags import PlanFlag
from contingency_plans.plan_typed import NOUGHTS, ROUND, han_digits, plain

AS_FOUND = re.compile(r"\(原文[:]?[“\"'‘「]?(?P<found>.+?)[”\"'’」]?\)$")
YEAR = r"(?:19[5-9]\d|20\d\d)"
NUMBER = re.compile(
    rf"(?P<issuer>[^\d()]*?)(?P<open>\(?)(?P<year>{YEAR})年?(?P<shut>\)?)(?P<nth>第?)(?P<number>\d{{1,5}})(?P<end>号?)"
)
WHOLE = re.compile(rf"(?P<issuer>[^\d()]*)\((?P<year>{YEAR})\)第?(?P<number>\d{{1,5}})号")
ORDER = re.compile(r"[^\d()]*(?:令|公告)(?:\(?(?:19|20)\d\d年?\)?)?第?\d{1,5}号")  # 市政府令第123号
HAN_YEAR = re.compile(rf"(?<=\()[{NOUGHTS}一二三四五六七八九]{{4}}(?=\))")
NOTHING = frozenset({"", "无", "无文号", "没有", "-", "—", "/", "none", "暂无", "不详", "未知"})


class DocNumber(NamedTuple):
    """`text` "" where none was understood; `found` as it stood there."""

    text: str
    found: str
    flag: PlanFlag | None = None


class NumberNamed(NamedTuple):
    """A number in the midst of words: `before` ends with the issuer's signs."""

    before: str
    year: str
    number: str
    at: int


def read_number(cell: str) -> DocNumber:
    """A number that lacks something is completed and flagged; other brackets alone are none of our business."""
    typed = cell.strip()
    line = _plain(typed)
    if line.casefold() in NOTHING:
        return DocNumber("", "")
    if noted := AS_FOUND.search(plain(typed)):
        return _noted(plain(typed)[: noted.start()].strip(), noted["found"])
    found = NUMBER.fullmatch(line)
    if found is None:
        named = ORDER.fullmatch(line)
        return DocNumber(plain(typed), typed) if named else _unread(typed)
    lacking = not (found["open"] and found["shut"] and found["end"] and found["issuer"])
    text = _written(found["issuer"], found["year"], found["number"])
    return DocNumber(text, typed, PlanFlag.NUMBER_MENDED if lacking else None)


def numbers_named(words: str) -> list[NumberNamed]:
    """Every whole number in a sentence, in order."""
    line = _plain(words)
    return [
        NumberNamed(one["issuer"], one["year"], one["number"].lstrip("0"), one.start())
        for one in WHOLE.finditer(line)
    ]


def year_of(number: str) -> int | None:
    found = WHOLE.search(_plain(number))
    return int(found["year"]) if found else None


def names(said: NumberNamed, number: str) -> bool:
    """Whether what a sentence names is this number; one without its issuer is nobody's."""
    known = WHOLE.fullmatch(_plain(number))
    if known is None or not known["issuer"]:
        return False
    same = (known["year"], known["number"].lstrip("0")) == (said.year, said.number)
    return same and said.before.endswith(known["issuer"])


def _noted(before: str, found: str) -> DocNumber:
    """Somebody has mended it in the sheet already, and says how it was."""
    mended = read_number(before)
    return DocNumber(mended.text, found, PlanFlag.NUMBER_MENDED)


def _unread(typed: str) -> DocNumber:
    return DocNumber("", typed, PlanFlag.NUMBER_UNREAD)


def _written(issuer: str, year: str, number: str) -> str:
    return f"{issuer}〔{year}〕{number.lstrip('0') or '0'}号"


def _plain(text: str) -> str:
    """Round brackets, no spaces, the year in figures."""
    line = "".join(plain(text).translate(ROUND).split())
    return HAN_YEAR.sub(lambda year: han_digits(year[0]), line)
