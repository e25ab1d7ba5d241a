"""A text people act on, and an incident that is handled by it: linked, proposed, in force.

linked = a_link(office, incident)
activation = propose(office, incident, linked)
start(office, activation, units=(office.town,))
"""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from contingency_plans.activation_events import FrozenCard
from contingency_plans.plan_events import PlanRegistered, PlanVersionAdded
from contingency_plans.plan_text import (
    ActionCard,
    Notified,
    Phase,
    PlanRole,
    PlanText,
    ResponseCondition,
)
from desk.activations import (
    ActivationAnswer,
    ProposeActivation,
    StartActivation,
    propose_activation,
    start_activation,
)
from desk.incident_plans import LinkPlan, PlanLinkAnswer, link_plan
from desk.incidents import DecideLevel, decide_level
from domain.incident_marks import ResponseLevel
from domain.incident_plans import Fit, FitReason, PinnedPlan
from domain.instruction import InstructionWay
from domain.thresholds import Measure
from domain.words import IncidentClass, Level, Line
from tests.support import registered
from tests.support.plans import NEW, PROFILE

FIRST, SECOND, THIRD, FOURTH = ResponseLevel
PLAN, VERSION = UUID(int=71), UUID(int=72)
DIGEST = "ab" * 32
BY_KIND = FitReason(fit=Fit.KIND, words="化工")
CARDS = (  # id, minutes, at which levels
    ("alarm", 5, ()),
    ("cordon", 10, ()),
    ("evacuate", 20, (FIRST, SECOND)),
    ("province", 30, (FIRST,)),
    ("watch", 60, (THIRD, FOURTH)),
)


def frozen(id, minutes, levels, **more):
    """A card as it stands in the event that starts it."""
    told = {"owner_unit": None, "owner_person": None, "owner_words": "现场组"} | more
    return FrozenCard(
        id=id,
        name=f"卡片{id}",
        role="现场组",
        minutes=minutes,
        steps=("先", "后"),
        evidence="现场照片",
        levels=levels,
        **told,
    )


ALL_CARDS = tuple(frozen(*one) for one in CARDS)


def asked_at(level):
    """Counted by hand from the table above, as the oracle of the tests."""
    return {id for id, _, levels in CARDS if not levels or level in levels}


def a_card(id, minutes, levels):
    return ActionCard(
        id=id,
        name=f"卡片{id}",
        role="site",
        minutes=minutes,
        steps=("先", "后"),
        evidence="现场照片",
        levels=levels,
    )


A_TEXT = PlanText(
    id="chemical",
    title="危险化学品泄漏",
    edition="2026-11",
    classes=(IncidentClass.ACCIDENT,),
    line=Line.WORK_SAFETY,
    subtypes=("hazardous_chemical",),
    words=("毒气",),
    asks=(),
    never=(),
    ends=("泄漏源已堵住",),
    levels=tuple(Level)[:4],
    sources=("国办发〔2024〕5号",),
    conditions=(
        ResponseCondition(
            level=SECOND,
            words="死亡10人以上",
            decides="区长",
            commands="区长",
            figures=({Measure.DEAD: 10},),
        ),
        ResponseCondition(
            level=THIRD, words="较大事故", decides="区长", commands="区长", levels=(Level.III,)
        ),
    ),
    roles=(PlanRole(id="site", name="现场组", duty="处置"),),
    cards=tuple(a_card(*one) for one in CARDS),
    notify=(Notified(who="消防救援大队"),),
    body=dict.fromkeys(Phase, ""),
    digest=DIGEST,
)


def a_text(**more):
    return replace(A_TEXT, **more)


def pinned(**more):
    told = {
        "plan": PLAN,
        "version": VERSION,
        "library": "chemical",
        "digest": DIGEST,
        "title": "临江区危险化学品事故应急预案",
        "label": "临政办〔2024〕8号",
    }
    return PinnedPlan(**told | more)


def on_record(office, told):
    """What is linked stands in the register, unless it is a text alone."""
    if told.plan is None:
        return
    known = office.desk.register().plans.get(told.plan)
    events = () if known else (PlanRegistered(plan=told.plan, profile=PROFILE),)
    if known is None or known.version(told.version) is None:
        added = replace(NEW, id=told.version, doc_no=told.label)
        registered.told(office, told.plan, *events, PlanVersionAdded(version=added))


def a_link(office, incident, **more):
    told = pinned(**more)
    on_record(office, told)
    linking = LinkPlan(incident=incident, pinned=told, reasons=(BY_KIND,), unfit=())
    return office.do(link_plan, linking).answer(PlanLinkAnswer).link


def decide(office, incident, level, **when):
    deciding = DecideLevel(incident=incident, level=level, decided=office.at(**when))
    return office.do(decide_level, deciding)


def propose(office, incident, link, level=THIRD):
    proposing = ProposeActivation(
        incident=incident,
        link=link,
        response_level=level,
        reasons=(BY_KIND,),
        words="泄漏未止",
        proposed=office.at(),
    )
    return office.do(propose_activation, proposing).answer(ActivationAnswer).activation


def start(office, activation, level=THIRD, cards=ALL_CARDS, units=(), **acting):
    starting = StartActivation(
        activation=activation,
        approver=UUID(office.officer.id),
        response_level=level,
        scope="青石镇远帆化工厂区",
        command_post=(),
        cards=cards,
        units=units,
        words="同意启动三级响应",
        way=InstructionWay.PHONE,
        started=office.at(),
    )
    return office.do(start_activation, starting, **acting)


def in_force(office, incident, level=THIRD, **more):
    """Linked, proposed and approved."""
    activation = propose(office, incident, a_link(office, incident), level)
    start(office, activation, level, **more)
    return activation
