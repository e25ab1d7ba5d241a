"""What people may do with a breach: state, decide, revoke, and record what followed."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.breach import Breach
from domain.breach_kinds import COMPUTED, BreachWords
from domain.kernel import Event, Refused, reason_given
from domain.times import WorldTime
from domain.verdict import (
    BreachAlleged,
    BreachCirculated,
    BreachDecided,
    ConsequenceRecorded,
    Decision,
    DecisionRevoked,
    StatementRecorded,
)


class KindUnknown(Refused):
    """规则册中没有这一种类"""

    EN: ClassVar[str] = "The rule book knows no such kind"


class NotTheirs(Refused):
    """只有所涉单位可以申辩"""

    EN: ClassVar[str] = "Only the unit concerned makes a statement"


class OwnCase(Refused):
    """不能认定本单位的违规"""

    EN: ClassVar[str] = "Nobody decides about the unit they belong to"


class DecidedAlready(Refused):
    """已认定；先撤销原认定"""

    EN: ClassVar[str] = "It is decided: revoke that decision first"


class NotDecided(Refused):
    """尚未认定"""

    EN: ClassVar[str] = "It has not been decided"


class NotConfirmed(Refused):
    """未认定成立的，不追责、不通报"""

    EN: ClassVar[str] = "What was not confirmed has no consequence and is in no circular"


def allege(breach: Breach | None, alleged: BreachAlleged, words: BreachWords) -> list[Event]:
    """Of a kind the book knows. What the system computes itself is not for anybody to type in."""
    if words.kind(alleged.kind) is None or alleged.kind in COMPUTED:
        raise KindUnknown(alleged.kind)
    said = replace(alleged, words=reason_given(alleged.words))
    return [] if breach and breach.alleged == said else [said]


def record_statement(breach: Breach, statement: StatementRecorded) -> list[Event]:
    """At any time, also after a decision: it may be a reason to revoke it."""
    if statement.unit != breach.charge.obligor:
        raise NotTheirs(statement.unit)
    said = replace(statement, words=reason_given(statement.words))
    return [] if said in breach.statements else [said]


def decide(breach: Breach, deciding: BreachDecided, *, unit: UUID | None) -> list[Event]:
    """`unit`: the decider's own. The same decision again is the same."""
    said = replace(deciding, reason=reason_given(deciding.reason))
    if unit == breach.charge.obligor:
        raise OwnCase(deciding.person)
    if breach.decision is None:
        return [said]
    if (breach.decision.decision, breach.decision.person) == (said.decision, said.person):
        return []
    raise DecidedAlready


def revoke(breach: Breach, *, reason: str, person: UUID) -> list[Event]:
    if breach.decision is None:
        raise NotDecided
    return [DecisionRevoked(reason=reason_given(reason), person=person)]


def record_consequence(
    breach: Breach, consequence: ConsequenceRecorded, words: BreachWords
) -> list[Event]:
    require_confirmed(breach)
    if words.consequence(consequence.consequence) is None:
        raise KindUnknown(consequence.consequence)
    return [] if consequence in breach.consequences else [consequence]


def circulate(breach: Breach, *, number: str, circulated: WorldTime) -> list[Event]:
    """Named once in one circular."""
    require_confirmed(breach)
    if any(one.number == number for one in breach.circulated):
        return []
    return [BreachCirculated(number=number, circulated=circulated)]


def require_confirmed(breach: Breach) -> None:
    if breach.decision is None or breach.decision.decision is not Decision.CONFIRMED:
        raise NotConfirmed
