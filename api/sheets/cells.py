"""What one cell says: text as typed, and what a phone, a day or a word of a closed list is meant by it."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from enum import Enum
from functools import cache, lru_cache
from typing import Any, TypeVar

from api.languages import LANGUAGES, word_of
from api.typed import WORD_CHARS_MAX
from desk.register import SHANGHAI

Member = TypeVar("Member", bound=Enum)
Taken = TypeVar("Taken")

HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}
CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ufffe\uffff]")  # and what no sheet can hold
UNSEEN = re.compile("[\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]")
BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
NOTHING = frozenset({"无", "没有", "-", "—", "/", "none"})

MOBILE = re.compile(r"(?:\+?86)?1[3-9][0-9]{9}")
FIXED = re.compile(
    r"(?:\(?0[0-9]{2,3}\)?-?)?[2-9][0-9]{6,7}(?:(?:-|转|x|#)[0-9]{1,6})?"
    r"|[48]00-?[0-9]{3}-?[0-9]{4}"
    r"|[1-9][0-9]{2,5}"  # inside the house, 110, 12345
)
PHONES_BETWEEN = re.compile(r"[/、,;\n]+")
DAY = re.compile(
    r"((?:19|20)[0-9]{2})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?"
    r"(?: ([0-9]{1,2}):([0-9]{2})(?::[0-9]{2})?)?"
)
PACKED_DAY = re.compile(r"((?:19|20)[0-9]{2})([0-9]{2})([0-9]{2})()()")
POSTS_BETWEEN = re.compile(r"[、;；\n]+")
LINES_BETWEEN = re.compile(r"[、，,;；/\n]+")

ALIASES: dict[str, tuple[str, ...]] = {
    "Tier.unit": ("基层", "基层单位", "企业"),
    "Tier.township": ("乡镇", "街道", "乡", "镇", "镇街", "乡镇级", "乡级", "街镇"),
    "Tier.county": ("县", "区", "县级", "区县", "区级", "县市区", "区县级", "县区级"),
    "Tier.city": ("市级", "地市", "设区市", "地级市", "地市级", "州"),
    "Tier.province": ("省级", "自治区", "直辖市"),
    "Tier.central": ("国家", "国家级", "中央级"),
    "UnitKind.government": ("政府值班室", "人民政府", "政府(值班室)", "值班室"),
    "UnitKind.department": ("政府部门", "局", "委办局", "主管部门"),
    "UnitKind.enterprise": ("企业", "事业单位", "企业单位", "学校", "医院"),
    "UnitKind.outside": ("媒体", "公众", "其他"),
    "Line.work_safety": ("应急", "应急管理", "安监", "安全"),
    "Line.environment": ("环保", "环境", "环境保护"),
    "Line.health": ("卫健", "卫生", "卫计"),
    "Line.food": ("食品", "市场监管", "食药"),
    "Line.animal_disease": ("农业农村", "畜牧", "兽医"),
    "Line.natural_disaster": ("防汛", "减灾", "防灾减灾"),
    "Line.public_security": ("公安局",),
    "Line.cyber": ("网信", "网安"),
    "Line.publicity": ("宣传部",),
    "Line.desk": ("总值班室",),
}


class WrongCell(Exception):
    """Why a cell is not taken: a word of `register.wrong_…`, and what stands in its places."""

    def __init__(self, reason: str, **places: object) -> None:
        super().__init__(reason)
        self.reason, self.places = reason, places


def letter(column: int) -> str:
    """1 → A, 27 → AA."""
    above, here = divmod(column - 1, 26)
    return (letter(above) if above else "") + chr(ord("A") + here)


def clean(text: str) -> str:
    """One line without what nobody sees, 杜　胜 as 杜胜; the characters stay as they were typed."""
    seen = CONTROL.sub(" ", UNSEEN.sub("", text))
    return BETWEEN_HAN.sub("", " ".join(seen.split()))


def half_width(text: str) -> str:
    return text.translate(HALF_WIDTH)


@lru_cache(maxsize=65_536)
def key(text: str) -> str:
    """Two cells mean the same if their keys are equal: 中石化（集团） and 中石化 (集团)."""
    return "".join(half_width(clean(text)).split()).casefold()


def word(text: str) -> str:
    """A name or a post. Raises WrongCell."""
    typed = clean(text)
    if len(typed) > WORD_CHARS_MAX:
        raise WrongCell("long", most=WORD_CHARS_MAX)
    return typed


def is_nothing(text: str) -> bool:
    """Blank is unknown; 无 says that there is none."""
    return key(text) in NOTHING


def or_nothing(nothing: Taken, parse: Callable[[str], Taken]) -> Callable[[str], Taken]:
    return lambda text: nothing if is_nothing(text) else parse(text)


def phones(text: str) -> str:
    """One number or several. Raises WrongCell."""
    numbers = several(half_width(text), PHONES_BETWEEN) or [text]
    return word("/".join(map(_phone, numbers)))


def _phone(text: str) -> str:
    """Mobile numbers lose their dashes: 139-0000-0001."""
    typed = re.sub(r"[—–－]+", "-", text).replace(" ", "").removesuffix(".0")
    if MOBILE.fullmatch(unbroken := typed.replace("-", "")):
        return unbroken
    if not FIXED.fullmatch(typed):
        raise WrongCell("phone", typed=typed[:40])
    return typed


def phone_key(text: str) -> str:
    """The same number, however it is broken up."""
    return re.sub(r"[-()—]|(?<=\d)\.0$", "", key(text))


def digits(text: str) -> str:
    """A region code. Raises WrongCell."""
    typed = re.sub(r"\.0$", "", half_width(clean(text)))
    if not re.fullmatch(r"\d{2,12}", typed, re.ASCII):
        raise WrongCell("digits", typed=typed[:40])
    return typed


def day(text: str) -> datetime:
    """Beijing's midnight, unless an hour is given. Raises WrongCell."""
    typed = half_width(clean(text))
    found = DAY.fullmatch(typed) or PACKED_DAY.fullmatch(typed)
    try:
        if found is None:
            raise ValueError
        year, month, at, hour, minute = (int(part or 0) for part in found.groups())
        local = datetime(year, month, at, hour, minute, tzinfo=SHANGHAI)
    except ValueError:
        raise WrongCell("day", typed=typed[:40]) from None
    return local.astimezone(UTC)


def several(text: str, separators: re.Pattern[str] = POSTS_BETWEEN) -> list[str]:
    return [part for part in (clean(one) for one in separators.split(text)) if part]


def term(text: str, terms: type[Member]) -> Member:
    """A member of a closed list, by its word in either language or by its identifier. Raises WrongCell."""
    member: Member | None = _words(terms).get(key(text))
    if member is None:
        raise WrongCell("term", typed=clean(text)[:40], terms=tuple(terms))
    return member


@cache
def _words(terms: type[Member]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for member in terms:
        shown = (word_of(language, member) for language in LANGUAGES)
        aliases = ALIASES.get(f"{terms.__name__}.{member.value}", ())
        found |= {key(one): member for one in (member.value, *shown, *aliases)}
    return found
