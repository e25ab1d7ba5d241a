"""What may be done with a report: told at once, or drafted, signed, sent, received and corrected."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.actors import Sealed
from domain.conduct import ReportFoundUntrue
from domain.kernel import Event, Refused, reason_given
from domain.report import (
    DraftRevised,
    Hop,
    ReceiptRecorded,
    Report,
    ReportCorrected,
    ReportDrafted,
    ReportMade,
    ReportSent,
    ReportSigned,
    ReportStanding,
    SigningWay,
)
from domain.signature_wait import SignatureWaitEnded
from domain.telephone_signature import InkDropped
from domain.times import WorldTime
from domain.words import Channel


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


def make(report: Report | None, making: ReportMade) -> list[Event]:
    _require_two_units(making.hop)
    return [] if report else [making]


def draft(report: Report | None, *, hop: Hop, text: str) -> list[Event]:
    _require_two_units(hop)
    if not text.strip():
        raise TextMissing
    return [] if report else [ReportDrafted(hop=hop, text=text)]


def revise(report: Report, *, text: str) -> list[Event]:
    """A revised text has lost its signature, and owes no ink: what is signed is what goes out."""
    require_unsent(report)
    if report.text == text:
        return []
    dropped = [InkDropped(next_at=None)] if report.ink else []
    return [DraftRevised(text=text), *dropped]


def sign(report: Report, *, signer: UUID, signed: WorldTime, way: SigningWay) -> list[Event]:
    require_unsent(report)
    if report.standing is ReportStanding.SIGNED:
        return []
    waited = [SignatureWaitEnded(next_at=None)] if report.signature_wait else []
    return [ReportSigned(signer=signer, signed=signed, way=way), *waited]


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


def find_untrue(report: Report, found: ReportFoundUntrue) -> list[Event]:
    """Of what has gone out, and on reasons. Found once, it is found."""
    if report.made is None:
        raise NotSent
    return [] if report.untrue else [replace(found, reason=reason_given(found.reason))]


def require_unsent(report: Report) -> None:
    if report.standing in (ReportStanding.SENT, ReportStanding.RECEIVED):
        raise SentAlready


def _require_two_units(hop: Hop) -> None:
    if hop.reporting_entity == hop.recipient:
        raise SamePlace
