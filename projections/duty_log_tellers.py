"""Lines of the duty log about what the desk does: dials, rings, reports, instructions, taskings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from desk.log.envelope import Recorded
from domain import report as reports
from domain.actors import Sealed
from domain.dial import DialEnded, DialPlaced, DialWithdrawn
from domain.instruction import InstructionRecorded
from domain.kernel import fold
from domain.notice import Acknowledged, RingEnded, Rung
from domain.report import ReceiptRecorded, Report, ReportCorrected, ReportMade, ReportSigned
from domain.tasking import (
    TaskingAnswered,
    TaskingAskedAgain,
    TaskingGiven,
    TaskingRanOut,
    TaskingReceived,
    TaskingSuperseded,
)
from domain.telephone_signature import TelephoneSigned
from projections.duty_log_columns import Columns, Desk, Done, boxed, in_words, only

TASKING_RESULTS = (
    TaskingReceived,
    TaskingAnswered,
    TaskingAskedAgain,
    TaskingRanOut,
    TaskingSuperseded,
)
TEXT_SHOWN = 200  # characters of a report; all of it is one click away


def tell_dial(desk: Desk, history: Sequence[Recorded], told: Recorded) -> Columns:
    """`name`: who answered."""
    placed, words = told.event, desk.words
    assert isinstance(placed, DialPlaced)
    ended = next((one for one, _ in only(history, DialEnded)), None)
    return Columns(
        incident=placed.incident,
        source=_name(desk, placed.unit),
        who=_name(desk, placed.person),
        name=boxed(ended.answered_by, "answered_by") if ended else None,
        number=placed.number,
        way=words.say(f"topic.{placed.TOPIC}"),
        what=words.shown(placed.purpose),
        results=tuple(_came_of(desk, history)),
    )


def _came_of(desk: Desk, history: Sequence[Recorded]) -> Iterator[Done]:
    for ended, _ in only(history, DialEnded):
        yield Done(desk.words.shown(ended.outcome), ended.ended)
    for _, recorded in only(history, DialWithdrawn):
        yield Done(in_words(recorded, desk.words), recorded.recorded_at)


def tell_ring(desk: Desk, history: Sequence[Recorded], told: Recorded) -> Columns:
    rung, words = told.event, desk.words
    assert isinstance(rung, Rung)
    whom = words.name(rung.person) if rung.person else words.shown(rung.duty)
    return Columns(
        incident=rung.incident,
        way=words.shown(rung.manner),
        what=words.shown(rung.cause),
        told=(Done(whom, rung.at),),
        results=tuple(_answered(desk, history, rung.number)),
    )


def _answered(desk: Desk, history: Sequence[Recorded], number: int) -> Iterator[Done]:
    """Of this ring of the notice."""
    words = desk.words
    for recorded in history:
        match recorded.event:
            case Acknowledged(number=n, person=id, acknowledged=at) as answer if n == number:
                yield Done(f"{words.name(id)} {words.shown(answer.way)} {answer.words}".strip(), at)
            case RingEnded(number=n, at=over) if n == number:
                yield Done(words.say(f"topic.{recorded.topic}"), over)


def tell_report(desk: Desk, history: Sequence[Recorded], told: Recorded) -> Columns:
    """As it was when it went out, or when it was corrected."""
    then = history[: history.index(told) + 1]
    report = fold(reports.evolve, None, (one.event for one in then))
    assert isinstance(report, Report)
    columns = Columns(
        incident=report.hop.incident,
        source=desk.words.name(report.hop.reporting_entity),
        way=desk.words.shown(report.channel) if report.channel else "",
        what=in_words(told, desk.words),
    )
    if isinstance(told.event, ReportCorrected):
        return columns
    return _went_out(desk, history, report, columns)


def _went_out(desk: Desk, history: Sequence[Recorded], report: Report, columns: Columns) -> Columns:
    """`name`: who took it."""
    words, text = desk.words, report.text
    shown = text if len(text) <= TEXT_SHOWN else f"{text[:TEXT_SHOWN]}…"
    receipts = only(history, ReceiptRecorded)
    return columns._replace(
        name=boxed(_counterpart(history), "counterpart"),
        what=f"{words.shown(report.hop.stage)} {shown}".strip(),
        told=(Done(words.name(report.hop.recipient), report.made),),
        said=tuple(_signed(desk, history)),
        results=tuple(Done(words.say(f"topic.{one.TOPIC}"), one.received) for one, _ in receipts),
    )


def _counterpart(history: Sequence[Recorded]) -> Sealed | None:
    told = (one.event for one in reversed(history))
    took = (one.counterpart for one in told if isinstance(one, ReportMade | ReceiptRecorded))
    return next(filter(None, took), None)


def _signed(desk: Desk, history: Sequence[Recorded]) -> Iterator[Done]:
    for recorded in history:
        if isinstance(happened := recorded.event, ReportSigned | TelephoneSigned):
            words = desk.words.say(f"topic.{happened.TOPIC}")
            yield Done(f"{desk.words.name(happened.signer)} {words}", happened.signed)


def tell_instruction(desk: Desk, _: Sequence[Recorded], told: Recorded) -> Columns:
    given, words = told.event, desk.words
    assert isinstance(given, InstructionRecorded)
    marks = [
        words.say(f"field.{one}") for one in ("holds_back", "read_back") if getattr(given, one)
    ]
    return Columns(
        incident=given.incident,
        who=words.name(given.leader),
        way=words.shown(given.way),
        what=" ".join((words.say(f"topic.{given.TOPIC}"), *marks)),
        said=(Done(f"{words.name(given.leader)}：{given.words}"),),
    )


def tell_tasking(desk: Desk, history: Sequence[Recorded], told: Recorded) -> Columns:
    """`name`: who took it on."""
    given, words = told.event, desk.words
    assert isinstance(given, TaskingGiven)
    took = next((one.counterpart for one, _ in only(history, TaskingReceived)), None)
    results = (one for one in history if isinstance(one.event, TASKING_RESULTS))
    return Columns(
        incident=given.incident,
        source=_name(desk, given.unit),
        who=_name(desk, given.person),
        name=boxed(took, "counterpart"),
        what=words.say(f"topic.{given.TOPIC}"),
        passed=(Done(given.what),),
        results=tuple(Done(in_words(one, words), one.recorded_at) for one in results),
    )


def _name(desk: Desk, id: UUID | None) -> str:
    return desk.words.name(id) if id else ""
