"""The circuit breaker of one channel: after so many failures in a row it is left alone for a while, then probed."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple

from domain.notice import Outcome

FAILURES_MAX = 5
PROBE_AFTER = timedelta(minutes=1)


class Circuit(StrEnum):
    """Whether a channel is used."""

    CLOSED = "closed"  # 正常
    OPEN = "open"  # 中断: left alone
    PROBING = "probing"  # 试探: one message is on its way


class Breaker(NamedTuple):
    """`refused`: the addresses refused since the last success; None of them: the channel itself failed."""

    circuit: Circuit = Circuit.CLOSED
    failures: int = 0
    refused: frozenset[str | None] = frozenset()
    probe_at: datetime | None = None


BROKEN = Breaker(Circuit.OPEN)  # as history has it at a start: probed by the first message


def lets_through(breaker: Breaker, at: datetime) -> bool:
    match breaker.circuit:
        case Circuit.CLOSED:
            return True
        case Circuit.OPEN:
            return breaker.probe_at is None or breaker.probe_at <= at
        case Circuit.PROBING:
            return False


def sent(breaker: Breaker) -> Breaker:
    """What an open breaker lets through is its probe."""
    if breaker.circuit is Circuit.OPEN:
        return breaker._replace(circuit=Circuit.PROBING)
    return breaker


def after(
    breaker: Breaker, outcome: Outcome, address: str, at: datetime, *, own: bool = False
) -> Breaker:
    """One wrong number opens nothing: the channel itself has to fail, or to refuse more than one."""
    if outcome is Outcome.ACCEPTED:
        return Breaker()
    failures = breaker.failures + 1
    refused = breaker.refused | {None if own else address}
    blamed = failures >= FAILURES_MAX and (None in refused or len(refused) > 1)
    if breaker.circuit is Circuit.PROBING or blamed:
        return Breaker(Circuit.OPEN, failures, refused, at + PROBE_AFTER)
    return breaker._replace(failures=failures, refused=refused)
