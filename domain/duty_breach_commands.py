"""What may be done with a duty breach: proposed once, stated on, decided by somebody else, revoked, withdrawn."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.breach_commands import DecidedAlready, NotDecided
from domain.duty_breach import (
    DutyBreach,
    DutyBreachDecided,
    DutyBreachKind,
    DutyBreachProposed,
    DutyBreachStated,
    DutyBreachWithdrawn,
    DutyDecisionRevoked,
    Explained,
)
from domain.kernel import Event, Refused, reason_given
from domain.times import WorldTime


class LateIsReckoned(Refused):
    """迟到由到岗时间算出，不由人填写"""

    EN: ClassVar[str] = "Being late is reckoned from the arrival; nobody types it in"


class PersonMissing(Refused):
    """请指明所涉人员"""

    EN: ClassVar[str] = "Say which person it is about"


class OwnBreach(Refused):
    """不能认定本人的值班违规"""

    EN: ClassVar[str] = "Nobody decides about a breach of their own"


def propose(breach: DutyBreach | None, proposing: DutyBreachProposed) -> list[Event]:
    """Proposed before, whatever became of it, it is not proposed again."""
    return [] if breach else [proposing]


def find(breach: DutyBreach | None, found: DutyBreachProposed) -> list[Event]:
    """By a leader, in words."""
    if found.kind is DutyBreachKind.LATE:
        raise LateIsReckoned
    if found.person is None and found.kind is not DutyBreachKind.UNMANNED:
        raise PersonMissing
    return propose(breach, replace(found, words=reason_given(found.words)))


def state(breach: DutyBreach, *, words: str, given: WorldTime) -> list[Event]:
    said = DutyBreachStated(words=reason_given(words), given=given)
    return [] if said in breach.statements else [said]


def decide(breach: DutyBreach, deciding: DutyBreachDecided) -> list[Event]:
    """The same decision again is the same."""
    said = replace(deciding, reason=reason_given(deciding.reason))
    if said.person == breach.proposed.person:
        raise OwnBreach(said.person)
    if breach.decision is None:
        return [said]
    if (breach.decision.decision, breach.decision.person) == (said.decision, said.person):
        return []
    raise DecidedAlready


def revoke(breach: DutyBreach, *, reason: str, person: UUID) -> list[Event]:
    if breach.decision is None:
        raise NotDecided
    return [DutyDecisionRevoked(reason=reason_given(reason), person=person)]


def withdraw(breach: DutyBreach | None, *, why: Explained, reason: str) -> list[Event]:
    if breach is None or breach.withdrawn:
        return []
    return [DutyBreachWithdrawn(why=why, reason=reason)]
