"""One channel at work: a thread and an event loop of its own, so that a hung one holds up no other."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from concurrent.futures import Future
from logging import DEBUG, WARNING

from escalation.channels.message import Answer, Channel, Message, Reply, cut_short, unknown
from escalation.channels.modem import Modem
from escalation.channels.settings import AnyChannel

log = logging.getLogger("shoubao.lane")

LISTEN_EVERY_SECONDS = 5.0
STOP_SECONDS = 5.0

Answered = Callable[[Answer], None]
Keep = Callable[[str, Reply], None]


class Lane:
    """Takes `at_once` messages at a time and no more: what waits is decided anew when there is room.

    Every send ends with its time, whatever the other side does; then nothing is known of it.
    """

    def __init__(self, settings: AnyChannel, channel: Channel, keep: Keep | None = None) -> None:
        self._settings, self._channel, self._keep = settings, channel, keep
        self._secrets = settings.secrets()
        self._taken = 0
        self._counting = threading.Lock()
        self._thread = threading.Thread(target=self._run, name=f"lane {settings.name}", daemon=True)

    def start(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread.start()
        if self._keep and isinstance(self._channel, Modem):
            asyncio.run_coroutine_threadsafe(self._listen(self._channel), self._loop)

    @property
    def has_room(self) -> bool:
        return self._taken < self._settings.at_once

    def put(self, message: Message, answered: Answered) -> Future[None]:
        """`answered` is called once, on the lane's thread."""
        with self._counting:
            self._taken += 1
        return asyncio.run_coroutine_threadsafe(self._send(message, answered), self._loop)

    def stop(self) -> None:
        """What is on its way is given up: nothing is known of it."""
        self._loop.call_soon_threadsafe(self._cancel)
        self._thread.join(STOP_SECONDS)

    def _run(self) -> None:
        try:
            self._loop.run_forever()
        finally:
            self._loop.close()

    def _cancel(self) -> None:
        tasks = asyncio.all_tasks(self._loop)
        for task in tasks:
            task.cancel()
        self._loop.create_task(self._ended(tasks))

    async def _ended(self, tasks: set[asyncio.Task[None]]) -> None:
        await asyncio.gather(*tasks, return_exceptions=True)
        if isinstance(self._channel, Modem):
            self._channel.close()
        self._loop.stop()

    async def _send(self, message: Message, answered: Answered) -> None:
        answer = unknown("服务停止")
        try:
            async with asyncio.timeout(self._settings.timeout):
                answer = await self._channel.send(message)
        except TimeoutError:
            answer = unknown(f"{self._settings.timeout:g} 秒内无结果")
        except Exception as error:  # a sick channel is told of like a hung one
            log.exception("channel %s failed", self._settings.name)
            answer = unknown(type(error).__name__)
        finally:
            with self._counting:
                self._taken -= 1
            answered(answer._replace(said=cut_short(answer.said, self._secrets)))

    async def _listen(self, modem: Modem) -> None:
        deaf = False
        while True:
            try:
                async with asyncio.timeout(self._settings.timeout):
                    await modem.take_replies(self._heard)
                deaf = False
            except Exception as error:  # the modem may be plugged in again; said once
                log.log(DEBUG if deaf else WARNING, "%s is deaf: %r", self._settings.name, error)
                deaf = True
            await asyncio.sleep(LISTEN_EVERY_SECONDS)

    def _heard(self, reply: Reply) -> None:
        if self._keep:
            self._keep(self._settings.name, reply)
