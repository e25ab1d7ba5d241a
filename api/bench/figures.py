"""What a measurement is: a value held against a goal, with the raw medians it came from."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence
from typing import NamedTuple

ROUNDS = 5
GIVEN_UP: tuple[type[Exception], ...] = (Exception,)  # one sick row must not lose the others


class Goal(NamedTuple):
    """What a row has to reach."""

    unit: str
    bound: float
    at_most: bool

    def met_by(self, value: float) -> bool:
        return value <= self.bound if self.at_most else value >= self.bound

    @property
    def text(self) -> str:
        return f"{'≤' if self.at_most else '≥'} {self.bound:g}"


class Figure(NamedTuple):
    """One row's value; `floor` and `ours` are medians of the rounds, `spread` is of ours.

    The spread is the distance of the farthest round from the median, as a part of the median.
    """

    value: float
    ours: float
    floor: float | None = None
    spread: float = 0.0
    detail: dict[str, float] | None = None


GOALS: dict[str, Goal] = {
    "append_over_floor_us": Goal("µs", 350, at_most=True),
    "append_ratio_8": Goal("×", 0.9, at_most=False),
    "append_ratio_32": Goal("×", 1.2, at_most=False),
    "rebuild_ratio": Goal("×", 0.2, at_most=False),
    "peak_memory_mb": Goal("MB", 512, at_most=True),
    "verify_events_per_s": Goal("1/s", 100_000, at_most=False),
    "dossier_memory_mb": Goal("MB", 100, at_most=True),
    "dossier_verify_ratio": Goal("×", 0.3, at_most=False),
    "growth_ratio": Goal("×", 1.2, at_most=True),
    "replay_fold_ms": Goal("ms", 20, at_most=True),
    "replay_page_ms": Goal("ms", 150, at_most=True),
    "clock_late_p99_ms": Goal("ms", 50, at_most=True),
    "clock_late_max_ms": Goal("ms", 1_000, at_most=True),
    "clock_storm_per_s": Goal("1/s", 2_000, at_most=False),
    "fanout_p99_ratio": Goal("×", 3, at_most=True),
    "fanout_commands_per_s": Goal("1/s", 95, at_most=False),
    "coverage_page_ms": Goal("ms", 200, at_most=True),
    "propose_ms": Goal("ms", 50, at_most=True),
}


def spread(rounds: Sequence[float]) -> float:
    middle = statistics.median(rounds)
    return max(abs(one - middle) for one in rounds) / middle if middle else 0.0


def against_floor(
    ours: Sequence[float], floor: Sequence[float], value: Callable[[float, float], float]
) -> Figure:
    """The rounds were interleaved; the value is reckoned from the two medians."""
    mine, bare = statistics.median(ours), statistics.median(floor)
    return Figure(value(mine, bare), mine, bare, spread(ours))


def percentile(samples: Sequence[float], part: float) -> float:
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part))]
