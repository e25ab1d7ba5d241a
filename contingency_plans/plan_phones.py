"""预案里的电话: the numbers a text names and the roles it wants reached, against those that are known."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Set
from typing import NamedTuple

from contingency_plans.plan_text import PlanText

# A mobile number, or a fixed one with or without its area code; an extension is not part of it.
NUMBER = re.compile(r"(?<![\d-])(1[3-9]\d{9}|(?:0\d{2,3}[-—－ ]?)?[2-8]\d{6,7})(?![\d-]?\d)")
FULL_WIDTH = str.maketrans("０１２３４５６７８９－—", "0123456789--")
LOCAL_DIGITS, WORDS_KEPT = 7, 12


class PhoneNamed(NamedTuple):
    """`who`: the words before the number, as they stand on its line."""

    who: str
    number: str


class PhoneGap(NamedTuple):
    """A number that nobody of the network has; or, without one, a role nobody's phone is known of."""

    who: str
    number: str


def numbers_in(text: str) -> tuple[PhoneNamed, ...]:
    """Each once, in the order of the text."""
    found = (named for line in text.translate(FULL_WIDTH).splitlines() for named in _on(line))
    return tuple(dict.fromkeys(found))


def digits(number: str) -> str:
    return re.sub(r"\D", "", number.translate(FULL_WIDTH))


def phone_gaps(
    text: PlanText | None,
    named: Iterable[PhoneNamed],
    reach: Callable[[str], bool],
    known: Set[str],
) -> tuple[PhoneGap, ...]:
    """`reach`: whether a role's phone is known; `known`: the digits of every number of the network."""
    roles = text.roles if text else ()
    unreached = [PhoneGap(o.name, "") for o in roles if o.phone_role and not reach(o.phone_role)]
    stale = [PhoneGap(one.who, one.number) for one in named if not is_known(one.number, known)]
    return tuple(dict.fromkeys((*unreached, *stale)))


def is_known(number: str, known: Set[str]) -> bool:
    """With or without an area code it is the same number."""
    asked = digits(number)
    return asked in known or any(_same_end(asked, one) for one in known)


def _same_end(one: str, other: str) -> bool:
    """A mobile number is whole; of fixed ones the shorter may lack its area code."""
    shorter, longer = sorted((one, other), key=len)
    lacks_area = len(shorter) >= LOCAL_DIGITS and longer.startswith("0") and shorter[0] != "0"
    return lacks_area and longer.endswith(shorter) and len(longer) - len(shorter) in (3, 4)


def _on(line: str) -> Iterable[PhoneNamed]:
    begin = 0
    for match in NUMBER.finditer(line):
        words = re.sub(r"[\s|:：,，、;；()（）]+", " ", line[begin : match.start()]).strip()
        yield PhoneNamed(words[-WORDS_KEPT:], match[1])
        begin = match.end()
