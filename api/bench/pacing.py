"""Work begun at an even pace by many hands, however long each piece of it lasts."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager
from typing import Generic, NamedTuple, TypeVar

from api.clock import pause, stopwatch

Done = TypeVar("Done")


class Finished(NamedTuple, Generic[Done]):
    """What came of it, and when."""

    done: Done
    at: float


def at_a_pace(
    opened: Callable[[], AbstractContextManager[Callable[[], Done]]],
    hands: int,
    times: int,
    per_second: float,
) -> list[Finished[Done]]:
    """Each hand opens its own way in; whoever is free takes the next number and waits for its moment."""
    numbers = iter(range(times))
    began = stopwatch()

    def hand(_: int) -> list[Finished[Done]]:
        finished = []
        with opened() as once:
            for number in numbers:
                pause(max(0.0, began + number / per_second - stopwatch()))
                finished.append(Finished(once(), stopwatch()))
        return finished

    with ThreadPoolExecutor(hands) as pool:
        return [one for part in pool.map(hand, range(hands)) for one in part]
