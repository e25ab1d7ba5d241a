"""值班事务: done with evidence, excused, set by hand; special periods; and what has run out."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from desk.draft import Draft
from desk.duty_day import duty_rules
from desk.duty_plan import PlanDeskDuties, plan_desk_duties, set_of
from domain import desk_duty as duties
from domain import desk_duty_commands as commands
from domain import special_period as periods
from domain.desk_duty import desk_duty_id
from domain.desk_duty_file import Given
from domain.kernel import Value, reason_given
from domain.special_period import PeriodKind, SpecialPeriodDeclared, special_period_id
from domain.times import WorldTime
from domain.working_days import BEIJING


class DoDeskDuty(Value):
    desk_duty: UUID
    words: str
    number: str
    nil: bool
    done: WorldTime


class ExcuseDeskDuty(Value):
    desk_duty: UUID
    reason: str


class GiveDeskDuty(Value):
    """What came in, and when: its clocks start with it."""

    given: Given
    words: str
    received: WorldTime


class DeclareSpecialPeriod(Value):
    kind: PeriodKind
    first: date
    last: date | None
    reason: str


class EndSpecialPeriod(Value):
    kind: PeriodKind
    last: date
    reason: str


class DeskDutyAnswer(Value):
    desk_duties: tuple[UUID, ...] = ()


def do_desk_duty(draft: Draft, doing: DoDeskDuty) -> DeskDutyAnswer:
    duty = draft.require(doing.desk_duty, duties.evolve)
    happened = commands.do(
        duty, words=doing.words, number=doing.number, nil=doing.nil, done=doing.done
    )
    draft.record(doing.desk_duty, happened)
    return DeskDutyAnswer(desk_duties=(doing.desk_duty,))


def excuse_desk_duty(draft: Draft, excusing: ExcuseDeskDuty) -> DeskDutyAnswer:
    duty = draft.require(excusing.desk_duty, duties.evolve)
    draft.record(excusing.desk_duty, commands.excuse(duty, reason=excusing.reason))
    return DeskDutyAnswer(desk_duties=(excusing.desk_duty,))


def give_desk_duty(draft: Draft, giving: GiveDeskDuty) -> DeskDutyAnswer:
    """By the limits of the book in force, an office's own among them."""
    words, unit = reason_given(giving.words), draft.register.office.unit
    occasion = str(draft.new_id("desk-duty", giving.given))
    ids = []
    for rule in duty_rules():
        known = draft.register.book.get(rule.book_rule)
        if rule.when.by_hand is giving.given and known and known.limit:
            due = giving.received.earliest + known.limit
            id = desk_duty_id(unit, rule.id, occasion)
            setting = set_of(draft, rule, unit, occasion, due, words)
            draft.record(id, commands.set_duty(draft.load(id, duties.evolve), setting))
            ids.append(id)
    return DeskDutyAnswer(desk_duties=tuple(ids))


def declare_special_period(draft: Draft, declaring: DeclareSpecialPeriod) -> DeskDutyAnswer:
    """What is owed today for it is set in the same command."""
    id = special_period_id(draft.register.office.unit, declaring.kind)
    said = SpecialPeriodDeclared(
        kind=declaring.kind, first=declaring.first, last=declaring.last, reason=declaring.reason
    )
    draft.record(id, periods.declare(draft.load(id, periods.evolve), said))
    return _planned_anew(draft)


def end_special_period(draft: Draft, ending: EndSpecialPeriod) -> DeskDutyAnswer:
    id = special_period_id(draft.register.office.unit, ending.kind)
    period = draft.load(id, periods.evolve)
    draft.record(id, periods.end(period, last=ending.last, reason=ending.reason))
    return _planned_anew(draft)


def look_at_desk_duty(draft: Draft, id: UUID, as_of: datetime) -> None:
    duty = draft.require(id, duties.evolve)
    manners = draft.register.book.manners
    draft.record(id, commands.look(duty, as_of=as_of, manners=manners))


def _planned_anew(draft: Draft) -> DeskDutyAnswer:
    plan_desk_duties(draft, PlanDeskDuties(day=draft.now.astimezone(BEIJING).date()))
    return DeskDutyAnswer()
