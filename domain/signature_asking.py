"""What may be done with a report that waits for a signature: functions of the report that answer with events."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from domain.kernel import Event, Refused
from domain.report import Report, ReportStanding
from domain.report_commands import require_unsent
from domain.signature_wait import (
    SIGN_WITHIN,
    SIGN_WITHIN_LEAST,
    SignatureAsked,
    SignatureRanOut,
)
from domain.times import WorldTime


class SignedAlready(Refused):
    """报告已签发，无须送签"""

    EN: ClassVar[str] = "This report is signed already"


def ask_signature(
    report: Report, *, signer: UUID, asked: WorldTime, answers_by: datetime | None
) -> list[Event]:
    """`answers_by`: when the first clock that the report answers is due. Asked twice of one person, it is asked once.

    Raises SentAlready, SignedAlready.
    """
    require_unsent(report)
    if report.standing is ReportStanding.SIGNED:
        raise SignedAlready(signer)
    wait = report.signature_wait
    if wait and wait.request.signer == signer and not wait.ran_out:
        return []
    due = _due(asked.latest, answers_by)
    incident = report.hop.incident
    return [SignatureAsked(incident=incident, signer=signer, asked=asked, due_at=due, next_at=due)]


def look(report: Report, *, as_of: datetime) -> list[Event]:
    """Recorded once; it is waited for all the same."""
    wait = report.signature_wait
    if wait is None or wait.ran_out or as_of < wait.request.due_at:
        return []
    return [SignatureRanOut(due_at=wait.request.due_at, noticed_at=as_of, next_at=None)]


def _due(asked: datetime, answers_by: datetime | None) -> datetime:
    """Half of what is left is for whoever is woken then."""
    left = (answers_by - asked) / 2 if answers_by else SIGN_WITHIN
    return asked + max(SIGN_WITHIN_LEAST, min(SIGN_WITHIN, left))
