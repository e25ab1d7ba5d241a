"""排当日事务: what the desk and the units below owe on a day, set in one command however often it is asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from uuid import UUID

from desk.draft import Draft
from desk.duty_day import duty_rules
from desk.holidays import OfficeCalendar
from domain import desk_duty as duties
from domain import desk_duty_commands as commands
from domain import special_period as periods
from domain.desk_duty import DeskDutySet, desk_duty_id
from domain.desk_duty_file import Before, DutyRule, OwedBy
from domain.duty_occasions import due_at, falls_on
from domain.kernel import Value
from domain.special_period import PeriodKind, SpecialPeriod, special_period_id
from domain.words import UnitKind
from domain.working_days import BEIJING

DAY = timedelta(days=1)
NOT_ITS_DAY = "当日已不在规定时期"


class PlanDeskDuties(Value):
    day: date


class DeskDutiesPlanned(Value):
    """How many are owed on that day."""

    day: date
    owed: int


def plan_desk_duties(draft: Draft, planning: PlanDeskDuties) -> DeskDutiesPlanned:
    """What was due before it could be planned is not owed; what does not fall on the day any more is withdrawn."""
    owed = [one for rule in duty_rules() for one in _owed(draft, rule, planning.day)]
    for setting in owed:
        id = desk_duty_id(setting.unit, setting.duty, setting.occasion)
        standing = draft.load(id, duties.evolve)
        if setting.due_at > draft.now:
            draft.record(id, commands.set_duty(standing, setting))
    _withdraw_others(draft, planning.day, owed)
    return DeskDutiesPlanned(day=planning.day, owed=len(owed))


def periods_of(draft: Draft) -> tuple[SpecialPeriod, ...]:
    unit = draft.register.office.unit
    ids = (special_period_id(unit, kind) for kind in PeriodKind)
    return tuple(filter(None, (draft.load(id, periods.evolve) for id in ids)))


def set_of(
    draft: Draft, rule: DutyRule, unit: UUID, occasion: str, due: datetime, words: str = ""
) -> DeskDutySet:
    """A rule of the book lends its citation."""
    known = draft.register.book.get(rule.book_rule)
    cited = known.citation if known else None
    told = " ".join(filter(None, (cited.document, cited.number))) if cited else ""
    return DeskDutySet(
        duty=rule.id,
        name=rule.name,
        unit=unit,
        occasion=occasion,
        opens_at=due - rule.opens,
        due_at=due,
        nil_allowed=rule.nil_allowed,
        quiet=rule.takes_days,
        source=rule.source or told,
        words=words,
        next_at=due,
    )


def _owed(draft: Draft, rule: DutyRule, day: date) -> Iterator[DeskDutySet]:
    ours = draft.register.office.unit
    if rule.when.before is Before.HANDOVER:
        for starts in _handovers(draft, day):
            yield set_of(draft, rule, ours, starts.isoformat(), starts)
    elif falls_on(rule, day, OfficeCalendar(draft.register.office.holidays), periods_of(draft)):
        for unit in [ours] if rule.owed_by is OwedBy.OURS else _below(draft):
            yield set_of(draft, rule, unit, day.isoformat(), due_at(rule, day))


def _handovers(draft: Draft, day: date) -> list[datetime]:
    midnight = datetime.combine(day, time(), BEIJING)
    found = draft.register.duty.beginning(midnight, midnight + DAY)
    return [shift.starts for _, shift in found]


def _below(draft: Draft) -> list[UUID]:
    """The governments right below ours."""
    network, ours = draft.register.network, draft.register.office.unit
    return [one.id for one in network if one.parent == ours and one.kind is UnitKind.GOVERNMENT]


def _withdraw_others(draft: Draft, day: date, owed: list[DeskDutySet]) -> None:
    kept = {(one.unit, one.duty) for one in owed}
    ours = draft.register.office.unit
    for rule in duty_rules():
        if rule.when.every is None or (ours, rule.id) in kept:
            continue
        id = desk_duty_id(ours, rule.id, day.isoformat())
        if standing := draft.load(id, duties.evolve):
            draft.record(id, commands.withdraw(standing, reason=NOT_ITS_DAY))
