"""迟漏谎瞒报: a breach is proposed with its evidence, never asserted, and can be withdrawn."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from msgspec.structs import replace

from domain.deadline import Deadline, Standing
from domain.kernel import Event, Value, name_id
from domain.rule import Bindingness
from domain.times import Basis


class BreachKind(StrEnum):
    """What kind. Only `late` is arithmetic; the others are for people to judge."""

    LATE = "late"  # 迟报
    OMITTED = "omitted"  # 漏报
    FALSE = "false"  # 谎报
    CONCEALED = "concealed"  # 瞒报


class BreachProposed(Event):
    """`obligor`: the reporting entity in the findings' word. `evidence`: streams that show it."""

    TOPIC = "breach.proposed"
    incident: UUID
    obligor: UUID
    recipient: UUID
    kind: BreachKind
    deadline: UUID
    minutes_late: int
    rule: str
    evidence: tuple[UUID, ...]
    on_assumption: bool  # it rests on a starting time that somebody inferred


class BreachWithdrawn(Event):
    """What it rested on does not stand any more."""

    TOPIC = "breach.withdrawn"


class Breach(Value):
    proposed: BreachProposed
    withdrawn: bool = False


def evolve(breach: Breach | None, happened: Event) -> Breach:
    match happened:
        case BreachProposed():
            return Breach(proposed=happened)
        case BreachWithdrawn() if breach:
            return replace(breach, withdrawn=True)
    raise TypeError(f"{happened!r} is no breach's, or comes before any proposal")


def breach_id(proposed: BreachProposed) -> UUID:
    """The occasion is the clock: one clock, one verdict."""
    who = (proposed.obligor, proposed.recipient, proposed.kind, proposed.deadline)
    return name_id(proposed.incident, "breach", *who)


def propose(breach: Breach | None, proposal: BreachProposed) -> list[Event]:
    """Asked again with the same facts, nothing; with others, the new proposal stands."""
    if breach is None or breach.withdrawn:
        return [proposal]
    return [] if breach.proposed == proposal else [BreachWithdrawn(), proposal]


def withdraw(breach: Breach) -> list[Event]:
    return [] if breach.withdrawn else [BreachWithdrawn()]


def late_breach(id: UUID, deadline: Deadline) -> BreachProposed | None:
    """A late report under a binding rule that was seen. Running out alone accuses nobody."""
    met_by = deadline.met_by
    return _lateness(id, deadline, met_by) if met_by and _accuses(deadline) else None


def _lateness(id: UUID, deadline: Deadline, met_by: UUID) -> BreachProposed:
    terms = deadline.terms
    return BreachProposed(
        incident=terms.incident,
        obligor=terms.reporting_entity,
        recipient=terms.recipient,
        kind=BreachKind.LATE,
        deadline=id,
        minutes_late=deadline.seconds_late // 60,
        rule=terms.rule,
        evidence=(id, met_by),
        on_assumption=deadline.start.basis is Basis.INFERRED,
    )


def _accuses(deadline: Deadline) -> bool:
    binding = deadline.terms.bindingness is Bindingness.SHALL and deadline.terms.confirmed
    late = deadline.standing is Standing.MET and deadline.seconds_late > 0
    return binding and late and not deadline.uncounted and not deadline.excused


def late_verdict(
    id: UUID, deadline: Deadline, breach: Breach | None, *, is_real_life: bool = True
) -> list[Event]:
    """What happens to the breach of this clock, as its facts stand now.

    What never happened was owed by nobody, and a merged incident's lateness is told by its survivor.
    """
    proposal = late_breach(id, deadline) if is_real_life else None
    if proposal:
        return propose(breach, proposal)
    return withdraw(breach) if breach else []


def late_breach_id(id: UUID, deadline: Deadline) -> UUID:
    """Where the breach of this clock stands, whether or not there is one."""
    terms = deadline.terms
    who = (terms.reporting_entity, terms.recipient, BreachKind.LATE, id)
    return name_id(terms.incident, "breach", *who)
