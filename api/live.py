"""The live socket: a hello, the panels that changed, and a heartbeat; nothing else, for as long as it lasts."""

from __future__ import annotations

import asyncio
import json
import logging
from contextlib import suppress
from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, WebSocket, WebSocketDisconnect, status
from fastapi.concurrency import run_in_threadpool

from api.guarding import Watching, may_watch
from api.hub import Link, Surface, Watcher
from api.languages import language_of
from api.rendering import instant_text
from api.running import Running
from desk.access import Action

log = logging.getLogger("shoubao.live")
router = APIRouter()

HEARTBEAT_SECONDS = 5.0
SESSION_LOOK_EVERY = 12  # heartbeats; at the next one when somebody's session was ended
SEND_SECONDS_MAX = 30.0  # whoever does not take a heartbeat for so long is gone
SEQ_MAX = 2**63 - 1
SESSION_OVER = status.WS_1008_POLICY_VIOLATION  # the client does not come back on this one


@router.websocket("/ws")
async def watch(
    socket: WebSocket,
    watching: Annotated[Watching, may_watch(Action.SEE_BOARD)],
    page: Literal["wall", "desk"] = "desk",
    after: Annotated[int, Query(ge=0)] = 0,
    seen: Annotated[int, Query(ge=0, le=SEQ_MAX)] = 0,
    chain: Annotated[str, Query(max_length=128)] = "",
) -> None:
    """Everything after position `after`, and from then on every change.

    `seen` and `chain`: the newest link the board holds. It is told our own there, and compares for itself.
    """
    running: Running = socket.app.state.running
    surface = Surface(page, language_of(socket))
    await run_in_threadpool(running.boards.show, surface)
    ours = await run_in_threadpool(_ours, running, Link(seen, chain))
    await socket.accept()
    watcher = running.hub.join(surface, after)
    try:
        await _until_gone(socket, _tell(socket, ours, watcher, watching))
    finally:
        running.hub.leave(surface, watcher)


async def _until_gone(socket: WebSocket, telling: Any) -> None:
    """A handler that never listens would hang the server's shutdown: hearing the end ends the telling."""
    tasks = {asyncio.ensure_future(telling), asyncio.ensure_future(_hear(socket))}
    try:
        await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
    finally:  # also when the server ends this handler itself
        for task in tasks:
            task.cancel()
        await asyncio.wait(tasks)
    for task in tasks:
        if not task.cancelled():
            task.exception()  # seen: who goes away in the middle of a word is no error


async def _hear(socket: WebSocket) -> None:
    with suppress(WebSocketDisconnect):
        while True:  # a board has nothing to say; what it sends is dropped
            await socket.receive_text()


def _ours(running: Running, held: Link) -> Link:
    """What stands in our own log where the board says it saw a link; without a chain: nothing."""
    ours = Link(held.seq, running.replays.chain_at(held.seq) or "")
    if held.chain and ours != held:
        log.warning("a board saw another history: %s where ours has %s", held, ours.chain)
    return ours


async def _tell(socket: WebSocket, ours: Link, watcher: Watcher, watching: Watching) -> None:
    """No timer and no task for each word: a thousand boards get the same one at the same moment."""
    loop, running = asyncio.get_running_loop(), watching.running
    heart = Heart(running, watching)
    async with asyncio.timeout(SEND_SECONDS_MAX) as patience:
        await socket.send_text(_hello(running, ours))
        loop.call_later(HEARTBEAT_SECONDS, watcher.beat)
        while True:
            frames, beat = await watcher.news()
            at = running.hub.at  # nothing may come between the frames taken and this
            for frame in frames:
                await socket.send_text(frame.text)
            if beat:
                await socket.send_text(_heartbeat(running, at))
                patience.reschedule(loop.time() + SEND_SECONDS_MAX)
                loop.call_later(HEARTBEAT_SECONDS, watcher.beat)
                if not await heart.goes_on():
                    return await socket.close(SESSION_OVER)


class Heart:
    """With each beat the right to watch may have ended: it is looked at when anybody's has, and now and then."""

    def __init__(self, running: Running, watching: Watching) -> None:
        self._vault, self._watching = running.vault, watching
        self._beats, self._endings = 0, running.vault.endings

    async def goes_on(self) -> bool:
        self._beats += 1
        self._endings, known = self._vault.endings, self._endings
        if self._endings == known and self._beats % SESSION_LOOK_EVERY:
            return True
        return await run_in_threadpool(self._watching.lasts)


def _hello(running: Running, ours: Link) -> str:
    """Of another epoch than the one seen before, what came after position `epoch_after` is missing here."""
    epoch, after = running.epoch()
    return json.dumps(
        {
            "type": "hello",
            "store": str(running.log.store_id),
            "epoch": epoch,
            "epoch_after": after,
            "seq": running.hub.position,
            "chain": running.hub.at.chain,
            "seen": ours._asdict(),
            "now": instant_text(running.clock().now),
            "speed": running.speed,
        }
    )


def _heartbeat(running: Running, at: Link) -> str:
    """`seq`: whatever was to be shown up to here has been sent before this.

    `gainsaid`: where boards were told another chain than stands in the log now.
    """
    told: dict[str, Any] = {"type": "heartbeat", "seq": at.seq, "chain": at.chain}
    if gainsaid := running.hub.gainsaid:
        told["gainsaid"] = gainsaid._asdict()
    return json.dumps(told | {"now": instant_text(running.clock().now)})
