"""Frames reach every watcher in the order of the log, also those who come while they are handed out."""

from __future__ import annotations

import asyncio

import pytest

from api import hub as hubs
from api.hub import Hub, Link, Surface, panel_frame

DESK = Surface("desk", "zh")


@pytest.fixture(autouse=True)
def _one_watcher_at_a_time(monkeypatch):
    monkeypatch.setattr(hubs, "AT_ONCE", 1)


def frame(seq, content):
    return panel_frame(Link(seq, ""), "#clocks", content, closes=True)


async def received(watcher):
    frames, _ = await watcher.news()
    return [one.seq for one in frames]


def in_a_loop(story):
    async def told():
        hub = Hub(asyncio.get_running_loop())
        async with asyncio.timeout(60):
            await story(hub)

    asyncio.run(told())


def test_a_slow_watcher_gets_the_newest_of_each_panel_once():
    async def story(hub):
        watchers = [hub.join(DESK, 0) for _ in range(3)]
        for seq in (7, 8, 9):
            hub.publish_soon(Link(seq, ""), {DESK: [frame(seq, str(seq))]})
        while hub.position < 9:
            await asyncio.sleep(0)
        assert [await received(one) for one in watchers] == [[9]] * 3

    in_a_loop(story)


def test_the_position_moves_when_the_last_watcher_has_been_offered_it():
    async def story(hub):
        watchers = [hub.join(DESK, 0) for _ in range(3)]
        hub.publish_soon(Link(7, ""), {DESK: [frame(7, "七")]})
        offered = set()
        while hub.position < 7:
            offered.add(sum(bool(one._pending) for one in watchers))
            await asyncio.sleep(0)
        assert offered >= {0, 1, 2}, "it was said to be everywhere before it was"
        assert all(one._pending for one in watchers)

    in_a_loop(story)


def test_who_comes_while_it_is_handed_out_misses_nothing_and_gets_nothing_twice():
    async def story(hub):
        first = [hub.join(DESK, 0) for _ in range(3)]
        hub.publish_soon(Link(7, ""), {DESK: [frame(7, "七")]})
        while not any(one._pending for one in first):
            await asyncio.sleep(0)
        assert hub.position == 0
        late = hub.join(DESK, 0)
        assert await received(late) == [7]
        while hub.position < 7:
            await asyncio.sleep(0)
        assert late._pending == {}

    in_a_loop(story)


def test_who_has_seen_a_position_is_not_told_it_again():
    async def story(hub):
        hub.publish_soon(Link(7, ""), {DESK: [frame(7, "七")]})
        while hub.position < 7:
            await asyncio.sleep(0)
        assert hub.join(DESK, 7)._pending == {}
        assert await received(hub.join(DESK, 6)) == [7]

    in_a_loop(story)
