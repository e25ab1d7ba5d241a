"""The sealer's process: looks, signs, asks its witnesses, says how it stands, and alarms."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from desk.log.evidence import Fault
from desk.seal.answers import Answers
from desk.seal.outpost import Outpost
from desk.seal.sealer import Sealer
from desk.seal.state import Amiss, State, say

SAID_EVERY = timedelta(seconds=2)
SILENT = timedelta(seconds=60)


class Asks(Protocol):
    """A way to a witness's answers."""

    def look(self, sealer: Sealer, answers: Answers, now: datetime) -> None: ...


class SealPost:
    """One turn after another. What the web process shows of it is the file it leaves behind."""

    def __init__(self, sealer: Sealer, key: str, witnesses: Sequence[Asks]) -> None:
        self.sealer, self._outpost = sealer, sealer.outpost
        self.answers = Answers(self._outpost)
        self._witnesses, self._key = witnesses, key
        self._standing = Standing(self._outpost)
        self.state: State | None = None

    def turn(self, reread: int, now: datetime) -> State:
        signed = self.sealer.look(reread, now)
        before = self.answers.anchored
        for witness in self._witnesses:
            witness.look(self.sealer, self.answers, now)
        state = self._state(now)
        if signed or self.answers.anchored != before or is_news(self.state, state):
            say(self._outpost.folder, state)
            self.state = state
        return state

    def _state(self, now: datetime) -> State:
        amiss, unread = self._standing.look(self.sealer.fault, now)
        last, seen = self.sealer.last, self._outpost.keeper.head.seq
        return State(
            looked_at=now,
            origin=self._outpost.origin,
            key=self._key,
            seen=seen,
            sealed=last.size if last else 0,
            sealed_at=self.sealer.signed_at,
            waiting_since=self.answers.waiting_since(seen, now) if self._witnesses else None,
            unread_since=unread,
            anchors=tuple(self.answers.anchors.values()),
            amiss=amiss,
        )


class Standing:
    """Since when something is amiss, or nothing could be read."""

    def __init__(self, outpost: Outpost) -> None:
        self._outpost = outpost
        self._amiss: Amiss | None = None
        self._unread: datetime | None = None

    def look(self, fault: Fault | None, now: datetime) -> tuple[Amiss | None, datetime | None]:
        if not fault:
            self._amiss = None
        elif self._amiss is None or (self._amiss.seq, self._amiss.reason) != fault:
            self._amiss = Amiss(fault.seq, fault.reason, now)
        self._unread = (self._unread or now) if self._outpost.unread else None
        return self._amiss, self._unread


def is_news(said: State | None, state: State) -> bool:
    """What stays as it is is said again after a while: so that everybody sees somebody is at work."""
    return (
        said is None
        or said.amiss != state.amiss
        or state.looked_at - said.looked_at >= SAID_EVERY
        or state.looked_at < said.looked_at
    )


def wrong_with(state: State, now: datetime) -> tuple[str, ...]:
    """What has to be told to people, as keys of words."""
    told = {
        "amiss": state.amiss is not None,
        "unread": _long_ago(state.unread_since, now),
        "unanchored": _long_ago(state.waiting_since, now) and not state.amiss,
        "still": _long_ago(state.looked_at, now),
    }
    return tuple(key for key, stands in told.items() if stands)


def _long_ago(since: datetime | None, now: datetime) -> bool:
    return since is not None and now - since > SILENT
