"""A next shift, and a handover offered to it, through the office's own pages."""

from __future__ import annotations

from projections.duty import DUTY

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
