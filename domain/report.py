"""首报/续报/终报/补报: one report on one hop, by phone at once or in writing from draft to receipt."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.actors import Sealed
from domain.facts import Fact
from domain.kernel import Event, Refused, Value
from domain.times import WorldTime
from domain.words import Channel, Stage


class Hop(Value):
    """From whom to whom, about what, which report of the chain."""

    incident: UUID
    reporting_entity: UUID
    recipient: UUID
    stage: Stage
    number: int = 1  # 续报一, 续报二 …: counted per hop and stage


class ReportMade(Event):
    """Told, with no draft, level or signature: a phone call, a word in person, a paper from below."""

    TOPIC = "report.made"
    hop: Hop
    channel: Channel
    made: WorldTime
    words: str = ""
    facts: tuple[Fact, ...] = ()
    counterpart: Sealed | None = None  # name and number of the one who took it
    untrue: bool = False  # found untrue later; it still counts as a report for timing


class ReportDrafted(Event):
    TOPIC = "report.drafted"
    hop: Hop
    text: str


class DraftRevised(Event):
    TOPIC = "report.draft-revised"
    text: str


class SigningWay(StrEnum):
    """How a leader signed."""

    HAND = "hand"
    PIN = "pin"
    PHONE = "phone"  # read back on the phone, ink later


class ReportSigned(Event):
    TOPIC = "report.signed"
    signer: UUID
    signed: WorldTime
    way: SigningWay


class ReportSent(Event):
    TOPIC = "report.sent"
    channel: Channel
    sent: WorldTime


class ReceiptRecorded(Event):
    """The recipient confirmed it has the report; phone after every electronic sending."""

    TOPIC = "report.receipt-recorded"
    received: WorldTime
    counterpart: Sealed | None = None


class ReportCorrected(Event):
    """The earlier words and the earlier time stay on record, and so does what was then concluded."""

    TOPIC = "report.corrected"
    text: str
    reason: str
    corrected: WorldTime
    made: WorldTime | None = None  # when it really went out; None: as said before


class ReportStanding(StrEnum):
    """How far a report has come."""

    DRAFTED = "drafted"
    SIGNED = "signed"
    SENT = "sent"
    RECEIVED = "received"


class Report(Value):
    hop: Hop
    standing: ReportStanding
    text: str
    channel: Channel | None = None
    made: WorldTime | None = None  # when it left: told or sent


class NotSigned(Refused):
    """书面报告须经领导签发后报出"""

    EN: ClassVar[str] = "A written report goes out only after a leader has signed it"


class SentAlready(Refused):
    """报告已报出，请用更正"""

    EN: ClassVar[str] = "This report has gone out; correct it instead"


class NotSent(Refused):
    """报告尚未报出"""

    EN: ClassVar[str] = "This report has not gone out yet"


class SamePlace(Refused):
    """报告单位与接收单位不能相同"""

    EN: ClassVar[str] = "A unit cannot report to itself"


class TextMissing(Refused):
    """报告内容不能为空"""

    EN: ClassVar[str] = "The report has no text"


def evolve(report: Report | None, happened: Event) -> Report:
    match happened:
        case ReportMade(hop=hop, channel=channel, made=made, words=words):
            return Report(
                hop=hop, standing=ReportStanding.SENT, text=words, channel=channel, made=made
            )
        case ReportDrafted(hop=hop, text=text):
            return Report(hop=hop, standing=ReportStanding.DRAFTED, text=text)
        case DraftRevised(text=text) if report:
            return replace(report, text=text, standing=ReportStanding.DRAFTED)
        case ReportSigned() if report:
            return replace(report, standing=ReportStanding.SIGNED)
        case ReportSent(channel=channel, sent=sent) if report:
            return replace(report, standing=ReportStanding.SENT, channel=channel, made=sent)
        case ReceiptRecorded() if report:
            return replace(report, standing=ReportStanding.RECEIVED)
        case ReportCorrected(text=text, made=made) if report:
            return replace(report, text=text, made=made or report.made)
    raise TypeError(f"{happened!r} is no report's")


def make(report: Report | None, making: ReportMade) -> list[Event]:
    _require_two_units(making.hop)
    return [] if report else [making]


def draft(report: Report | None, *, hop: Hop, text: str) -> list[Event]:
    _require_two_units(hop)
    if not text.strip():
        raise TextMissing
    return [] if report else [ReportDrafted(hop=hop, text=text)]


def revise(report: Report, *, text: str) -> list[Event]:
    """A revised text has lost its signature: what is signed is what goes out."""
    _require_unsent(report)
    return [] if report.text == text else [DraftRevised(text=text)]


def sign(report: Report, *, signer: UUID, signed: WorldTime, way: SigningWay) -> list[Event]:
    _require_unsent(report)
    if report.standing is ReportStanding.SIGNED:
        return []
    return [ReportSigned(signer=signer, signed=signed, way=way)]


def send(report: Report, *, channel: Channel, sent: WorldTime) -> list[Event]:
    if report.standing in (ReportStanding.SENT, ReportStanding.RECEIVED):
        return []
    if report.standing is not ReportStanding.SIGNED:
        raise NotSigned
    return [ReportSent(channel=channel, sent=sent)]


def record_receipt(
    report: Report, *, received: WorldTime, counterpart: Sealed | None = None
) -> list[Event]:
    if report.standing is ReportStanding.RECEIVED:
        return []
    if report.standing is not ReportStanding.SENT:
        raise NotSent
    return [ReceiptRecorded(received=received, counterpart=counterpart)]


def correct(
    report: Report, *, text: str, reason: str, corrected: WorldTime, made: WorldTime | None = None
) -> list[Event]:
    if report.standing in (ReportStanding.DRAFTED, ReportStanding.SIGNED):
        raise NotSent
    if report.text == text and made in (None, report.made):
        return []
    return [ReportCorrected(text=text, reason=reason, corrected=corrected, made=made)]


def _require_unsent(report: Report) -> None:
    if report.standing in (ReportStanding.SENT, ReportStanding.RECEIVED):
        raise SentAlready


def _require_two_units(hop: Hop) -> None:
    if hop.reporting_entity == hop.recipient:
        raise SamePlace
