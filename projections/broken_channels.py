"""The channels by which nobody can be reached at present."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from msgspec import Struct

from desk.log.envelope import Recorded
from domain.channel import ChannelBrokeDown, ChannelRecovered, ChannelWithdrawn
from projections.banner_shapes import BrokenChannel
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


def broken_lines(rows: Mapping[str, Rows[Any]]) -> tuple[BrokenChannel, ...]:
    broken: Iterable[BrokenRow] = rows[BROKEN_CHANNELS.name].values()
    lines = (BrokenChannel(one.channel, one.said, one.since) for one in broken)
    return tuple(sorted(lines, key=lambda line: (line.since, line.channel)))
