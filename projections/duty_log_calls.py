"""A call's line of the duty log: who said what, and what came of it, as far as it is known now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from uuid import UUID

from msgspec import structs

from desk.log.envelope import Recorded
from domain import incoming_report as incoming_reports
from domain.dial import DialEnded, DialOutcome, DialPlaced, DialPurpose
from domain.incident import IncidentClosed
from domain.incoming_report import (
    CallerStated,
    Heard,
    Incoming,
    IncomingAmended,
    IncomingDisposed,
    IncomingReceived,
    Outcome,
)
from domain.instruction import InstructionRecorded, TaskingLinked
from domain.kernel import fold
from domain.notice import Acknowledged
from domain.report import ReportDrafted, ReportMade, ReportSent
from domain.tasking import TaskingGiven
from projections.duty_log_columns import (
    Columns,
    Desk,
    Done,
    boxed,
    heard_words,
    in_words,
    only,
)
from projections.duty_log_owner import owners_of


def tell_call(desk: Desk, history: Sequence[Recorded], told: Recorded) -> Columns:
    """Its first line as it was first written; what was made good later has lines of its own."""
    call = _state(history)
    match told.event:
        case IncomingReceived() as received:
            return _received(desk, history, received, call)
        case CallerStated(TOPIC=topic) as stated:
            what = desk.words.say(f"topic.{topic}")
            return _caller(desk, stated)._replace(incident=call.incident, what=what)
        case IncomingAmended(heard=heard):
            news = _news(_state(history[: history.index(told)]).heard, heard)
            return Columns(incident=call.incident, what=heard_words(news, desk.words))
    raise TypeError(f"{told.topic} has no line of a call's")


def _state(history: Sequence[Recorded]) -> Incoming:
    call = fold(incoming_reports.evolve, None, (one.event for one in history))
    assert isinstance(call, Incoming)
    return call


def _received(
    desk: Desk, history: Sequence[Recorded], received: IncomingReceived, call: Incoming
) -> Columns:
    columns = _caller(desk, received)._replace(
        incident=call.incident,
        klass=received.heard.klass,
        way=" ".join(filter(None, (desk.words.shown(received.channel), received.line))),
        what=heard_words(received.heard, desk.words),
        passed=(*_disposed(desk, history), *owners_of(desk, history[0].originator_id)),
    )
    opened = call.incident if call.outcome is Outcome.INCIDENT else None
    return _with_what_followed(desk, columns, opened) if opened else columns


def _caller(desk: Desk, said: IncomingReceived | CallerStated) -> Columns:
    unit = said.caller_unit
    return Columns(
        source=desk.words.name(unit) if unit else desk.words.say("intake.public"),
        who=said.caller_post,
        name=boxed(said.caller_name, "caller_name"),
        phone=boxed(said.call_back, "call_back"),
    )


def _news(before: Heard, after: Heard) -> Heard:
    """Only what is other than before."""
    changed = {
        one.name: getattr(after, one.name)
        for one in structs.fields(Heard)
        if getattr(after, one.name) != getattr(before, one.name)
    }
    return Heard(**changed)


def _disposed(desk: Desk, history: Sequence[Recorded]) -> Iterator[Done]:
    for happened, recorded in only(history, IncomingDisposed):
        became = desk.case(happened.incident).opened.number if happened.incident else ""
        words = (desk.words.shown(happened.outcome), became, happened.reason)
        yield Done(" ".join(filter(None, words)), recorded.recorded_at)


def _with_what_followed(desk: Desk, columns: Columns, incident: UUID) -> Columns:
    case, beside = desk.case(incident).incident, desk.beside(incident)
    streams = (desk.log.stream(one) for one in (*beside, *case.reports))
    history = sorted(chain.from_iterable(streams), key=lambda one: one.seq)
    ordered = [one for id in case.instructions for one in desk.log.stream(id)]
    return columns._replace(
        told=tuple(_told(desk, history)),
        said=tuple(_said(desk, ordered)),
        passed=(*columns.passed, *_passed(desk, ordered)),
        results=tuple(
            Done(in_words(one, desk.words), one.recorded_at)
            for _, one in only(desk.log.stream(incident), IncidentClosed)
        ),
    )


def _told(desk: Desk, history: Sequence[Recorded]) -> Iterator[Done]:
    """报告谁: leaders who answered or were spoken to, and whom this office reported to."""
    whom = _meant(desk, history)
    for recorded in history:
        stream = recorded.originator_id
        match recorded.event:
            case DialEnded(outcome=DialOutcome.ANSWERED, ended=at) if stream in whom:
                yield Done(desk.words.name(whom[stream]), at)
            case ReportMade(made=at) | ReportSent(sent=at) if stream in whom:
                yield Done(desk.words.name(whom[stream]), at)
            case Acknowledged(person=leader, acknowledged=at):
                yield Done(desk.words.name(leader), at)


def _meant(desk: Desk, history: Sequence[Recorded]) -> dict[UUID, UUID]:
    """Whom each dial to a leader and each report of ours was for."""
    whom: dict[UUID, UUID] = {}
    for recorded in history:
        match recorded.event:
            case DialPlaced(purpose=DialPurpose.LEADER, person=UUID() as leader):
                whom[recorded.originator_id] = leader
            case ReportDrafted(hop=hop) | ReportMade(hop=hop) if hop.reporting_entity == desk.us:
                whom[recorded.originator_id] = hop.recipient
    return whom


def _said(desk: Desk, ordered: Sequence[Recorded]) -> Iterator[Done]:
    for happened, _ in only(ordered, InstructionRecorded):
        yield Done(f"{desk.words.name(happened.leader)}：{happened.words}", happened.given)


def _passed(desk: Desk, ordered: Sequence[Recorded]) -> Iterator[Done]:
    for linked, _ in only(ordered, TaskingLinked):
        for given, recorded in only(desk.log.stream(linked.tasking), TaskingGiven):
            whom = given.unit or given.person
            about = desk.words.name(whom) if whom else ""
            yield Done(f"{about}：{given.what}", recorded.recorded_at)
