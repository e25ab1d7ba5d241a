"""约稿、核报: a question from above gets a clock of its own, which the next report to the asker answers."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from msgspec.structs import replace

from desk.draft import Draft
from desk.hops import require_units
from desk.settling import settle, situation_of
from domain import deadline as deadlines
from domain import incident as incidents
from domain.clock_policy import clock_of
from domain.deadline import deadline_id
from domain.deadline_commands import set_deadline
from domain.deadline_events import DeadlineSet
from domain.incident_commands import require_open, start_clocks
from domain.information_request import RULE, InformationRequested, due_of, request_information
from domain.kernel import Value
from domain.owing import Owed
from domain.rule import (
    AppliesTo,
    Bindingness,
    Citation,
    ClockStart,
    Confidence,
    Form,
    Rule,
    RuleStatus,
)
from domain.times import WorldTime
from domain.words import Channel, IncidentClass, Level, Line, RecipientRole, Stage

STATED = "statutory"  # how a time that the asker named wakes people
ASKED = Rule(  # the usual time was seen nowhere: it reminds, and accuses nobody
    id=RULE,
    name="上级核报、约稿",
    line=Line.DESK,
    applies_to=AppliesTo(classes=tuple(IncidentClass), levels=tuple(Level)),
    reporting_entity=(),
    recipients=(RecipientRole.UPPER_GOVERNMENT,),
    stage=Stage.FOLLOW_UP,
    form=Form.CADENCE,
    clock_start=ClockStart.DESK,
    bindingness=Bindingness.SHALL,
    escalation_policy="reminder",
    citation=Citation(document="惯例"),
    confidence=Confidence.M_L,
    status=RuleStatus.PRACTICE,
)


class RequestInformation(Value):
    """`due`: as the asker said; None: the usual time."""

    incident: UUID
    asker: UUID
    asked: WorldTime
    words: str
    channel: Channel = Channel.PHONE
    due: datetime | None = None


class RequestAnswer(Value):
    incident: UUID
    request: UUID


def receive_request(draft: Draft, asking: RequestInformation) -> RequestAnswer:
    id = asking.incident
    incident = draft.require(id, incidents.evolve)
    draft.inherit(incident.exercise)
    require_open(incident)
    require_units(draft, asking.asker)
    request = draft.new_id("request", id, asking.asker)
    setting = _clock(draft, asking, request)
    requested = _requested(asking, request, setting)
    if draft.record(id, request_information(incident.requests, requested)):
        clock = requested.deadline
        draft.record(clock, set_deadline(draft.load(clock, deadlines.evolve), setting))
        draft.record(id, start_clocks(incident, deadlines=(clock,)))
        settle(draft, id)
    return RequestAnswer(incident=id, request=request)


def _requested(
    asking: RequestInformation, request: UUID, setting: DeadlineSet
) -> InformationRequested:
    return InformationRequested(
        request=request,
        asker=asking.asker,
        asked=asking.asked,
        channel=asking.channel,
        words=asking.words,
        due_at=setting.due_at,
        due_stated=asking.due is not None,
        deadline=deadline_id(setting),
    )


def _clock(draft: Draft, asking: RequestInformation, request: UUID) -> DeadlineSet:
    """It only reminds: what follows from an answer that never came is for people to say."""
    register = draft.register
    due = due_of(asking.asked, asking.channel, asking.due)
    known = register.book.get(RULE)
    rule = replace(
        ASKED,
        limit=due - asking.asked.earliest,
        citation=known.citation if known else ASKED.citation,
        escalation_policy=ASKED.escalation_policy if asking.due is None else STATED,
    )
    entity, asker = map(register.network.get, (register.office.unit, asking.asker))
    assert entity is not None and asker is not None  # noqa: PT018 — both were required above
    owed = Owed(rule, entity, asker, str(request))
    return clock_of(situation_of(draft, asking.incident), owed, asking.asked, register.book)
