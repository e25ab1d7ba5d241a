"""送签: a report laid before a leader, and how long it may wait for the signature."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from domain.kernel import Timed, Value
from domain.times import WorldTime

SIGN_WITHIN = timedelta(minutes=10)  # ours: no source gives one
SIGN_WITHIN_LEAST = timedelta(minutes=1)


class SignatureAsked(Timed):
    """`incident`: as the report was drafted; `due_at`: when somebody else is woken."""

    TOPIC = "report.signature-asked"
    incident: UUID
    signer: UUID
    asked: WorldTime
    due_at: datetime


class SignatureRanOut(Timed):
    """Accuses nobody: the statutory clock runs on beside it."""

    TOPIC = "report.signature-ran-out"
    due_at: datetime
    noticed_at: datetime


class SignatureWaitEnded(Timed):
    """It is signed: no alarm is due any more."""

    TOPIC = "report.signature-wait-ended"


class SignatureWait(Value):
    """Before whom it lies."""

    request: SignatureAsked
    ran_out: bool = False
