"""The channels of an office, opened: a lane and a breaker each."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from escalation.breaker import BROKEN, Breaker, Circuit, after, lets_through, sent
from escalation.channels.lane import Answered, Keep, Lane
from escalation.channels.message import Answer, Message
from escalation.channels.opened import opened
from escalation.channels.settings import AnyChannel


class Lanes:
    """Breakers belong to the sender's thread."""

    def __init__(self, channels: Iterable[AnyChannel], keep: Keep) -> None:
        self.channels = tuple(channels)
        self._lanes = {one.name: Lane(one, opened(one), keep) for one in self.channels}
        self._breakers = {name: Breaker() for name in self._lanes}

    def start(self, broken: Iterable[str]) -> None:
        """`broken`: as history has it. They are probed by their first message."""
        self._breakers |= {name: BROKEN for name in broken if name in self._lanes}
        for lane in self._lanes.values():
            lane.start()

    def stop(self) -> None:
        for lane in self._lanes.values():
            lane.stop()

    def settings(self, name: str) -> AnyChannel:
        return next(one for one in self.channels if one.name == name)

    def breaker(self, name: str) -> Breaker:
        return self._breakers[name]

    def shut(self, at: datetime) -> frozenset[str]:
        """Those known to be broken, whose turn to be probed has not come."""
        return frozenset(
            name for name, breaker in self._breakers.items() if not lets_through(breaker, at)
        )

    def takes(self, name: str, at: datetime) -> bool:
        """A probe is one message: what comes after it in the same look waits."""
        return self._lanes[name].has_room and lets_through(self._breakers[name], at)

    def put(self, name: str, message: Message, answered: Answered) -> None:
        self._breakers[name] = sent(self._breakers[name])
        self._lanes[name].put(message, answered)

    def judge(self, name: str, address: str, answer: Answer, at: datetime) -> Circuit | None:
        """Where the breaker went, if anywhere."""
        before = self._breakers[name]
        now = after(before, answer.outcome, address, at, own=answer.own)
        self._breakers[name] = now
        return now.circuit if now.circuit is not before.circuit else None
