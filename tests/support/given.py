"""Given what happened, when this is asked, then that happens: a decider's story in one line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from domain.kernel import Event, Refused, fold

Evolve = Callable[[Any, Any], Any]
Command = Callable[[Any], Sequence[Event]]


class Given:
    def __init__(self, evolve: Evolve, history: tuple[Event, ...]) -> None:
        self._evolve = evolve
        self._history = history

    @property
    def state(self) -> Any:
        return fold(self._evolve, None, self._history)

    def when(self, command: Command) -> When:
        return When(self, command)

    def and_then(self, *events: Event) -> Given:
        return Given(self._evolve, (*self._history, *events))


class When:
    def __init__(self, given: Given, command: Command) -> None:
        self._given = given
        self._command = command

    def then(self, *expected: Event) -> Given:
        """Exactly these events. They can be replayed, and what follows may be told from there."""
        happened = tuple(self._command(self._given.state))
        assert happened == expected
        after = self._given.and_then(*happened)
        assert after.state is not None or not happened
        return after

    def then_nothing_happens(self) -> Given:
        return self.then()

    def then_refused(self, refusal: type[Refused]) -> Given:
        with pytest.raises(refusal):
            self._command(self._given.state)
        return self._given


def given(evolve: Evolve, *events: Event) -> Given:
    return Given(evolve, events)
