"""迟漏谎瞒报: a breach is proposed with its evidence, never asserted, and can be withdrawn."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain.deadline import Deadline, Standing
from domain.kernel import Event, Value, name_id
from domain.rule import Bindingness
from domain.times import Basis
from domain.verdict import (
    BreachAlleged,
    BreachCirculated,
    BreachDecided,
    ConsequenceRecorded,
    DecisionRevoked,
    StatementRecorded,
)


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


class Ground(StrEnum):
    """What a suspicion rests on, each with its evidence."""

    NEVER_REPORTED = "never_reported"  # 他处已知，宽限已过，仍未报告
    ELEMENT_MISSING = "element_missing"  # 应报要素始终未报
    BELOW_KNOWN = "below_known"  # 所报数字低于本单位此前已知
    BELOW_TRUTH = "below_truth"  # 所报数字低于当时实际，且从未自行更正
    TOLD_UNTRUE = "told_untrue"  # 已认定所报不实
    TIME_AGREED = "time_agreed"  # 报告时间系商定
    LEVEL_UNDERSTATED = "level_understated"  # 所报等级低于其所报数字
    DECIDED_NOT_TO_REPORT = "decided_not_to_report"  # 知情、逾期，且决定或实际不报
    EVIDENCE_ALTERED = "evidence_altered"  # 知情、逾期，且毁灭、伪造证据
    OBSTRUCTED = "obstructed"  # 授意或者阻碍报告
    FOUND_OUT_BY_OTHERS = "found_out_by_others"  # 知情、逾期未报，被他人发现
    VICTIMS_FOUND_OUT = "victims_found_out"  # 所报之外的伤亡被他人查出


class BreachSuspected(Event):
    """疑似: for people to judge. Asked about one unit and one kind there is one, with all its grounds.

    `deadline`, `rule`: the duty that was not done, where a clock tells it.
    """

    TOPIC = "breach.suspected"
    incident: UUID
    obligor: UUID
    recipient: UUID | None
    kind: BreachKind
    grounds: tuple[Ground, ...]
    deadline: UUID | None
    rule: str
    evidence: tuple[UUID, ...]
    on_assumption: bool


Charge = BreachProposed | BreachSuspected
AnyCharge = Charge | BreachAlleged


class BreachWithdrawn(Event):
    """What it rested on does not stand any more."""

    TOPIC = "breach.withdrawn"


class Breach(Value):
    """What is charged, one of three ways, and what people said and decided about it."""

    proposed: BreachProposed | None = None
    suspected: BreachSuspected | None = None
    alleged: BreachAlleged | None = None
    withdrawn: bool = False
    statements: tuple[StatementRecorded, ...] = ()
    decision: BreachDecided | None = None
    changed_since: bool = False  # what it rested on changed after it was decided
    consequences: tuple[ConsequenceRecorded, ...] = ()
    circulated: tuple[BreachCirculated, ...] = ()

    @property
    def charge(self) -> AnyCharge:
        charge = self.proposed or self.suspected or self.alleged
        assert charge is not None
        return charge


def evolve(breach: Breach | None, happened: Event) -> Breach:
    if type(happened) in CHARGES:
        return _charged(breach, happened)
    if breach is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no breach's, or comes before any charge")
    return replace(breach, **CHANGES[type(happened)](breach, happened))


CHARGES: dict[type[Event], str] = {
    BreachProposed: "proposed",
    BreachSuspected: "suspected",
    BreachAlleged: "alleged",
}


def _charged(breach: Breach | None, happened: Event) -> Breach:
    """A charge that is made anew keeps what people said of it."""
    before = breach or Breach()
    charge: dict[str, Any] = {CHARGES[type(happened)]: happened}
    decided = before.decision is not None
    return replace(before, withdrawn=False, changed_since=decided, **charge)


CHANGES: dict[type[Event], Callable[[Breach, Any], dict[str, Any]]] = {
    BreachWithdrawn: lambda b, _: {"withdrawn": True, "changed_since": b.decision is not None},
    StatementRecorded: lambda b, e: {"statements": (*b.statements, e)},
    BreachDecided: lambda _, e: {"decision": e, "changed_since": False},
    DecisionRevoked: lambda _b, _e: {"decision": None},
    ConsequenceRecorded: lambda b, e: {"consequences": (*b.consequences, e)},
    BreachCirculated: lambda b, e: {"circulated": (*b.circulated, e)},
}


def breach_id(charge: Charge) -> UUID:
    """The occasion is the clock: one clock, one verdict. Of what is suspected, the unit and the kind."""
    who: tuple[object, ...] = (charge.obligor, charge.kind)
    if isinstance(charge, BreachProposed):
        who = (charge.obligor, charge.recipient, charge.kind, charge.deadline)
    return name_id(charge.incident, "breach", *who)


def propose(breach: Breach | None, proposal: Charge) -> list[Event]:
    """Asked again with the same facts, nothing; with others, the new proposal stands."""
    if breach is None or breach.withdrawn:
        return [proposal]
    return [] if breach.charge == proposal else [BreachWithdrawn(), proposal]


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
    return verdict(breach, late_breach(id, deadline) if is_real_life else None)


def verdict(breach: Breach | None, charge: Charge | None) -> list[Event]:
    """What speaks for it now is proposed; what nothing speaks for any more is withdrawn."""
    if charge:
        return propose(breach, charge)
    return withdraw(breach) if breach else []


def late_breach_id(id: UUID, deadline: Deadline) -> UUID:
    """Where the breach of this clock stands, whether or not there is one."""
    terms = deadline.terms
    who = (terms.reporting_entity, terms.recipient, BreachKind.LATE, id)
    return name_id(terms.incident, "breach", *who)
