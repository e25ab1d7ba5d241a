"""The boards: follows the log on a thread of its own, and hands every changed panel to whoever watches."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping
from datetime import timedelta
from types import SimpleNamespace
from typing import NamedTuple, TypeVar

from api.clock import pause, stopwatch
from api.hub import NO_LINK, Frame, Gainsaid, Hub, Link, Surface, panel_frame
from api.panels import PANELS, part_of, render_panel
from projections.board import compose
from projections.follower import Follower
from projections.shapes import Board

log = logging.getLogger("shoubao.boards")

Answer = TypeVar("Answer")

LOOK_EVERY_SECONDS = 1.0  # should a wake-up be missed
RESTART_AFTER_SECONDS = 1.0
REST_PER_ROUND = 2  # times as long as handing out took


class Panel(NamedTuple):
    """As shown last, and what it was made from."""

    part: SimpleNamespace
    content: str


Panels = Mapping[str, Panel]
NOTHING: Panels = {}


class Boards:
    """One thread folds; any thread may ask for the board as of the position folded last."""

    def __init__(
        self,
        make_follower: Callable[[], Follower],
        tick: timedelta,
        chain_at: Callable[[int], str | None],
    ) -> None:
        self._make_follower = make_follower
        self._follower = make_follower()
        self._chain_at = chain_at
        self._tick_seconds = tick.total_seconds()
        self._folding = threading.Lock()
        self._showing = threading.Lock()
        self._woken = threading.Event()
        self._moved = threading.Condition()
        self._stopping = False
        self._failed = False
        self._unshown = False
        self._rests_until = 0.0
        self._told = NO_LINK
        self._hub: Hub | None = None
        self._shown: dict[Surface, Panels] = {}
        self._thread = threading.Thread(target=self._run, name="boards", daemon=True)

    @property
    def position(self) -> int:
        return self._follower.position

    def board(self) -> Board:
        """As of the position folded last."""
        with self._folding:
            return compose(self._follower)

    def read(self, question: Callable[[Follower], Answer]) -> Answer:
        """Asks the views anything while nothing moves."""
        with self._folding:
            return question(self._follower)

    def show(self, surface: Surface) -> None:
        """From now on this surface's panels are kept rendered."""
        if surface not in self._shown:
            self._publish(surface)

    def start(self, hub: Hub) -> None:
        self._hub = hub
        self.wake()  # what came in since the last run is folded at once
        self._thread.start()

    def wake(self, _: int = 0) -> None:
        self._woken.set()

    def stop(self) -> None:
        self._stopping = True
        self._woken.set()
        self._thread.join()

    def wait_for(self, seq: int, seconds: float) -> bool:
        """Until the views have folded `seq`: so that a page shows what its own form just did."""
        with self._moved:
            return self._moved.wait_for(lambda: self.position >= seq, seconds)

    def _run(self) -> None:
        while not self._stopping:
            try:
                self._follow()
            except Exception:  # a failed batch rolled back: fold again from what is stored
                log.exception("the follower starts again")
                self._failed = True
                pause(RESTART_AFTER_SECONDS)

    def _follow(self) -> None:
        if self._failed:  # what was folded meanwhile, by whomever, has not been shown
            self._follower = self._make_follower()
            self._failed, self._unshown = False, True
            self.wake()
        self._woken.wait(LOOK_EVERY_SECONDS)
        self._woken.clear()
        self._look_back()
        with self._folding:
            folded = self._follower.catch_up()
        with self._moved:
            self._moved.notify_all()
        self._unshown = self._unshown or folded > 0
        if self._unshown and stopwatch() >= self._rests_until:
            self._publish()
            self._unshown, self._rests_until = False, stopwatch() + self._rest_seconds()
        if folded or self._unshown:  # more may have come meanwhile; a tick's changes share a frame
            self._woken.set()
            pause(self._tick_seconds)

    def _look_back(self) -> None:
        """Whether the log still is what the boards were told: once it was not, they are told so from then on."""
        told, hub = self._told, self._hub
        if hub is None or hub.gainsaid or not told.chain:
            return
        now = self._chain_at(told.seq) or ""
        if now != told.chain:
            log.critical("the log is not what the boards were told: %s is now %s", told, now)
            hub.gainsaid = Gainsaid(*told, now)

    def _rest_seconds(self) -> float:
        """Where so many watch that handing out would leave the loop no time for commands, it is done less often."""
        return REST_PER_ROUND * self._hub.round_seconds if self._hub else 0.0

    def _publish(self, *more: Surface) -> None:
        """One at a time, so that positions go out in order; only composing keeps others from the views."""
        with self._showing:
            board = self.board()
            shown = dict.fromkeys(more, NOTHING) | self._shown
            at = Link(board.seq, self._chain_at(board.seq) or "")
            panels = {one: panels_of(one, board, shown[one]) for one in shown}
            news = {one: frames_of(at, shown[one], panels[one]) for one in shown}
            if self._hub:
                self._hub.publish_soon(at, news)
            self._told = at
            self._shown = panels


def panels_of(surface: Surface, board: Board, before: Panels) -> Panels:
    """What a panel is made of has not changed: neither has the panel."""
    parts = {target: part_of(target, board) for target in PANELS}
    return {
        target: before[target]
        if target in before and before[target].part == part
        else Panel(part, render_panel(target, surface, part))
        for target, part in parts.items()
    }


def frames_of(at: Link, before: Panels, panels: Panels) -> list[Frame]:
    """The panels that have changed, as they go out: a pure function of two boards."""
    changed = [
        (target, panel.content)
        for target, panel in panels.items()
        if target not in before or before[target].content != panel.content
    ]
    return [
        panel_frame(at, target, content, closes=target == changed[-1][0])
        for target, content in changed
    ]
