"""Who a new office is, as whoever runs `shoubao init` says it: checked before anything is made."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import ClassVar

from api.cli import asking
from api.settings import LOOPBACK
from api.tls.hosts import Host, host_of
from desk.founding import Charter, shipped_presets
from domain.kernel import Refused
from domain.unit import UnitProfile
from domain.words import Tier, UnitKind

SIX_DIGITS = re.compile(r"[1-9][0-9]{5}", re.ASCII)
PROVINCES = frozenset(
    code
    for first, last in (
        (11, 15),
        (21, 23),
        (31, 37),
        (41, 46),
        (50, 54),
        (61, 65),
        (71, 71),
        (81, 82),
    )
    for code in range(first, last + 1)
)
QUESTION = "各电脑访问本机所用的名称或地址，空格分隔"
UPWARDS = (Tier.TOWNSHIP, Tier.COUNTY, Tier.CITY, Tier.PROVINCE, Tier.CENTRAL)


class RegionUnknown(Refused):
    """行政区划代码应为 GB/T 2260 的六位数字"""

    EN: ClassVar[str] = "A region code is six digits of GB/T 2260"


class NoGovernment(Refused):
    """这一层级没有人民政府；值班室设在乡镇及以上"""

    EN: ClassVar[str] = (
        "There is no government of this tier; a duty office stands at a township or above"
    )


class PresetUnknown(Refused):
    """没有这套地方规则"""

    EN: ClassVar[str] = "There are no such local rules"


class NothingAbove(Refused):
    """这一层级的机关没有上级人民政府"""

    EN: ClassVar[str] = "No government stands above an office of this tier"


class HostMissing(Refused):
    """请用 --host-name 写明各电脑怎样访问本机"""

    EN: ClassVar[str] = "Say with --host-name how the PCs reach this machine"


def charter_of(
    name: str, short_name: str, region: str, tier: Tier | None, presets: Sequence[str] | None
) -> Charter:
    """Raises Unsaid, RegionUnknown, NoGovernment, PresetUnknown."""
    full = asking.word(name, "--name", "机关全称")
    short = asking.word(short_name, "--short-name", "简称")
    code = _region(asking.word(region, "--region", "行政区划代码（六位）"))
    rung = Tier(asking.one_of(tier, UPWARDS, "--tier", "层级"))
    if rung not in UPWARDS:
        raise NoGovernment(rung.value)
    chosen = _presets(presets)
    profile = UnitProfile(
        name=full, short_name=short, tier=rung, kind=UnitKind.GOVERNMENT, region_code=code
    )
    return Charter(region_code=code, profile=profile, presets=chosen)


def upper_of(tier: Tier, name: str) -> UnitProfile | None:
    """The government one tier up. Raises NothingAbove."""
    higher = UPWARDS[UPWARDS.index(tier) + 1 :]
    full = asking.word_or_nothing(name, "上级人民政府全称（没有则回车）") if higher or name else ""
    if not full:
        return None
    if not higher:
        raise NothingAbove(tier.value)
    return UnitProfile(name=full, short_name=full, tier=higher[0], kind=UnitKind.GOVERNMENT)


def hosts_of(names: Sequence[str] | None, plain_http: bool) -> list[Host]:
    """Under which names the office is reached, its own loopback always among them.

    Raises HostMissing, HostNotUnderstood.
    """
    said = names or asking.word_or_nothing("", QUESTION).split()
    if not said and not plain_http:
        raise HostMissing
    hosts = [host_of(name) for name in (*said, *LOOPBACK)]
    return list(dict.fromkeys(hosts))


def _region(code: str) -> str:
    if not SIX_DIGITS.fullmatch(code) or int(code[:2]) not in PROVINCES:
        raise RegionUnknown(code)
    return code


def _presets(given: Sequence[str] | None) -> tuple[str, ...]:
    shipped = shipped_presets()
    chosen = given or asking.word_or_nothing("", f"地方规则，空格分隔：{' '.join(shipped)}").split()
    for name in chosen:
        if name not in shipped:
            raise PresetUnknown(name, *shipped)
    return tuple(dict.fromkeys(chosen))
