"""下一步: whom to ring now about an incident, which number, and by when: three lines and no more."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from domain.deadline import Deadline, Standing
from domain.dial import DialOutcome, DialPurpose
from projections.dials import DialLine

UNANSWERED_MAX = 2  # a leader rung so often in vain does not hold up the report


class Step(NamedTuple):
    """`tried`: how often in vain; `reached` None: nobody yet; `start` gives the due time its day.

    `ringing`: a dial that has no outcome yet, stamped at `stamped`.
    """

    purpose: DialPurpose
    person: UUID | None
    unit: UUID | None
    number: str
    due_at: datetime | None
    start: datetime | None
    tried: int
    reached: datetime | None
    ringing: UUID | None
    stamped: datetime | None


def next_steps(
    clocks: Iterable[Deadline],
    dials: Iterable[DialLine],
    *,
    office: UUID,
    leaders: Iterable[tuple[UUID, str]],
    phone_of: Callable[[UUID], str],
) -> tuple[Step, ...]:
    """The leader, then whom our office still owes a report by word, the strictest first; each once."""
    placed = tuple(dials)
    owed = sorted((one for one in clocks if _ours(one, office)), key=_due)
    first = owed[0] if owed else None
    steps = [*_leader(placed, leaders, first), *_upward(owed, placed, phone_of)]
    return tuple(steps[:3])


def _ours(deadline: Deadline, office: UUID) -> bool:
    terms = deadline.terms
    standing = deadline.standing in (Standing.RUNNING, Standing.RAN_OUT)
    return standing and not deadline.excused and terms.reporting_entity == office


def _due(deadline: Deadline) -> datetime:
    return deadline.due_at


def _leader(
    dials: tuple[DialLine, ...], leaders: Iterable[tuple[UUID, str]], first: Deadline | None
) -> Iterator[Step]:
    for person, number in list(leaders)[:1]:
        own = [one for one in dials if one.person == person]
        yield _step(DialPurpose.LEADER, own, number, first, person=person)


def _upward(
    owed: Iterable[Deadline], dials: tuple[DialLine, ...], phone_of: Callable[[UUID], str]
) -> Iterator[Step]:
    seen: set[UUID] = set()
    for deadline in owed:
        unit = deadline.terms.recipient
        if unit not in seen:
            seen.add(unit)
            own = [one for one in dials if one.unit == unit]
            yield _step(DialPurpose.UPWARD, own, phone_of(unit), deadline, unit=unit)


def _step(
    purpose: DialPurpose,
    dials: list[DialLine],
    number: str,
    deadline: Deadline | None,
    *,
    person: UUID | None = None,
    unit: UUID | None = None,
) -> Step:
    answered = [one.ended for one in dials if one.outcome is DialOutcome.ANSWERED and one.ended]
    ringing = next((one for one in reversed(dials) if one.outcome is None), None)
    return Step(
        purpose=purpose,
        person=person,
        unit=unit,
        number=number,
        due_at=deadline.due_at if deadline else None,
        start=deadline.start.earliest if deadline else None,
        tried=sum(one.outcome not in (None, DialOutcome.ANSWERED) for one in dials),
        reached=answered[-1] if answered else None,
        ringing=ringing.id if ringing else None,
        stamped=ringing.dialled if ringing else None,
    )
