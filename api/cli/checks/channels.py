"""How people outside are reached: settings that can be read, and no channel that has broken down."""

from __future__ import annotations

from api.channels_file import ChannelsBroken, read_channels
from api.cli.checks.data import events
from api.cli.checks.finding import Asked, Finding, amiss, in_order
from api.cli.words import LANGUAGE
from domain.channel import ChannelBrokeDown, ChannelRecovered, ChannelWithdrawn


def channels(asked: Asked) -> Finding:
    """None at all is in order: then the officer dials."""
    try:
        found = read_channels(asked.settings.folder, LANGUAGE.get())
    except ChannelsBroken as fault:
        return amiss("channels", "wrong", fault=fault)
    broken = _broken(asked)
    if broken:
        return amiss("channels", "broken", names=" ".join(sorted(broken)))
    names = " ".join(one.name for one in found)
    return in_order("channels", names=names) if found else in_order("channels-none")


def _broken(asked: Asked) -> set[str]:
    broken: set[str] = set()
    told = (ChannelBrokeDown.TOPIC, ChannelRecovered.TOPIC, ChannelWithdrawn.TOPIC)
    for event in events(asked, *told):
        match event:
            case ChannelBrokeDown(channel=channel):
                broken.add(channel)
            case ChannelRecovered(channel=channel) | ChannelWithdrawn(channel=channel):
                broken.discard(channel)
    return broken
