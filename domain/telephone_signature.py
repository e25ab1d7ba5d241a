"""电话签批: a written report signed over the telephone: by its text's number, heard by a witness, in ink later."""

from __future__ import annotations

import hashlib
from datetime import datetime, timedelta
from uuid import UUID

from domain.kernel import Timed, Value
from domain.times import WorldTime

INK_WITHIN = timedelta(hours=24)
DIGITS = 6


class TelephoneSigned(Timed):
    """The signer said `text_number` back, and `witness` heard it."""

    TOPIC = "report.telephone-signed"
    incident: UUID
    signer: UUID
    signed: WorldTime
    text_number: str
    witness: UUID
    dial: UUID | None
    ink_due: datetime


class InkRanOut(Timed):
    """Silent: nobody is woken for a signature on paper; it stands in the lists until it is there."""

    TOPIC = "report.ink-ran-out"
    due_at: datetime
    noticed_at: datetime


class InkSigned(Timed):
    TOPIC = "report.ink-signed"
    inked: WorldTime


class InkDropped(Timed):
    """The text was changed before it went out: there is nothing left to sign."""

    TOPIC = "report.ink-dropped"


class Ink(Value):
    """What is still owed on paper."""

    signature: TelephoneSigned
    ran_out: bool = False


def text_number(text: str) -> str:
    """Read out and said back: six digits that another text does not have, but for one in a million."""
    digest = hashlib.sha256(text.encode()).digest()
    return f"{int.from_bytes(digest[:8]) % 10**DIGITS:0{DIGITS}d}"


def same_number(typed: str, text: str) -> bool:
    """However it was grouped when it was typed."""
    return "".join(one for one in typed if one.isdecimal()) == text_number(text)
