"""来电: a call is taken, becomes an incident, a second source, or is filed away with a reason."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from desk.draft import Draft
from desk.hops import ReportByWord, next_hop, surviving, tell
from desk.opening import Opening, open_by, take_in
from desk.settling import settle
from domain import incident as incidents
from domain import incoming_report as incoming_reports
from domain.actors import Sealed
from domain.facts import Fact, Place, standing
from domain.incident_commands import attach_source
from domain.incident_joining import ExerciseMixed
from domain.incoming_report import Heard, Incoming, IncomingAmended, IncomingReceived, Outcome
from domain.kernel import Value
from domain.times import WorldTime
from domain.words import Channel, IncidentClass, Stage


class TakeCall(Value):
    """What the intake form holds. Blank is unknown; `same_as` attaches instead of opening.

    `filed_as` files it away at once, as information or noise, for a reason.
    """

    received: WorldTime
    heard: Heard
    channel: Channel = Channel.PHONE
    line: str = ""
    caller_unit: UUID | None = None
    caller_post: str = ""
    caller_name: str = ""
    call_back: str = ""
    same_as: UUID | None = None
    filed_as: Outcome | None = None
    reason: str = ""


class CallTaken(Value):
    """What became of the call."""

    incoming: UUID
    incident: UUID | None
    number: str | None = None


class DisposeCall(Value):
    """A call filed away: information for somebody, or noise, with the reason."""

    incoming: UUID
    outcome: Outcome
    reason: str


class CompleteCall(Value):
    """What the caller turns out to have said. Blank says nothing new: what was heard stays."""

    incoming: UUID
    what: str = ""
    place: Place | None = None
    occurred: WorldTime | None = None
    facts: tuple[Fact, ...] = ()
    klass: IncidentClass = IncidentClass.UNKNOWN
    still_developing: bool | None = None
    already_told: tuple[str, ...] = ()


def take_call(draft: Draft, call: TakeCall) -> CallTaken:
    """Any one of number, place or what happened opens the incident; the rest stays to be verified."""
    incoming = _receive(draft, call)
    if call.filed_as:
        filing = DisposeCall(incoming=incoming, outcome=call.filed_as, reason=call.reason)
        return dispose_call(draft, filing)
    if call.same_as:
        require_alike(draft, call.same_as)
        return attach_call(draft, incoming, call.same_as)
    heard = call.heard
    opening = Opening(heard=heard, incoming=incoming, learned=call.received)
    incident, number = open_by(draft, opening)
    _dispose(draft, incoming, Outcome.INCIDENT, incident)
    caller_told_us(draft, incoming, incident)
    settle(draft, incident)
    return CallTaken(incoming=incoming, incident=incident, number=number)


def require_alike(draft: Draft, incident: UUID) -> None:
    """A call is taken as part of an exercise or it is real: no other incident makes it so. Raises ExerciseMixed."""
    if draft.require(incident, incidents.evolve).exercise != draft.exercise:
        raise ExerciseMixed(incident)


def attach_call(draft: Draft, incoming: UUID, incident: UUID) -> CallTaken:
    """A second call about the same event: one more source, and no second set of clocks."""
    incident = surviving(draft, incident)
    known = draft.require(incident, incidents.evolve)
    draft.inherit(known.exercise)
    draft.record(incident, attach_source(known, incoming=incoming))
    take_in(draft, incident, draft.require(incoming, incoming_reports.evolve).heard, incoming)
    _dispose(draft, incoming, Outcome.SECOND_SOURCE, incident)
    caller_told_us(draft, incoming, incident)
    settle(draft, incident)
    return CallTaken(incoming=incoming, incident=incident)


def dispose_call(draft: Draft, disposal: DisposeCall) -> CallTaken:
    call = draft.require(disposal.incoming, incoming_reports.evolve)
    events = incoming_reports.dispose(call, outcome=disposal.outcome, reason=disposal.reason)
    draft.record(disposal.incoming, events)
    return CallTaken(incoming=disposal.incoming, incident=None)


def complete_call(draft: Draft, completion: CompleteCall) -> CallTaken:
    """What is new reaches the incident as a second call's words do."""
    call = draft.require(completion.incoming, incoming_reports.evolve)
    draft.inherit(draft.exercise_of(completion.incoming))
    amended = incoming_reports.amend(call, heard=_completed(call.heard, completion))
    if amended:
        draft.require_unchanged(completion.incoming, (IncomingAmended,))
    incident = surviving(draft, call.incident) if call.incident else None
    if draft.record(completion.incoming, amended) and incident:
        news = Heard(occurred=completion.occurred, facts=completion.facts)
        take_in(draft, incident, news, completion.incoming)
        settle(draft, incident)
    return CallTaken(incoming=completion.incoming, incident=incident)


def _completed(heard: Heard, completion: CompleteCall) -> Heard:
    facts = standing((*heard.facts, *completion.facts))
    developing = completion.still_developing
    unnamed = completion.klass is IncidentClass.UNKNOWN
    return replace(
        heard,
        what=completion.what or heard.what,
        place=_place(heard.place, completion.place),
        occurred=completion.occurred or heard.occurred,
        facts=tuple(facts.values()),
        klass=heard.klass if unnamed else completion.klass,
        still_developing=heard.still_developing if developing is None else developing,
        already_told=tuple(dict.fromkeys((*heard.already_told, *completion.already_told))),
    )


def _place(known: Place | None, told: Place | None) -> Place | None:
    """The same words sent back keep the township they were coded with."""
    same = known and told and known.text == told.text
    return known if same or told is None else told


def _receive(draft: Draft, call: TakeCall) -> UUID:
    incoming = draft.new_id("incoming")
    received = IncomingReceived(
        received=call.received,
        channel=call.channel,
        line=call.line,
        heard=call.heard,
        caller_unit=call.caller_unit,
        caller_post=call.caller_post,
        caller_name=sealed(draft, incoming, "caller_name", call.caller_name),
        call_back=sealed(draft, incoming, "call_back", call.call_back),
    )
    known = draft.load(incoming, incoming_reports.evolve)
    draft.record(incoming, incoming_reports.receive(known, received))
    return incoming


def sealed(draft: Draft, incoming: UUID, field: str, word: str) -> Sealed | None:
    return draft.seal(incoming, field, word) if word.strip() else None


def _dispose(draft: Draft, incoming: UUID, outcome: Outcome, incident: UUID) -> None:
    call = draft.require(incoming, incoming_reports.evolve)
    draft.record(incoming, incoming_reports.dispose(call, outcome=outcome, incident=incident))


def caller_told_us(draft: Draft, incoming: UUID, incident: UUID) -> None:
    """A registered unit on the line has thereby reported to us by phone: its hop has its answer."""
    call: Incoming = draft.require(incoming, incoming_reports.evolve)
    caller, us = call.caller_unit, draft.register.office.unit
    if caller and caller != us:
        tell(draft, _telling(draft, call, incident, caller))


def _telling(draft: Draft, call: Incoming, incident: UUID, caller: UUID) -> ReportByWord:
    us = draft.register.office.unit
    first = next_hop(draft, incident, caller, us, Stage.FIRST).number == 1
    return ReportByWord(
        incident=incident,
        entity=caller,
        recipient=us,
        made=call.received,
        stage=Stage.FIRST if first else Stage.FOLLOW_UP,
        words=call.heard.what,
    )
