"""What history is told of the sending: first answers and changes, hours summed up, channels broken and back."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from desk.attempts import RecordAttempt, SumAttempts, record_attempt, sum_attempts
from desk.channels import (
    ReportBreakdown,
    ReportRecovery,
    WithdrawChannel,
    report_breakdown,
    report_recovery,
    withdraw_channel,
)
from desk.desk import Desk
from desk.log.envelope import Acting
from desk.tellings import RecordTellingSent, record_telling_sent
from domain.actors import Via, system
from domain.channel import channel_id
from domain.kernel import Value, name_id
from domain.notice import Outcome
from domain.telling import TellingSent
from escalation.attempts import Attempt, Attempts
from escalation.sending import RingKey, Waking

log = logging.getLogger("shoubao.sender")

SENDER = system("sender")

ChannelReport = ReportBreakdown | ReportRecovery | WithdrawChannel


class SendingRecord:
    """A message that went out is never undone because the log took no word of it; the next start tells it."""

    def __init__(self, desk: Desk, attempts: Attempts) -> None:
        self._desk, self._attempts = desk, attempts
        self._sum_at: dict[tuple[RingKey, str], datetime] = {}

    def catch_up(self, rings: Iterable[RingKey]) -> None:
        """The office may have stopped between an answer and its event."""
        for ring in rings:
            made = _by_channel(self._attempts.of_ring(ring))
            for some in made.values():
                if some[-1].outcome and some[-1].ended:
                    self.attempted(ring, some[-1], len(some))

    def attempted(self, ring: RingKey, attempt: Attempt, count: int) -> None:
        assert attempt.outcome
        assert attempt.ended
        told = RecordAttempt(
            notice=ring.notice,
            number=ring.number,
            channel=attempt.channel,
            address=attempt.address,
            outcome=attempt.outcome,
            said=attempt.said,
            at=attempt.ended,
            attempts=count,
        )
        self._tell(name_id(ring.notice, "attempt", ring.number, attempt.id), record_attempt, told)

    def told(self, telling: RingKey, attempt: Attempt) -> None:
        assert attempt.outcome
        assert attempt.ended
        sending = TellingSent(
            channel=attempt.channel,
            address=attempt.address,
            outcome=attempt.outcome,
            said=attempt.said,
            at=attempt.ended,
        )
        recording = RecordTellingSent(telling=telling.notice, sending=sending)
        id = name_id(telling.notice, "sent", attempt.id)
        self._tell(id, record_telling_sent, recording)

    def broke_down(self, channel: str, failures: int, said: str, at: datetime) -> None:
        report = ReportBreakdown(channel=channel, failures=failures, said=said, at=at)
        self._tell(self._of_channel(report, at), report_breakdown, report)

    def recovered(self, channel: str, at: datetime) -> None:
        report = ReportRecovery(channel=channel, at=at)
        self._tell(self._of_channel(report, at), report_recovery, report)

    def withdrawn(self, channel: str, at: datetime) -> None:
        withdrawal = WithdrawChannel(channel=channel, at=at)
        self._tell(self._of_channel(withdrawal, at), withdraw_channel, withdrawal)

    def sum_hours(self, wakings: Iterable[Waking], every: timedelta, at: datetime) -> None:
        """Of each ring and channel the full hours that nobody has been told of."""
        for waking in wakings:
            for way in waking.ways:
                key = (waking.ring, way.channel)
                if self._sum_at.get(key, waking.rung_at + every) <= at:
                    self._sum(waking, way.channel, every, at)

    def _sum(self, waking: Waking, channel: str, every: timedelta, at: datetime) -> None:
        since = self._attempts.summed_upto(waking.ring, channel) or waking.rung_at
        upto = since + (at - since) // every * every
        notice, number = waking.ring
        told = name_id(notice, "sum", number, channel, upto.isoformat())
        counted = _untold(self._attempts.of_ring(waking.ring), channel, since, upto)
        summed = _summed(waking.ring, channel, counted, upto)
        if upto == since or self._tell(told, sum_attempts, summed):
            self._attempts.set_summed(waking.ring, channel, upto)
            self._sum_at[waking.ring, channel] = upto + every

    def _of_channel(self, report: ChannelReport, at: datetime) -> UUID:
        unit = self._desk.register().office.unit
        return name_id(channel_id(unit, report.channel), type(report).__name__, at.isoformat())

    def _tell(self, id: UUID, handle: Callable[..., Any], command: Value) -> bool:
        """Told with the same id, it is told once."""
        try:
            self._desk.act(acting(id), handle, command)
        except Exception as error:
            log.warning("%s was not put on record: %r", type(command).__name__, error)
            return False
        return True


def acting(id: UUID) -> Acting:
    return Acting(
        by=SENDER,
        recorded_by=SENDER,
        via=Via.SYSTEM,
        command_id=id,
        account="system:sender",
        fingerprint=b"",
    )


def _summed(ring: RingKey, channel: str, counted: Counter[Outcome], upto: datetime) -> SumAttempts:
    return SumAttempts(
        notice=ring.notice,
        number=ring.number,
        channel=channel,
        accepted=counted[Outcome.ACCEPTED],
        rejected=counted[Outcome.REJECTED],
        unknown=counted[Outcome.UNKNOWN],
        upto=upto,
    )


def _by_channel(made: Iterable[Attempt]) -> dict[str, list[Attempt]]:
    found: dict[str, list[Attempt]] = {}
    for one in made:
        found.setdefault(one.channel, []).append(one)
    return found


def _untold(
    made: Iterable[Attempt], channel: str, since: datetime, upto: datetime
) -> Counter[Outcome]:
    """Those that ended as the one before: of the others there is an event."""
    counted: Counter[Outcome] = Counter()
    before: Outcome | None = None
    for one in made:
        if one.channel == channel and one.outcome and one.ended:
            if one.outcome is before and since <= one.ended < upto:
                counted[one.outcome] += 1
            before = one.outcome
    return counted
