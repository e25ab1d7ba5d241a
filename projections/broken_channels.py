"""The channels by which nobody can be reached at present."""

from __future__ import annotations

from datetime import datetime

from msgspec import Struct

from desk.log.envelope import Recorded
from domain.channel import ChannelBrokeDown, ChannelRecovered, ChannelWithdrawn
from projections.rows import Rows, View


class BrokenRow(Struct, frozen=True):
    channel: str
    said: str
    since: datetime


def fold_channel(rows: Rows[BrokenRow], recorded: Recorded) -> None:
    match recorded.event:
        case ChannelBrokeDown(channel=channel, said=said, at=at):
            rows.put(channel, BrokenRow(channel, said, at))
        case ChannelRecovered(channel=channel) | ChannelWithdrawn(channel=channel):
            rows.drop(channel)


BROKEN_CHANNELS = View(
    "broken_channels",
    1,
    BrokenRow,
    frozenset(one.TOPIC for one in (ChannelBrokeDown, ChannelRecovered, ChannelWithdrawn)),
    fold_channel,
    resident=True,
)
