"""Whose dossier it is: an officer takes along what belongs to a shift of their own, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from api.dossiers.asked import AskedFor, Chosen
from api.running import Running
from desk.access import Action, Caller, NotAllowed, Role
from domain.dossier import DossierKind
from domain.shift import Seat

ANYTHING = frozenset({Role.DUTY_LEADER, Role.SECTION_CHIEF, Role.AUDITOR})


def require_theirs(running: Running, caller: Caller, chosen: Chosen) -> None:
    """Raises NotAllowed."""
    if not (ANYTHING & set(caller.roles) or _is_theirs(running, caller, chosen)):
        raise NotAllowed(Action.EXPORT_DOSSIER, hidden=False)


def may_ask(caller: Caller, asked: AskedFor) -> bool:
    """Whether to offer it at all: a period is nobody's own."""
    return bool(ANYTHING & set(caller.roles)) or asked.kind is not DossierKind.PERIOD


def _is_theirs(running: Running, caller: Caller, chosen: Chosen) -> bool:
    if chosen.asked.kind is DossierKind.PERIOD or caller.person is None:
        return False
    return any(seat.person == caller.person for seat in _seats(running, chosen))


def _seats(running: Running, chosen: Chosen) -> Iterator[Seat]:
    """Of the shift itself; of an incident, of the shifts in which it was opened."""
    shifts = running.desk.register().duty
    if chosen.file:
        at = chosen.file.opened.recorded_at
        for _, planned in shifts.between(at, at + timedelta(microseconds=1)):
            yield from planned.seats
    elif chosen.asked.id and (own := shifts.shifts.get(chosen.asked.id)):
        yield from own.seats
