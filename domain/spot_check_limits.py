"""抽查的限度: three rings, five minutes, where they come from, and what follows from them for one call."""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.kernel import Value
from domain.rule_text import read_page
from domain.spot_check import SpotCall
from domain.spot_check_words import (
    CheckLimits,
    CheckMethod,
    CheckOutcome,
    CheckStep,
    Findings,
    RiskGround,
)

BY_EAR = frozenset({CheckMethod.PHONE, CheckMethod.SATELLITE})  # where rings are counted


class LimitSource(Value):
    """Where one of the limits comes from; `rule`: the line of the rule book that says so."""

    of: str
    document: str
    words: str
    confidence: str
    rule: str = ""


class SpotCheckRules(Value):
    """The limits, and by how many lots each ground makes a desk likelier to be drawn."""

    title: str
    limits: CheckLimits
    weights: dict[RiskGround, int]
    recent_days: int
    unchecked_days: int
    sources: tuple[LimitSource, ...]

    def weight(self, grounds: tuple[RiskGround, ...]) -> int:
        return 1 + sum(self.weights[one] for one in grounds)


def parse_spot_checks(text: str, name: str) -> SpotCheckRules:
    """Raises RuleError, which names the file and the line."""
    return read_page(text, name).read_as(SpotCheckRules)


def propose(
    call: SpotCall, method: CheckMethod, limits: CheckLimits, found: Findings, as_of: datetime
) -> CheckOutcome:
    """What the stamps and the answers say; the officer's key decides."""
    waited = waiting(call, as_of)
    if waited > limits.answer_within:
        return CheckOutcome.NOT_IN_TIME
    if call.reached is None:
        on_screen = method is CheckMethod.VIDEO and call.step is CheckStep.CHECK
        return CheckOutcome.VIDEO_OFFLINE if on_screen else CheckOutcome.NO_ANSWER
    if found.leader_in_place is False:
        return CheckOutcome.LEADER_ABSENT
    if found.matters_known is False or found.procedure_known is False:
        return CheckOutcome.NOT_VERSED
    by_ear = method in BY_EAR or call.step is not CheckStep.CHECK
    if by_ear and _rings(found, waited, limits) > limits.rings:
        return CheckOutcome.RANG_TOO_LONG
    return CheckOutcome.NORMAL


def waiting(call: SpotCall, as_of: datetime) -> timedelta:
    """From the first ring until somebody was there; until now if nobody is."""
    until = call.reached.earliest if call.reached else as_of
    return until - call.placed.dialled.earliest


def _rings(found: Findings, waited: timedelta, limits: CheckLimits) -> int:
    """As counted, else by the time it rang: the first ring comes at once."""
    if found.rings is not None:
        return found.rings
    return int(waited.total_seconds()) // limits.ring_seconds + 1
