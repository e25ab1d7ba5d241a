"""A next shift, and a handover offered to it, through the office's own pages."""

from __future__ import annotations

from uuid import uuid4

from desk.access import Role
from desk.channels import ReportBreakdown, report_breakdown
from escalation.sending_record import acting
from projections.duty import DUTY
from tests.support.doing import done_and_shown

ZHOU_PIN, RELIEF_PIN = "290417", "771204"
NEXT = {"starts": "2026-11-25 09:00", "ends": "2026-11-26 09:00"}


def shifts_of(web):
    rows = web.running.boards.read(lambda follower: list(follower.rows[DUTY.name].values()))
    return sorted(rows, key=lambda one: one.starts)


def next_shift(web, who, *, lead):
    """Set by `who`; the shift that answers now, and the one that comes after it."""
    assert who.submit("/shift", **NEXT, lead_officer=str(lead)).status_code == 303
    return [one.id for one in shifts_of(web)][:2]


def offer(web, who, relief, **fields):
    sent = {"person": str(web.people["周敏"]), "remarks": "二号传真机缺纸", "phone": "fine"}
    return who.submit(f"/handover/{relief}/offer", **(sent | fields))


def two_shifts(web):
    """周敏's page, with a next shift of which 无职 is the lead officer; both have a PIN."""
    chief = web.account(Role.SECTION_CHIEF, on_shift=True)
    web.zhou_page = web.browser_of(chief)
    relief = web.people["无职"]
    account = web.new_account([Role.DUTY_OFFICER], person=relief, login="jieban")
    zhou = web.new_account([Role.DUTY_OFFICER], person=web.people["周敏"], login="zhou-min")
    web.vault.pins.set(zhou.id, ZHOU_PIN)
    web.vault.pins.set(account.id, RELIEF_PIN)
    web.outgoing, web.relief = next_shift(web, web.zhou_page, lead=relief)
    return web


def answer(web, what, **fields):
    sent = {"outgoing": str(web.outgoing), "person": str(web.people["无职"])} | fields
    return web.zhou_page.submit(f"/handover/{web.relief}/{what}", **sent)


def sign(web, side, name, pin):
    return answer(web, "signature", side=side, person=str(web.people[name]), pin=pin)


def report_breakdown_of(web, channel):
    """The sender puts on record that nobody is reached by it."""
    report = ReportBreakdown(channel=channel, failures=3, said="SMS 无应答", at=web.clock.at)
    done_and_shown(web, acting(uuid4()), report_breakdown, report)
