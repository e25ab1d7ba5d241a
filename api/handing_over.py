"""What a handover's page shows: both sides, the list as it stands and as it was offered, who may break the glass."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from api.authority import deciders
from api.handover_list import items_now
from api.running import Running
from desk.access import Action
from desk.handover_list import RIVALS
from domain import handover as handovers
from domain.handover import Condition, Device, Handover, handover_id
from domain.kernel import fold
from projections.duty import DUTY, ShiftRow


def shown(running: Running, name: Callable[[UUID], str]) -> dict[str, Any]:
    """Everything the page needs. `outgoing` None: no watch has begun, and nothing is handed over."""
    shifts = running.boards.read(lambda follower: list(follower.rows[DUTY.name].values()))
    outgoing = next((one for one in shifts if one.responsible), None)
    if outgoing is None:
        return {"outgoing": None}
    now, us = running.clock().now, running.desk.register().office.unit
    relief = relief_of(outgoing, shifts, now)
    return {
        "outgoing": outgoing,
        "items": tuple(items_now(running, name)),
        "late_minutes": _late_minutes(outgoing, now),
        "devices": tuple(Device),
        "conditions": tuple(reversed(Condition)),  # what nobody tested is not fine
        "deciders": deciders(running, Action.TAKE_OVER_WATCH, (us,)),
        **_offered(running, outgoing, relief),
    }


def _offered(running: Running, outgoing: ShiftRow, relief: ShiftRow | None) -> dict[str, Any]:
    """`standing` None: nothing is offered to the next shift yet."""
    standing = standing_of(running, outgoing.id, relief.id) if relief else None
    changed = standing is not None and _changed(running, standing)
    return {"relief": relief, "standing": standing, "changed": changed}


def relief_of(outgoing: ShiftRow, shifts: Iterable[ShiftRow], now: datetime) -> ShiftRow | None:
    """The next one that is not over yet; where all are, the latest: somebody has to take it on."""
    after = sorted(
        (one for one in shifts if one.starts > outgoing.starts), key=lambda one: one.starts
    )
    return next((one for one in after if one.ends > now), after[-1] if after else None)


def standing_of(running: Running, outgoing: UUID, relief: UUID) -> Handover | None:
    history = running.log.stream(handover_id(outgoing, relief))
    return fold(handovers.evolve, None, (one.event for one in history))


def _changed(running: Running, standing: Handover) -> bool:
    return bool(running.log.rows_since(standing.offer.seq, 1, RIVALS)) and not standing.is_complete


def _late_minutes(outgoing: ShiftRow, now: datetime) -> int:
    """Since it should have been relieved; 0 while its time lasts."""
    return max(0, int((now - outgoing.until).total_seconds() // 60))
