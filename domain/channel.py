"""通道: a way to reach people outside, as far as history tells of it: when it broke down, and when it was back."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from domain.kernel import Event, Value, name_id


class ChannelBrokeDown(Event):
    """Nobody can be reached by it any more: it failed so often in a row."""

    TOPIC = "channel.broke-down"
    channel: str
    failures: int
    said: str  # what it answered last, cut short
    at: datetime


class ChannelRecovered(Event):
    """It accepted a message again."""

    TOPIC = "channel.recovered"
    channel: str
    at: datetime


class ChannelWithdrawn(Event):
    """It is no longer among the office's channels, whether it worked or not."""

    TOPIC = "channel.withdrawn"
    channel: str
    at: datetime


class ChannelState(Value):
    channel: str
    broken: bool


def channel_id(unit: UUID, channel: str) -> UUID:
    return name_id(unit, "channel", channel)


def evolve(state: ChannelState | None, happened: Event) -> ChannelState:
    match happened:
        case ChannelBrokeDown(channel=channel):
            return ChannelState(channel=channel, broken=True)
        case ChannelRecovered(channel=channel) | ChannelWithdrawn(channel=channel):
            return ChannelState(channel=channel, broken=False)
    raise TypeError(f"{happened!r} is no channel's")


def break_down(
    state: ChannelState | None, *, channel: str, failures: int, said: str, at: datetime
) -> list[Event]:
    """Told once, however long it lasts."""
    if state and state.broken:
        return []
    return [ChannelBrokeDown(channel=channel, failures=failures, said=said, at=at)]


def recover(state: ChannelState | None, *, at: datetime) -> list[Event]:
    """One that never broke down has nothing to recover from."""
    if state is None or not state.broken:
        return []
    return [ChannelRecovered(channel=state.channel, at=at)]


def withdraw(state: ChannelState | None, *, at: datetime) -> list[Event]:
    """What is said of a channel that broke down ends with it."""
    if state is None or not state.broken:
        return []
    return [ChannelWithdrawn(channel=state.channel, at=at)]
