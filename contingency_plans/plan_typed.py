"""登记册里的写法: full width and half width, Chinese numerals, brackets of every kind, read as one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]"
)
BETWEEN_HAN = re.compile(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])")
ROUND = str.maketrans("〔［【｛〈﹝[{（〕］】｝〉﹞]}）", "(((((((((" + ")))))))))")
NOUGHTS = "〇○◯ΟОΟοоOo零０"  # Han, circles, Greek and Cyrillic letters: all are typed for nought
DIGITS = {
    **dict.fromkeys(NOUGHTS, "0"),
    **dict(zip("一二三四五六七八九", "123456789", strict=True)),
}
TEN, TWENTY, THIRTY = "十", "廿", "卅"
HAN_NUMBER = re.compile(rf"[{NOUGHTS}一二三四五六七八九十廿卅]+")


def plain(text: str) -> str:
    """One line, half width, nothing unseen; 突发 事件 without its space."""
    seen = UNSEEN.sub(" ", unicodedata.normalize("NFKC", text))
    return BETWEEN_HAN.sub("", " ".join(seen.split()))


def seen(text: str) -> str:
    """One line as it was typed, without what nobody sees."""
    return BETWEEN_HAN.sub("", " ".join(UNSEEN.sub(" ", text).split()))


@lru_cache(maxsize=16_384)
def key(text: str) -> str:
    """Two cells mean the same when their keys are equal."""
    return "".join(plain(text).split()).translate(ROUND).casefold()


def han_digits(text: str) -> str:
    """二○一○ is 2010: digit by digit."""
    return "".join(DIGITS.get(one, one) for one in text)


def han_number(text: str) -> str:
    """二十六 is 26, 十一 is 11; what has no ten in it is read digit by digit."""
    tens, found, ones = text.replace(TWENTY, "二十").replace(THIRTY, "三十").partition(TEN)
    if not found:
        return han_digits(text)
    return f"{han_digits(tens) or '1'}{han_digits(ones) or '0'}"
