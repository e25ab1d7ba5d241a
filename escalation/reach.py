"""名单之内: by which channels a ring or a telling may leave; of an exercise only to whom its list names. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from uuid import UUID

from contingency_plans.exercise_events import Recipients
from escalation.channels.settings import AnyChannel, Reaches
from escalation.sending import Way


def ways(
    channels: Iterable[AnyChannel],
    reached: Mapping[Reaches, str],
    person: UUID | None,
    listed: Recipients | None,
) -> Iterator[Way]:
    """In the office's order. `reached`: the person's own addresses; `listed`: None where nothing is exercised."""
    for channel in channels:
        fixed = channel.reaches is Reaches.FIXED
        address = (channel.to or channel.name) if fixed else reached.get(channel.reaches)
        if address and (listed is None or _may_carry(channel, person, listed)):
            yield Way(channel.name, address)


def _may_carry(channel: AnyChannel, person: UUID | None, listed: Recipients) -> bool:
    """A fixed target, a group say, is named for itself: who reads there nobody knows."""
    if not channel.exercises:
        return False
    if channel.reaches is Reaches.FIXED:
        return channel.name in listed.channels
    return listed.has(person)
