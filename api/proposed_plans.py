"""预案在事件页: what is proposed there and then and why, what is linked as it stood, and whether there is something newer."""

from __future__ import annotations

from typing import ClassVar, NamedTuple
from uuid import UUID

from api.covering import places_of
from api.plan_texts import kept_text
from api.problems import TurnedAway
from api.running import Running
from contingency_plans import plan_clock as clocks
from contingency_plans.decision import decision_id
from contingency_plans.plan import Plan
from contingency_plans.plan_clock import PlanClock
from contingency_plans.plan_entry import shown_version
from contingency_plans.plan_events import PlanVersion
from contingency_plans.plan_fit import Matter, PlanProposal
from contingency_plans.plan_scope import own_places
from contingency_plans.plan_text import PlanText
from contingency_plans.proposing import propose
from contingency_plans.response_rules import Rung, response_rules
from desk.draft import Unknown
from domain.gravity import GRAVE_LEVELS
from domain.incident import Incident
from domain.incident_marks import ResponseLevel
from domain.incident_plan_commands import NoPlanNamed
from domain.incident_plans import PinnedPlan, PlanLinked
from domain.kernel import fold
from domain.unit import UnitProfile
from projections.activations import ActivationRow, activations_of
from projections.network import UNITS, UnitRow
from projections.plan_requirements import REQUIREMENTS
from projections.plans import PLANS


class TextChanged(TurnedAway):
    """预案文本在关联之后已更新：请重新关联，再提出启动"""

    EN: ClassVar[str] = "The plan text has changed since it was linked: link it anew, then propose"
    STATUS: ClassVar[int] = 409


class LevelNotInText(TurnedAway):
    """该预案文本没有这一响应级别"""

    EN: ClassVar[str] = "The plan text has no such response level"
    STATUS: ClassVar[int] = 409


class LinkedPlan(NamedTuple):
    """`newer`: the version of the register that has come into force since; `new_text`: the library's has changed.

    `levels`: those that a response by it may have.
    """

    told: PlanLinked
    newer: str
    new_text: bool
    levels: tuple[ResponseLevel, ...]


class PlansOfIncident(NamedTuple):
    """`ours`: whether our level has to start at this level of the incident."""

    proposals: tuple[PlanProposal, ...]
    linked: tuple[LinkedPlan, ...]
    responses: list[ActivationRow]
    rung: Rung | None
    ours: bool
    decision: PlanClock | None


def plans_of_incident(running: Running, incident: Incident, words: str) -> PlansOfIncident:
    rung = response_rules().rung(incident.level, incident.subtype)
    return PlansOfIncident(
        proposals=tuple(
            one for one in proposals(running, incident, words) if not _is_linked(incident, one)
        ),
        linked=tuple(_linked(running, one) for one in incident.plans.linked),
        responses=running.boards.read(lambda f: activations_of(f.rows, incident)),
        rung=rung,
        ours=bool(rung and rung.must(_us(running).tier)),
        decision=_decision(running, incident),
    )


def _is_linked(incident: Incident, proposal: PlanProposal) -> bool:
    known = {(one.pinned.plan, one.pinned.library) for one in incident.plans.linked}
    if proposal.held:
        return any(plan == proposal.held.id for plan, _ in known)
    return (None, proposal.text.id if proposal.text else "") in known


def proposals(running: Running, incident: Incident, words: str) -> tuple[PlanProposal, ...]:
    """By what is known now; nothing is put on record by it."""
    today = running.today
    texts = running.plan_texts.values()
    return propose(
        _matter(running, incident, words), _held(running), texts, response_rules(), today
    )


def pin(running: Running, plan: UUID | None, text: str) -> PinnedPlan:
    """The version in force, else the newest on record, with the text it is acted on by, kept as it stands.

    Raises NoPlanNamed, Unknown.
    """
    chosen = _text(running, text)
    if chosen:
        running.plan_texts.keep(running.settings.folder, chosen)
    if plan is None:
        if chosen is None:
            raise NoPlanNamed
        return _pinned_text(chosen)
    held = next((one for one in _held(running) if one.id == plan), None)
    if held is None:
        raise Unknown(plan)
    today = running.today
    version = shown_version(held, today)
    return _pinned(held, version, chosen)


def _pinned(plan: Plan, version: PlanVersion | None, text: PlanText | None) -> PinnedPlan:
    own = version.text if version else ""
    return PinnedPlan(
        plan=plan.id,
        version=version.id if version else None,
        library=text.id if text else "",
        digest=text.digest if text else own,
        title=plan.profile.title,
        label=(version.doc_no or version.label) if version else "",
    )


def pinned_text(running: Running, pinned: PinnedPlan) -> PlanText | None:
    """The very text that was pinned; None where none was. Raises TextChanged."""
    if not pinned.library:
        return None
    text = running.plan_texts.get(pinned.library)
    if text is None or text.digest != pinned.digest:
        text = kept_text(running.settings.folder, pinned.digest)
    if text is None:
        raise TextChanged(pinned.library)
    return text


def levels_of(running: Running, pinned: PinnedPlan) -> tuple[ResponseLevel, ...]:
    """Those of its text; any, where there is no text or nobody has it any more."""
    try:
        text = pinned_text(running, pinned)
    except TextChanged:
        text = None
    return text.response_levels if text else tuple(ResponseLevel)


def require_level(running: Running, pinned: PinnedPlan, level: ResponseLevel) -> None:
    """Raises LevelNotInText."""
    if level not in levels_of(running, pinned):
        raise LevelNotInText(level)


def _text(running: Running, id: str) -> PlanText | None:
    if not id:
        return None
    if id not in running.plan_texts:
        raise Unknown(id)
    return running.plan_texts[id]


def _pinned_text(text: PlanText) -> PinnedPlan:
    return PinnedPlan(
        plan=None,
        version=None,
        library=text.id,
        digest=text.digest,
        title=text.title,
        label=text.edition,
    )


def _held(running: Running) -> list[Plan]:
    rows = running.boards.read(lambda follower: list(follower.rows[PLANS.name].values()))
    return [row.plan for row in rows]


def _us(running: Running) -> UnitProfile:
    office = running.desk.register().office.unit
    row: UnitRow | None = running.boards.read(lambda f: f.rows[UNITS.name].get(office))
    if row is None:
        raise Unknown(office)
    return row.profile


def _matter(running: Running, incident: Incident, words: str) -> Matter:
    us = _us(running)
    return Matter(
        klass=incident.klass,
        subtype=incident.subtype,
        level=incident.level,
        words=words,
        figures={figure: fact.value for figure, fact in incident.figures.items()},
        places=_places(running),
        tier=us.tier,
    )


def _places(running: Running) -> tuple[str, ...]:
    """As the list of required plans names our region, and as the network does: who has to act misses none of its own."""
    register = running.desk.register()
    lists = running.boards.read(lambda f: list(f.rows[REQUIREMENTS.name].values()))
    named = places_of(running, next((one.requirements for one in lists), None))
    return (*named, *own_places(register.network, register.office.unit))


def _linked(running: Running, told: PlanLinked) -> LinkedPlan:
    pinned, newer = told.pinned, ""
    if pinned.plan:
        now = pin(running, pinned.plan, "")
        newer = now.label or now.title if now.version != pinned.version else ""
    text = running.plan_texts.get(pinned.library)
    changed = bool(pinned.library) and (text is None or text.digest != pinned.digest)
    return LinkedPlan(told, newer, changed, levels_of(running, pinned))


def _decision(running: Running, incident: Incident) -> PlanClock | None:
    """The open one, if there is any."""
    for level in GRAVE_LEVELS if incident.level_decided else ():
        history = running.log.stream(decision_id(incident.id, level))
        clock = fold(clocks.evolve, None, (one.event for one in history))
        if clock and clock.open:
            return clock
    return None
