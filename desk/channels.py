"""通道: what the sender puts on record of a channel as a whole."""

from __future__ import annotations

from datetime import datetime

from desk.draft import Draft
from domain import channel as channels
from domain.channel import channel_id
from domain.kernel import Value


class ReportBreakdown(Value):
    """The breaker of a channel has opened."""

    channel: str
    failures: int
    said: str
    at: datetime


class ReportRecovery(Value):
    """A message has got through again."""

    channel: str
    at: datetime


class WithdrawChannel(Value):
    """The office's settings name it no more."""

    channel: str
    at: datetime


class ChannelAnswer(Value):
    channel: str


def report_breakdown(draft: Draft, report: ReportBreakdown) -> ChannelAnswer:
    id = channel_id(draft.register.office.unit, report.channel)
    events = channels.break_down(
        draft.load(id, channels.evolve),
        channel=report.channel,
        failures=report.failures,
        said=report.said,
        at=report.at,
    )
    draft.record(id, events)
    return ChannelAnswer(channel=report.channel)


def report_recovery(draft: Draft, report: ReportRecovery) -> ChannelAnswer:
    id = channel_id(draft.register.office.unit, report.channel)
    state = draft.load(id, channels.evolve)
    draft.record(id, channels.recover(state, at=report.at))
    return ChannelAnswer(channel=report.channel)


def withdraw_channel(draft: Draft, withdrawal: WithdrawChannel) -> ChannelAnswer:
    id = channel_id(draft.register.office.unit, withdrawal.channel)
    state = draft.load(id, channels.evolve)
    draft.record(id, channels.withdraw(state, at=withdrawal.at))
    return ChannelAnswer(channel=withdrawal.channel)
