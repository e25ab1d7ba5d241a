"""通道: what the channels said of the attempts to reach somebody, as far as history tells it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk.draft import Draft
from domain import notice as notices
from domain.kernel import Value
from domain.notice import Attempted, AttemptsSummed, Outcome
from domain.notice_commands import attempted
from domain.notice_commands import sum_attempts as summed_up


class RecordAttempt(Value):
    """One attempt of ring `number` by a channel. Only the first and each change become history."""

    notice: UUID
    number: int
    channel: str
    address: str
    outcome: Outcome
    said: str
    at: datetime
    attempts: int


class SumAttempts(Value):
    """The attempts of one hour of which no event was made."""

    notice: UUID
    number: int
    channel: str
    accepted: int
    rejected: int
    unknown: int
    upto: datetime


class AttemptAnswer(Value):
    notice: UUID


def record_attempt(draft: Draft, attempt: RecordAttempt) -> AttemptAnswer:
    notice = draft.require(attempt.notice, notices.evolve)
    draft.inherit(draft.exercise_of(attempt.notice))
    told = Attempted(
        number=attempt.number,
        channel=attempt.channel,
        address=attempt.address,
        outcome=attempt.outcome,
        said=attempt.said,
        at=attempt.at,
        attempts=attempt.attempts,
    )
    draft.record(attempt.notice, attempted(notice, told))
    return AttemptAnswer(notice=attempt.notice)


def sum_attempts(draft: Draft, summing: SumAttempts) -> AttemptAnswer:
    notice = draft.require(summing.notice, notices.evolve)
    draft.inherit(draft.exercise_of(summing.notice))
    told = AttemptsSummed(
        number=summing.number,
        channel=summing.channel,
        accepted=summing.accepted,
        rejected=summing.rejected,
        unknown=summing.unknown,
        upto=summing.upto,
    )
    draft.record(summing.notice, summed_up(notice, told))
    return AttemptAnswer(notice=summing.notice)
