"""本机关: the log is founded, a rule book adopted, a doubted clock explained."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk.draft import Draft
from domain import office as offices
from domain import person as people
from domain import rulebook as rulebooks
from domain import unit as units
from domain.escalation_policy import Duty
from domain.kernel import Value
from domain.office import DoubtKind, OfficeFounded
from domain.rulebook import RuleBook
from domain.times import WorldTime
from domain.unit import UnitProfile


class FoundOffice(Value):
    """The first command of every log: the office and its own unit."""

    store_id: UUID
    region_code: str
    profile: UnitProfile
    founded: datetime


class AdoptRules(Value):
    book: RuleBook
    presets: tuple[str, ...] = ()


class DoubtClock(Value):
    kind: DoubtKind
    wall: datetime
    now: datetime
    drift_us: int


class ExplainClock(Value):
    explanation: str
    follow_wall: bool
    reference: WorldTime | None = None


class AssignDuty(Value):
    """Whom the steps of the escalation reach that name this post."""

    duty: Duty
    persons: tuple[UUID, ...]


class OfficeAnswer(Value):
    office: UUID


def found_office(draft: Draft, founding: FoundOffice) -> OfficeAnswer:
    id = offices.office_id(founding.store_id)
    unit = draft.new_id("unit", founding.profile.name)
    store, code, profile = founding.store_id, founding.region_code, founding.profile
    event = OfficeFounded(store_id=store, region_code=code, name=profile.name, unit=unit)
    draft.record(id, offices.found(draft.load(id, offices.evolve), event))
    known = draft.load(unit, units.evolve)
    registered = units.register(known, id=unit, profile=profile, effective=founding.founded)
    draft.record(unit, registered)
    return OfficeAnswer(office=id)


def adopt_rules(draft: Draft, adopting: AdoptRules) -> OfficeAnswer:
    """Running clocks keep the book they started under; new ones follow this one."""
    office = _office(draft)
    id = rulebooks.book_id(office)
    known = draft.load(id, rulebooks.evolve)
    draft.record(id, rulebooks.adopt(known, book=adopting.book, presets=adopting.presets))
    return OfficeAnswer(office=office)


def doubt_clock(draft: Draft, doubt: DoubtClock) -> OfficeAnswer:
    id = _office(draft)
    office = draft.require(id, offices.evolve)
    events = offices.doubt_clock(
        office, kind=doubt.kind, wall=doubt.wall, now=doubt.now, drift_us=doubt.drift_us
    )
    draft.record(id, events)
    return OfficeAnswer(office=id)


def explain_clock(draft: Draft, explaining: ExplainClock) -> OfficeAnswer:
    id = _office(draft)
    office = draft.require(id, offices.evolve)
    events = offices.explain_clock(
        office,
        explanation=explaining.explanation,
        follow_wall=explaining.follow_wall,
        reference=explaining.reference,
    )
    draft.record(id, events)
    return OfficeAnswer(office=id)


def assign_duty(draft: Draft, assigning: AssignDuty) -> OfficeAnswer:
    id = _office(draft)
    persons = tuple(dict.fromkeys(assigning.persons))
    for person in persons:
        draft.require(person, people.evolve)
    office = draft.require(id, offices.evolve)
    draft.record(id, offices.assign_duty(office, duty=assigning.duty, persons=persons))
    return OfficeAnswer(office=id)


def _office(draft: Draft) -> UUID:
    return offices.office_id(draft.register.office.store_id)
