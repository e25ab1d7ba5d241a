"""Streams as they were read last: what is on record never changes, so a long one is read on from where it was left."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, Protocol
from uuid import UUID

from desk.log.envelope import Recorded
from domain.kernel import fold

KEPT_FROM = 1  # events; a shorter stream is read anew as soon
KEPT_EVENTS_MAX = 20_000  # of all streams together: some tens of megabytes

Evolve = Callable[[Any, Any], Any]


class Streams(Protocol):
    """One stream's history, or what of it came after a version."""

    def stream(self, originator_id: UUID, *, after: int = 0) -> list[Recorded]: ...


class AnotherKind(TypeError):
    """The stream began as something else than what it is asked for as."""


class History:
    """A stream up to some version, and the states it was folded into. Nobody changes one: it is read on into another."""

    __slots__ = ("_states", "recorded")

    def __init__(self, recorded: tuple[Recorded, ...], states: dict[Evolve, Any]) -> None:
        self.recorded = recorded
        self._states = states

    def state(self, evolve: Evolve) -> Any:
        """None for a stream that is not there. Raises AnotherKind."""
        if evolve not in self._states:
            self._states[evolve] = self._folded(evolve)
        return self._states[evolve]

    def _folded(self, evolve: Evolve) -> Any:
        events = [one.event for one in self.recorded]
        try:
            begun = fold(evolve, None, events[:1])
        except TypeError as error:
            raise AnotherKind(*error.args) from error
        return fold(evolve, begun, events[1:])

    def and_then(self, news: list[Recorded]) -> History:
        happened = [one.event for one in news]
        states = {evolve: fold(evolve, then, happened) for evolve, then in [*self._states.items()]}
        return History((*self.recorded, *news), states)


class Histories:
    """The long streams asked for lately. Thread-safe; two that read on at once find the same."""

    def __init__(
        self, log: Streams, kept_from: int = KEPT_FROM, events_max: int = KEPT_EVENTS_MAX
    ) -> None:
        self._log, self._from, self._max = log, kept_from, events_max
        self._kept: OrderedDict[UUID, History] = OrderedDict()
        self._events = 0
        self._lock = threading.Lock()

    def of(self, id: UUID) -> History:
        """As the log has it now."""
        known = self._kept.get(id)
        if known is None:
            history = History(tuple(self._log.stream(id)), {})
        else:
            news = self._log.stream(id, after=len(known.recorded))
            history = known.and_then(news) if news else known
        if len(history.recorded) >= self._from:
            self._keep(id, history)
        return history

    def _keep(self, id: UUID, history: History) -> None:
        """The one unasked for longest is forgotten first."""
        with self._lock:
            before = self._kept.pop(id, None)
            self._events += len(history.recorded) - (len(before.recorded) if before else 0)
            self._kept[id] = history
            while self._events > self._max:
                self._events -= len(self._kept.popitem(last=False)[1].recorded)
