"""Who is watching which surface, and the newest frame of each of its panels."""

from __future__ import annotations

import asyncio
import json
from collections import deque
from collections.abc import Iterable, Mapping
from typing import NamedTuple

AT_ONCE = 25  # watchers, about a millisecond


class Surface(NamedTuple):
    """What a client watches: a page's panels in one language."""

    page: str  # wall, desk
    language: str


class Frame(NamedTuple):
    """One panel as of a position, ready to be sent to any number of clients."""

    seq: int
    closes: bool  # the last of its position: whoever has it has everything up to `seq`
    target: str
    text: str


class Link(NamedTuple):
    """A position of the log and its chain there, in hex: whoever holds both is a witness of all that came before."""

    seq: int
    chain: str


NO_LINK = Link(0, "")


class Gainsaid(NamedTuple):
    """What was told of a position, and what the log says there now; "": nothing stands there any more."""

    seq: int
    told: str
    chain: str


def panel_frame(at: Link, target: str, content: str, *, closes: bool) -> Frame:
    message = {
        "type": "panel",
        "seq": at.seq,
        "closes": closes,
        "chain": at.chain,
        "target": target,
        "swap": "outerMorph",
        "content": content,
    }
    return Frame(at.seq, closes, target, json.dumps(message, ensure_ascii=False))


News = Mapping[Surface, Iterable[Frame]]


class Watcher:
    """One client's backlog: of each panel the newest frame, so it cannot grow and a slow client skips."""

    def __init__(self) -> None:
        self._pending: dict[str, Frame] = {}
        self._beat = False
        self._news = asyncio.Event()

    def offer(self, frame: Frame) -> None:
        self._pending[frame.target] = frame
        self._news.set()

    def beat(self) -> None:
        self._beat = True
        self._news.set()

    async def news(self) -> tuple[list[Frame], bool]:
        """The frames that came since the last call, oldest first; and whether the heart has beaten."""
        await self._news.wait()
        self._news.clear()
        frames, self._pending = sorted(self._pending.values()), {}
        beat, self._beat = self._beat, False
        return frames, beat


class Hub:
    """All watchers by surface. Lives in the event loop; other threads reach it through `publish_soon`."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._watchers: dict[Surface, set[Watcher]] = {}
        self._latest: dict[Surface, dict[str, Frame]] = {}
        self.at = NO_LINK  # everything up to here has been offered to every watcher
        self.gainsaid: Gainsaid | None = None  # the first word to watchers that did not hold
        self.round_seconds = 0.0  # that handing out the last news took
        self._waiting: deque[tuple[Link, News]] = deque()

    @property
    def position(self) -> int:
        return self.at.seq

    @property
    def watcher_count(self) -> int:
        return sum(len(watchers) for watchers in self._watchers.values())

    def join(self, surface: Surface, after: int) -> Watcher:
        """Listen first: from here on every change reaches the watcher, and what it missed is offered."""
        watcher = Watcher()
        self._watchers.setdefault(surface, set()).add(watcher)
        for frame in self._latest.get(surface, {}).values():
            if frame.seq > after:
                watcher.offer(frame)
        return watcher

    def leave(self, surface: Surface, watcher: Watcher) -> None:
        self._watchers.get(surface, set()).discard(watcher)

    def publish_soon(self, at: Link, news: News) -> None:
        """From any thread: hands the frames of a position to the loop."""
        self._loop.call_soon_threadsafe(self._publish, at, news)

    def _publish(self, at: Link, news: News) -> None:
        self._waiting.append((at, news))
        if len(self._waiting) == 1:
            self._handing_out = self._loop.create_task(self._hand_out())

    async def _hand_out(self) -> None:
        """One position after another, and to a few watchers at a time: requests share the loop with them."""
        while self._waiting:
            began = self._loop.time()
            at, news = self._waiting[0]
            for surface, frames in news.items():
                await self._offer(surface, tuple(frames))
            self.at = max(self.at, at)
            self.round_seconds = self._loop.time() - began
            self._waiting.popleft()

    async def _offer(self, surface: Surface, frames: tuple[Frame, ...]) -> None:
        """Whoever joins meanwhile finds the frames among the latest."""
        self._latest.setdefault(surface, {}).update({one.target: one for one in frames})
        for number, watcher in enumerate(tuple(self._watchers.get(surface, ())), start=1):
            for frame in frames:
                watcher.offer(frame)
            if number % AT_ONCE == 0:
                await asyncio.sleep(0)
