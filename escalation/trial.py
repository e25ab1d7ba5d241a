"""试叫: ring my phone now. To whom a channel's test goes, and how often one may be made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import ClassVar

from domain.kernel import Refused
from escalation.attempts import Attempts
from escalation.channels.settings import AnyChannel, Reaches
from escalation.sending import Way

REST = timedelta(minutes=1)


class TriedJustNow(Refused):
    """此通道一分钟内已试叫过，请稍候"""

    EN: ClassVar[str] = "This channel was tested within the last minute; wait a moment"


class NotReached(Refused):
    """没有此通道，或它没有您的号码"""

    EN: ClassVar[str] = "There is no such channel, or it has no number of yours"


def trial_way(
    channels: Iterable[AnyChannel], name: str, contacts: Mapping[Reaches, str], to: str = ""
) -> Way:
    """`to`: another number than the one on the register. Raises NotReached."""
    for channel in channels:
        if channel.name == name:
            fixed = channel.reaches is Reaches.FIXED
            address = to or ((channel.to or name) if fixed else contacts.get(channel.reaches, ""))
            if address:
                return Way(name, address)
    raise NotReached(name)


def require_rested(attempts: Attempts, channel: str, at: datetime) -> None:
    """Raises TriedJustNow."""
    last = attempts.last_test(channel)
    if last and last.begun > at - REST:
        raise TriedJustNow(channel)
