"""Given what happened, when this is asked, then that happens: a decider's story in one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import msgspec
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
        return sound(fold(self._evolve, None, self._history))

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
        state = self._given.state
        with refused(refusal):
            self._command(state)
        return self._given


@contextmanager
def refused(refusal: type[Refused]) -> Iterator[None]:
    """And if it says what it is about, it is not about nothing."""
    with pytest.raises(refusal) as told:
        yield
    assert None not in told.value.args


def sound(state: Any) -> Any:
    """Every field is of the kind that it says it is."""
    if isinstance(state, msgspec.Struct):
        assert msgspec.convert(msgspec.to_builtins(state), type(state)) == state
    return state


def given(evolve: Evolve, *events: Event) -> Given:
    return Given(evolve, events)
