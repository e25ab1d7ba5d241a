"""What is done about a plan, told in a line; and a plan put on record at an office."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

from api.running import acting_as
from contingency_plans import plan as plans
from contingency_plans import plan_clock as clocks
from contingency_plans.plan import plan_id, version_id
from contingency_plans.plan_clock import plan_clock_id
from contingency_plans.plan_cycle import obligations
from contingency_plans.plan_cycle_file import shipped_cycles
from contingency_plans.plan_events import (
    IssueDate,
    PlanEvaluated,
    PlanExercised,
    PlanFiled,
    PlanProfile,
    PlanRegistered,
    PlanVersion,
    PlanVersionAdded,
)
from contingency_plans.plan_words import ExerciseForm, PlanSecrecy, PlanType
from desk.plan_settling import SettlePlans, settle_plans
from domain.kernel import Event, fold
from domain.times import Basis, Precision, WorldTime, moment
from domain.words import IncidentClass, Tier
from domain.working_days import BEIJING
from tests.support.doing import done_and_shown
from tests.support.plans import NEW, day

NEW_NUMBER = "临政办〔2026〕7号"


def at(year: int, month: int = 3, of: int = 1) -> WorldTime:
    """A whole day."""
    return moment(datetime(year, month, of, tzinfo=BEIJING), Basis.DOCUMENT, Precision.DAY)


def exercised(*day: int, words="实战演练纪要", exercise=None, of=NEW) -> PlanExercised:
    return PlanExercised(
        version=of.id, exercise=exercise, form=ExerciseForm.LIVE, held=at(*day), words=words
    )


def filed(*day: int, explained=True, recipient="市水利局", of=NEW) -> PlanFiled:
    return PlanFiled(version=of.id, recipient=recipient, filed=at(*day), explained=explained)


def profile_of(office, title="临江区防汛应急预案", **more) -> PlanProfile:
    told = {
        "title": title,
        "type": PlanType.SPECIAL,
        "classes": (IncidentClass.NATURAL_DISASTER,),
        "subtypes": (),
        "jurisdiction": "临江区",
        "tier": Tier.COUNTY,
        "owner": "区水利局",
        "owner_unit": None,
        "secrecy": PlanSecrecy.PUBLIC,
    }
    return PlanProfile(**(told | more))


def version_of(plan: UUID, number: str, issued: IssueDate | None, **more) -> PlanVersion:
    told = {
        "id": version_id(plan, number),
        "label": "",
        "issued": issued,
        "published": None,
        "doc_no": number,
        "doc_no_found": number,
        "issuer": "区政府办公室",
        "approver": "区政府常务会议",
    }
    return PlanVersion(**(told | more))


def put_on_record(office, profile: PlanProfile, *versions: tuple[str, IssueDate | None]) -> UUID:
    """Its versions by number and day of issue; what is owed under it is settled."""
    id = plan_id(office.county, profile.jurisdiction, profile.title)
    added = [PlanVersionAdded(version=version_of(id, *one)) for one in versions]
    tell(office, id, PlanRegistered(plan=id, profile=profile), *added)
    return id


def tell(office, plan: UUID, *events: Event) -> None:
    def told(draft, command):
        draft.load(plan, plans.evolve)
        draft.record(plan, events)
        return settle_plans(draft, command)

    office.do(told, SettlePlans(plans=(plan,)))


def a_plan(office) -> UUID:
    """Issued on a Monday, eight days before the office's own time."""
    return put_on_record(office, profile_of(office), (NEW_NUMBER, day(2026, 11, 16)))


def clock(office, plan, kind, occasion=None):
    id = plan_clock_id(plan, kind, str(occasion or version_id(plan, NEW_NUMBER)))
    history = [one.event for one in office.log.stream(id)]
    return fold(clocks.evolve, None, history)


def due(office, plan, kind, occasion=None):
    """The last day on which it is in time."""
    at = clock(office, plan, kind, occasion).due_at
    return (at.astimezone(BEIJING) - timedelta(seconds=1)).date()


def settle(office, plan):
    before = office.log.head().seq
    office.do(settle_plans, SettlePlans(plans=(plan,)))
    return office.log.head().seq - before


def evaluated(*day_of):
    return PlanEvaluated(version=NEW.id, evaluated=at(*day_of), words="仍适用", revise=False)


def owed(story, on=date(2026, 5, 12), *, ours=True):
    return obligations(story.state, shipped_cycles(), on, ours=ours)


def owed_of(story, kind, on=date(2026, 5, 12)):
    return [one for one in owed(story, on) if one.kind is kind]


def open_of(story, kind):
    return [(one.occasion, one.start) for one in owed_of(story, kind) if one.evidence is None]


def office_of(web):
    """The office behind a browser, told things as if at its desk."""

    def do(handler, command):
        return done_and_shown(web, acting_as("tests", uuid4()), handler, command)

    return SimpleNamespace(county=web.county, do=do, log=web.log, clock=web.clock)


def a_kept_plan(web):
    """Issued on a Monday, eight days before the office's own time; and what a path may name of it."""
    return {
        "plan": a_plan(office_of(web)),
        "plan_clock": uuid4(),
        "consultation": uuid4(),
        "revision": uuid4(),
    }
