"""Who is watching which surface, and the newest frame of each of its panels."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple


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


def panel_frame(seq: int, target: str, content: str, *, closes: bool) -> Frame:
    message = {
        "type": "panel",
        "seq": seq,
        "closes": closes,
        "target": target,
        "swap": "outerMorph",
        "content": content,
    }
    return Frame(seq, closes, target, json.dumps(message, ensure_ascii=False))


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
        self.position = 0  # everything up to here has been offered to every watcher
        self.round_seconds = 0.0  # what the loop spent on handing out the last news

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

    def publish_soon(self, seq: int, news: Mapping[Surface, Iterable[Frame]]) -> None:
        """From any thread: hands the frames of position `seq` to the loop."""
        self._loop.call_soon_threadsafe(self._publish, seq, news)

    def _publish(self, seq: int, news: Mapping[Surface, Iterable[Frame]]) -> None:
        began = self._loop.time()
        self.position = max(self.position, seq)
        for surface, frames in news.items():
            latest = self._latest.setdefault(surface, {})
            for frame in frames:
                latest[frame.target] = frame
                for watcher in self._watchers.get(surface, ()):
                    watcher.offer(frame)
        self._loop.call_soon(self._handed_out, began)  # after whatever the offers have woken

    def _handed_out(self, began: float) -> None:
        self.round_seconds = self._loop.time() - began
