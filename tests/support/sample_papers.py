"""Papers with everything on them that people type and programs choke on."""

from __future__ import annotations

from datetime import UTC, date, datetime

from projections.documents.about_incident import ON_EVERY_PAGE, STRIPE
from projections.documents.official import (
    Letter,
    Paragraph,
    Photo,
    Printed,
    Sheet,
    Told,
    Witness,
    context,
    headed,
    numbered,
)
from tests.support.photos import a_photo

AT = datetime(2026, 11, 25, 0, 20, tzinfo=UTC)
RARE = "䶮喆翀堃昇"
STRANGE = "a<b>&c {{ x }}{% y %}{# z #}\x0b\x00\u202e=1+1 \ue000𠮷"
FULL = "测" * 28 * 22 * 2
WITNESS = Witness("2026-0003", 1234, "ab" * 32)
PRINTED = Printed(
    office="临江区人民政府办公室",
    series="值班信息",
    number=numbered("值班信息", 2026, 12),
    signer="沈立群",
    secrecy="秘密",
    urgency="特急",
    readers="区委、区人大、区政府、区政协领导。",
    day=date(2026, 11, 25),
)
TOLD = Told(
    title="关于江口镇化工厂爆炸情况的报告（续报一）",
    lead="11月24日0时至24时，接报突发事件1起。",
    body=headed([("值班人员", [f"主班{RARE}"]), ("突发事件", [STRANGE, "x" * 300, FULL])]),
    addressee="江州市人民政府",
)


def a_sheet(name="bulletin", told=TOLD, photos=()):
    return Sheet(name, context(told, PRINTED, WITNESS), WITNESS.code, tuple(photos), AT)


def with_photos():
    photos = [Photo(a_photo((1200, 900)), "附图1 现场"), Photo(a_photo((300, 900)), "附图2 烟囱")]
    told = TOLD._replace(body=(Paragraph(0, "短"),))
    return a_sheet("special_report", told, photos)


def of_an_exercise():
    sheet = a_sheet("flash")
    return sheet._replace(words=sheet.words | {STRIPE: ON_EVERY_PAGE})


def a_reminder():
    """To one owner with more than a page holds, and to one with a single thing."""
    plan, law = f"《临江区防汛抗旱应急预案（{RARE}修订版）》", "国办发〔2024〕5号 第二十六条"
    rows = tuple((str(n), plan, "备案", "2026年12月14日，逾期12天", law) for n in range(1, 21))
    other = (("1", STRANGE, "演练", "2026年12月20日", law),)
    letters = (Letter("区水利局", "第1件，共2件", rows), Letter("区林业局", "第2件，共2件", other))
    told = TOLD._replace(title="关于催办应急预案有关事项的函", lead="请抓紧办理。", letters=letters)
    return a_sheet("plan_reminder", told)


def a_slip():
    more = (("leader", "沈立群"), ("given", "11月24日9时"), ("words", f"全力救人，{RARE}"))
    rows = (("青石镇", "立即疏散" * 12, "11月24日9时", "11月25日9时", ""),) * 3
    return a_sheet("instruction_slip", TOLD._replace(rows=rows, more=more))
