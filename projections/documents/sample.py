"""Papers of nobody's: what a template is tried with before it prints a real one."""

from __future__ import annotations

from datetime import UTC, date, datetime

from projections.documents.official import (
    Letter,
    Printed,
    Sheet,
    Told,
    Witness,
    context,
    headed,
    numbered,
)

AT = datetime(2026, 11, 25, 0, 20, tzinfo=UTC)
WITNESS = Witness("2026-0003", 1234, "ab" * 32)
TOLD = Told(
    title="关于江口镇化工厂爆炸的报告（续报一）",
    lead="11月24日0时至24时，接报突发事件1起。",
    body=headed([("值班人员", ["主班周敏。"]), ("领导批示", [])]),
    addressee="江州市人民政府",
    rows=(("江口镇人民政府", "疏散群众", "11月24日9时", "11月24日10时", ""),),
    letters=(
        Letter(
            "区水利局", "第1件，共2件", (("1", "《防汛应急预案》", "备案", "2026-12-14", "依据"),)
        ),
        Letter("区林业局", "第2件，共2件", ()),
    ),
    more=(("leader", "沈立群"), ("given", "11月24日9时（电话）"), ("words", "全力救人。")),
)
PRINTED = Printed(
    office="临江区人民政府",
    series="值班信息",
    number=numbered("值班信息", 2026, 12),
    signer="沈立群",
    secrecy="内部",
    urgency="特急",
    readers="区委，区人大。",
    day=date(2026, 11, 25),
)
RECORD = {
    "office": "临江区人民政府",
    "title": "交接班记录",
    "outgoing": "11月24日9时至11月25日9时：主班周敏",
    "relief": "11月25日9时至11月26日9时：主班李堃",
    "devices": "值班电话正常",
    "clock": "未校",
    "signatures": "未签字，未交接",
    "witness": WITNESS.words,
    "rows": [[str(one) for one in range(9)]],
}
RECORDS = ("handover_record", "roster")


def sample(name: str) -> Sheet:
    """For the template of this name."""
    words = RECORD if name in RECORDS else context(TOLD, PRINTED, WITNESS)
    return Sheet(name, dict(words), WITNESS.code, (), AT)
