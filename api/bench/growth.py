"""What a long history costs: the same command and the same board after 10,000 and 1,000,000 events."""

from __future__ import annotations

import statistics
from collections.abc import Callable

from api.bench.appends import file_a_call
from api.bench.figures import ROUNDS, Figure, spread
from api.bench.ground import Ground
from api.bench.rebuilds import follower_for
from api.clock import stopwatch
from projections.board import compose
from projections.follower import Follower

APPENDS = 300  # a round
BOARDS = 60


def measure_growth(short: Ground, long: Ground, scale: float) -> Figure:
    """The worse of the two ratios; the rounds at both lengths are interleaved."""
    grounds = [(ground, follower_for(ground)) for ground in (short, long)]
    appends: list[list[float]] = [[], []]
    boards: list[list[float]] = [[], []]
    for _ in range(ROUNDS):
        for which, (ground, follower) in enumerate(grounds):
            appends[which].append(_median_us(lambda g=ground: file_a_call(g), APPENDS * scale))  # type: ignore[misc]
            follower.catch_up()
            boards[which].append(_median_board_us(ground, follower, BOARDS * scale))
    append_ratio = _ratio(appends)
    board_ratio = _ratio(boards)
    worse = appends if append_ratio >= board_ratio else boards
    return Figure(
        max(append_ratio, board_ratio),
        statistics.median(worse[1]),
        statistics.median(worse[0]),
        spread(worse[1]),
        {"append_ratio": append_ratio, "board_ratio": board_ratio},
    )


def _ratio(both: list[list[float]]) -> float:
    return statistics.median(both[1]) / statistics.median(both[0])


def _median_us(once: Callable[[], object], times: float) -> float:
    took = []
    for _ in range(max(3, int(times))):
        began = stopwatch()
        once()
        took.append((stopwatch() - began) * 1e6)
    return statistics.median(took)


def _median_board_us(ground: Ground, follower: Follower, times: float) -> float:
    """From the commit to the composed board."""

    def board() -> None:
        follower.catch_up()
        compose(follower)

    took = []
    for _ in range(max(3, int(times))):
        file_a_call(ground)
        took.append(_median_us_once(board))
    return statistics.median(took)


def _median_us_once(once: Callable[[], object]) -> float:
    began = stopwatch()
    once()
    return (stopwatch() - began) * 1e6
