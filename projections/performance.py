"""单位绩效: of one month what each unit owed, told in time, told late or never, as known when the month was over."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, time, timedelta
from statistics import median
from typing import NamedTuple
from uuid import UUID

from domain.breach import Breach
from domain.deadline import Deadline, Standing
from domain.rule import Bindingness, Form
from domain.times import first_of
from domain.verdict import Decision
from domain.words import Stage
from domain.working_days import BEIJING
from projections.completeness import Paper, completeness, papers_of
from projections.incident_file import IncidentFile


class Month(NamedTuple):
    """A month of Beijing time, from its first instant to that of the next."""

    first: date

    @property
    def begins(self) -> datetime:
        return datetime.combine(self.first, time(), BEIJING)

    @property
    def ends(self) -> datetime:
        return datetime.combine(self.next.first, time(), BEIJING)

    @property
    def next(self) -> Month:
        return Month((self.first + timedelta(days=31)).replace(day=1))

    @property
    def before(self) -> Month:
        return Month((self.first - timedelta(days=1)).replace(day=1))

    def __str__(self) -> str:
        return f"{self.first:%Y-%m}"


class Owed(NamedTuple):
    """One report that was due in the month, whatever rules asked for it. `lead`: whole minutes from learning of it to telling."""

    incident: UUID
    unit: UUID
    recipient: UUID
    stage: Stage
    in_time: bool
    told: bool
    lead: int | None


class Hop(NamedTuple):
    """What a unit owed one recipient at one stage."""

    recipient: UUID
    stage: Stage
    due: int
    in_time: int


class UnitMonth(NamedTuple):
    """`rate` in time of what was due; None: nothing was due. `incidents`: where each figure comes from."""

    unit: UUID
    due: int
    in_time: int
    late: int
    untold: int
    lead: float | None  # minutes, the median of the first reports
    complete: float | None  # share of the elements asked for that its papers of the month gave
    hops: tuple[Hop, ...]
    breaches: dict[str, int]  # by kind: late by arithmetic, others once confirmed
    incidents: tuple[UUID, ...]

    @property
    def rate(self) -> float | None:
        return self.in_time / self.due if self.due else None


def performance(files: Iterable[IncidentFile], month: Month) -> tuple[UnitMonth, ...]:
    """Exercises count nowhere. Units in the order of their rate, the worst first."""
    real = [file for file in files if file.incident.exercise is None]
    owed = [one for file in real for one in _owed(file, month)]
    breached = [one for file in real for one in _breached(file, month)]
    papers = [one for file in real for one in papers_of(file, month.begins, month.ends)]
    units = dict.fromkeys((*(one.unit for one in owed), *(unit for unit, _, _ in breached)))
    made = (_unit(unit, owed, breached, papers) for unit in units)
    return tuple(sorted(made, key=lambda one: (one.rate if one.due else 2.0, str(one.unit))))


def _owed(file: IncidentFile, month: Month) -> Iterator[Owed]:
    """Several rules may ask for one report: on a hop it is one, in time if it was for all of them."""
    asked: dict[tuple[object, ...], list[Deadline]] = {}
    for clock in file.deadlines.values():
        if _counts(clock):
            terms = clock.terms
            hop = (terms.reporting_entity, terms.recipient, terms.stage, terms.occasion)
            asked.setdefault(hop, []).append(clock)
    for clocks in asked.values():
        if _due_in(min(clocks, key=lambda one: one.due_at), month):
            yield _one_report(file, clocks)


def _one_report(file: IncidentFile, clocks: list[Deadline]) -> Owed:
    terms = clocks[0].terms
    told = all(one.standing is Standing.MET for one in clocks)
    return Owed(
        incident=file.id,
        unit=terms.reporting_entity,
        recipient=terms.recipient,
        stage=terms.stage,
        in_time=told and not any(one.seconds_late for one in clocks),
        told=told,
        lead=_lead(file, clocks[0]),
    )


def _counts(clock: Deadline) -> bool:
    """Binding, seen, owed still, and its time is over: a report or the due time has come."""
    terms = clock.terms
    binding = terms.bindingness is Bindingness.SHALL and terms.confirmed
    over = clock.standing in (Standing.MET, Standing.RAN_OUT)
    return binding and over and terms.form is not Form.WINDOW and not clock.uncounted


def _lead(file: IncidentFile, clock: Deadline) -> int | None:
    if clock.met_at is None or clock.terms.stage is not Stage.FIRST:
        return None
    unit = clock.terms.reporting_entity
    learned = first_of(one.learned for one in file.incident.knowledge if one.unit == unit)
    if learned is None:
        return None
    return max(0, int((clock.met_at.earliest - learned.earliest).total_seconds() // 60))


def _breached(file: IncidentFile, month: Month) -> Iterator[tuple[UUID, str, UUID]]:
    """Unit, kind and incident: a late report of the month, and what was confirmed in it."""
    late = {
        (breach.proposed.obligor, breach.proposed.recipient)
        for id, breach in file.breaches.items()
        if breach.proposed and not breach.withdrawn and _due_in(file.deadlines[id], month)
    }
    yield from ((unit, "late", file.id) for unit, _ in sorted(late, key=str))
    for breach in file.suspected.values():
        if _confirmed_in(breach, month):
            yield breach.charge.obligor, str(breach.charge.kind), file.id


def _due_in(clock: Deadline, month: Month) -> bool:
    return month.begins <= clock.due_at < month.ends


def _confirmed_in(breach: Breach, month: Month) -> bool:
    decided = breach.decision
    if decided is None or decided.decision is not Decision.CONFIRMED:
        return False
    return month.begins <= decided.decided.latest < month.ends


def _unit(
    unit: UUID,
    owed: list[Owed],
    breached: list[tuple[UUID, str, UUID]],
    papers: list[Paper],
) -> UnitMonth:
    own = [one for one in owed if one.unit == unit]
    kinds = [(kind, incident) for who, kind, incident in breached if who == unit]
    leads = [one.lead for one in own if one.lead is not None]
    told = [one for one in own if one.told]
    in_time = sum(one.in_time for one in own)
    return UnitMonth(
        unit=unit,
        due=len(own),
        in_time=in_time,
        late=len(told) - in_time,
        untold=len(own) - len(told),
        lead=median(leads) if leads else None,
        complete=completeness(one for one in papers if one.unit == unit),
        hops=_hops(own),
        breaches={
            kind: [k for k, _ in kinds].count(kind) for kind in sorted({k for k, _ in kinds})
        },
        incidents=tuple(dict.fromkeys((*(one.incident for one in own), *(i for _, i in kinds)))),
    )


def _hops(own: list[Owed]) -> tuple[Hop, ...]:
    hops = dict.fromkeys((one.recipient, one.stage) for one in own)
    return tuple(
        Hop(
            *hop,
            due=sum((one.recipient, one.stage) == hop for one in own),
            in_time=sum((one.recipient, one.stage) == hop and one.in_time for one in own),
        )
        for hop in hops
    )


class Correction(NamedTuple):
    """What turned out otherwise after a month's issue was closed."""

    unit: UUID
    before: UnitMonth | None
    after: UnitMonth | None


def corrections(
    before: tuple[UnitMonth, ...], after: tuple[UnitMonth, ...]
) -> tuple[Correction, ...]:
    """The same month, as it was issued and as known a month later."""
    old, new = ({one.unit: one for one in which} for which in (before, after))
    units = dict.fromkeys((*old, *new))
    pairs = (Correction(unit, old.get(unit), new.get(unit)) for unit in units)
    return tuple(one for one in pairs if one.before != one.after)
