"""首报/续报/终报/补报: one report on one hop, by phone at once or in writing from draft to receipt."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain.actors import Sealed
from domain.conduct import ReportFoundUntrue
from domain.facts import Fact
from domain.kernel import Event, Value
from domain.signature_wait import (
    SignatureAsked,
    SignatureRanOut,
    SignatureWait,
    SignatureWaitEnded,
)
from domain.telephone_signature import Ink, InkDropped, InkRanOut, InkSigned, TelephoneSigned
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
    PAGE = "page"  # on the phone page, by whoever is signed in there


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
    ink: Ink | None = None  # signed on the telephone, and not on paper yet
    facts: tuple[Fact, ...] = ()  # what it claimed, where it was told by word
    untrue: bool = False  # found untrue by a person
    signature_wait: SignatureWait | None = None  # laid before somebody, and not signed yet


def evolve(report: Report | None, happened: Event) -> Report:
    match happened:
        case ReportMade():
            return _told(happened)
        case ReportDrafted(hop=hop, text=text):
            return Report(hop=hop, standing=ReportStanding.DRAFTED, text=text)
    if report is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no report's, or comes before any was begun")
    return replace(report, **CHANGES[type(happened)](report, happened))


def _told(made: ReportMade) -> Report:
    return Report(
        hop=made.hop,
        standing=ReportStanding.SENT,
        text=made.words,
        channel=made.channel,
        made=made.made,
        facts=made.facts,
        untrue=made.untrue,
    )


CHANGES: dict[type[Event], Callable[[Report, Any], dict[str, Any]]] = {
    DraftRevised: lambda _, e: {"text": e.text, "standing": ReportStanding.DRAFTED},
    SignatureAsked: lambda _, e: {"signature_wait": SignatureWait(request=e)},
    SignatureRanOut: lambda r, _: {
        "signature_wait": r.signature_wait and replace(r.signature_wait, ran_out=True)
    },
    SignatureWaitEnded: lambda _r, _e: {"signature_wait": None},
    ReportSigned: lambda _r, _e: {"standing": ReportStanding.SIGNED},
    TelephoneSigned: lambda _, e: {
        "standing": ReportStanding.SIGNED,
        "ink": Ink(signature=e),
        "signature_wait": None,
    },
    InkRanOut: lambda r, _: {"ink": r.ink and replace(r.ink, ran_out=True)},
    InkSigned: lambda _r, _e: {"ink": None},
    InkDropped: lambda _r, _e: {"ink": None},
    ReportSent: lambda _, e: {
        "standing": ReportStanding.SENT,
        "channel": e.channel,
        "made": e.sent,
    },
    ReceiptRecorded: lambda _r, _e: {"standing": ReportStanding.RECEIVED},
    ReportCorrected: lambda r, e: {"text": e.text, "made": e.made or r.made},
    ReportFoundUntrue: lambda _r, _e: {"untrue": True},
}
