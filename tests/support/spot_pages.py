"""Desks below the office with a duty phone each, and a round of spot checks begun and asked through its pages."""

from __future__ import annotations

from uuid import UUID

from desk.access import Role
from desk.network import RegisterUnit, register_unit
from domain.unit import UnitProfile
from domain.words import Tier, UnitKind
from projections.spot_checks import SPOT_CHECKS

TOWNS = (
    *("青石镇", "白沙街道", "云岭乡", "清溪镇", "滨江街道", "万和镇", "双桥镇", "石门乡", "柳河镇"),
    *("东湖街道", "西山镇", "南坪镇", "北关街道", "金沙镇", "银杏乡", "桃园镇", "松林乡", "大坝镇"),
    *("小河镇", "高坪镇"),
)


def twenty_towns(office):
    """Each with its number, 0100-5550000 and so on."""
    for n, name in enumerate(TOWNS):
        profile = UnitProfile(
            name=name,
            short_name=name,
            tier=Tier.TOWNSHIP,
            kind=UnitKind.GOVERNMENT,
            parent=office.county,
            duty_phone=f"0100-55500{n:02}",
        )
        office.do(register_unit, RegisterUnit(profile=profile, effective=office.clock.at))


def a_phone(web, unit, number="0100-6660001"):
    """On the register; it stays the town it is."""
    chief = web.browser(Role.SECTION_CHIEF)
    told = {"tier": "township", "kind": "government", "parent": web.county, "name": "青石镇"}
    sent = chief.submit(f"/register/units/{unit}", **told, duty_phone=number)
    assert sent.status_code == 303, sent.text


def a_round(web, page, **fields):
    """Of the town alone, by phone, unless `fields` say otherwise. The round's id."""
    a_phone(web, web.town)
    sent = page.submit("/spot-checks", **({"method": "phone", "kind": "all"} | fields))
    assert sent.status_code == 303, sent.text
    return UUID(sent.headers["location"].rsplit("/", 1)[-1])


def a_checked_town(web, page):
    """A round that asks it, and the link on its own screen."""
    check = a_round(web, page)
    return {"check": check, "screen": web.vault.unit_links.issue(web.town, web.clock.at)}


def press(page, check, unit, key, step="check", **fields):
    return page.submit(f"/spot-checks/{check}/{key}", unit=unit, step=step, **fields)


def unit_of(web, check, unit):
    row = web.running.boards.read(lambda follower: follower.rows[SPOT_CHECKS.name].get(check))
    return next(one for one in row.check.units if one.unit == unit)
