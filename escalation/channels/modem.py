"""A GSM modem on a serial line: short messages out, and the replies that come back."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from escalation.channels.message import Answer, Message, Reply, accepted, rejected, unknown
from escalation.channels.modem_text import (
    DONE,
    END,
    ESCAPE,
    LIST,
    NEWS,
    SETUP,
    SMS_MAX,
    Kept,
    kept_in,
    ucs2,
    units,
)
from escalation.channels.settings import ModemSettings
from escalation.channels.tty_line import TtyLine


class ModemRefuses(Exception):
    """It answered ERROR."""


class Modem:
    """One thing at a time: whoever sends has the line to himself, and so has whoever looks for replies."""

    def __init__(self, settings: ModemSettings) -> None:
        self._settings = settings
        self._line: TtyLine | None = None
        self._busy = asyncio.Lock()
        self._handed_over: list[Kept] = []

    async def send(self, message: Message) -> Answer:
        if units(message.short) > SMS_MAX:
            return rejected(f"超过 {SMS_MAX} 字")
        async with self._busy:
            try:
                return await self._sent(await self._opened(), message)
            except ModemRefuses as error:
                return rejected(str(error))
            except OSError as error:
                self.close()
                return rejected(f"串口不通 {type(error).__name__}", own=True)
            except asyncio.CancelledError:
                self.close()  # whatever it still says must not answer the next message
                raise

    async def take_replies(self, keep: Callable[[Reply], None]) -> None:
        """What is on the card is kept first and deleted then: a reply may come twice, never not at all."""
        async with self._busy:
            try:
                line = await self._opened()
                listed = kept_in(await self._answer(line, LIST))
                for one in [*self._handed_over, *listed]:
                    keep(one.reply)
                    if one.place is not None:
                        await self._answer(line, f"AT+CMGD={one.place}")
                self._handed_over.clear()
            except (ModemRefuses, OSError, asyncio.CancelledError):
                self.close()
                raise

    def close(self) -> None:
        if self._line:
            self._line.close()
            self._line = None

    async def _opened(self) -> TtyLine:
        if self._line is None:
            line = TtyLine(self._settings.device, self._settings.speed)
            try:
                line.say(ESCAPE)  # should it still wait for the text of a message
                for command in SETUP:
                    await self._answer(line, command)
            except BaseException:
                line.close()
                raise
            self._line = line
        return self._line

    async def _sent(self, line: TtyLine, message: Message) -> Answer:
        line.say(f'AT+CMGS="{ucs2(message.address)}"\r')
        await self._until(line, ">")
        line.say(ucs2(message.short) + END)
        try:
            said = await self._until(line, "OK")
        except OSError as error:  # it had all of it, and may have sent it
            self.close()
            return unknown(f"串口中断 {type(error).__name__}")
        return accepted(" ".join(one for one in said if one.startswith("+CMGS")) or "OK")

    async def _answer(self, line: TtyLine, command: str) -> list[str]:
        line.say(f"{command}\r")
        return await self._until(line, "OK")

    async def _until(self, line: TtyLine, end: str) -> list[str]:
        """All it says up to `end`. Raises ModemRefuses. A reply may come in between."""
        said: list[str] = []
        while (one := await line.line()) != end:
            if DONE.match(one) and not (said and NEWS.match(said[-1])):
                raise ModemRefuses(one)
            said.append(one)
        self._handed_over += [one for one in kept_in(said) if one.place is None]
        return said
