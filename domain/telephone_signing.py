"""What may be done with a signature given over the telephone: functions of the report that answer with events."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar, NamedTuple
from uuid import UUID

from domain.kernel import Event, Refused
from domain.report import Report, ReportStanding
from domain.report_commands import require_unsent
from domain.telephone_signature import (
    INK_WITHIN,
    InkRanOut,
    InkSigned,
    TelephoneSigned,
    same_number,
    text_number,
)
from domain.times import WorldTime


class ReadBack(NamedTuple):
    """Who signed, by which number, and who heard it; `typed_by`: the officer on the telephone."""

    signer: UUID
    number: str
    witness: UUID
    typed_by: UUID | None
    dial: UUID | None = None


class NumberDoesNotFit(Refused):
    """读回的文号与现稿不符：稿件可能已改，请重新读稿核对"""

    EN: ClassVar[str] = "The number read back is not this text's: read the text as it is now"


class WitnessNeeded(Refused):
    """电话签批须由另一名值班人员在场见证"""

    EN: ClassVar[str] = "A second officer must hear it: not the signer, nor whoever writes it down"


class NoInkOwed(Refused):
    """没有待补签的电话签批"""

    EN: ClassVar[str] = "No signature in ink is owed here"


def sign_by_telephone(report: Report, heard: ReadBack, *, signed: WorldTime) -> list[Event]:
    """Raises NumberDoesNotFit, WitnessNeeded, SentAlready."""
    require_unsent(report)
    if len({heard.signer, heard.witness, heard.typed_by}) < 3:
        raise WitnessNeeded
    if not same_number(heard.number, report.text):
        raise NumberDoesNotFit
    if report.standing is ReportStanding.SIGNED:
        return []
    return [_signature(report, heard, signed)]


def _signature(report: Report, heard: ReadBack, signed: WorldTime) -> TelephoneSigned:
    due = signed.latest + INK_WITHIN
    return TelephoneSigned(
        incident=report.hop.incident,
        signer=heard.signer,
        signed=signed,
        text_number=text_number(report.text),
        witness=heard.witness,
        dial=heard.dial,
        ink_due=due,
        next_at=due,
    )


def sign_in_ink(report: Report, *, inked: WorldTime) -> list[Event]:
    if report.ink is None:
        raise NoInkOwed
    return [InkSigned(inked=inked, next_at=None)]


def look(report: Report, *, as_of: datetime) -> list[Event]:
    """Recorded once; it is owed all the same."""
    ink = report.ink
    if ink is None or ink.ran_out or as_of < ink.signature.ink_due:
        return []
    return [InkRanOut(due_at=ink.signature.ink_due, noticed_at=as_of, next_at=None)]
