"""A serial line as lines of text, waited for on the event loop."""

from __future__ import annotations

import asyncio
import os
import termios
import tty
from pathlib import Path

SPEEDS = {speed: getattr(termios, f"B{speed}") for speed in (9600, 19200, 38400, 57600, 115200)}
UNREAD_MAX = 64 * 1024


class TtyLine:
    """Raises OSError when there is no such device, or it goes away."""

    def __init__(self, device: Path, speed: int) -> None:
        self._fd = os.open(device, os.O_RDWR | os.O_NOCTTY | os.O_NONBLOCK)
        self._raw(speed)
        self._unread = b""
        self._gone = False
        self._came = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._fd, self._read)

    def close(self) -> None:
        self._loop.remove_reader(self._fd)
        os.close(self._fd)

    def say(self, words: str) -> None:
        """A modem reads faster than an office writes: what does not fit at once is an error."""
        said = words.encode("ascii")
        if os.write(self._fd, said) < len(said):
            raise BlockingIOError("the modem does not read")

    async def line(self) -> str:
        """The next line that is not empty; a prompt counts as one."""
        while True:
            if (found := self._next()) is not None:
                return found
            if self._gone:
                raise ConnectionResetError("the modem is gone")
            self._came.clear()
            await self._came.wait()

    def _next(self) -> str | None:
        self._unread = self._unread.lstrip(b"\r\n ")
        if self._unread.startswith(b">"):
            self._unread = self._unread[1:]
            return ">"
        line, end, rest = self._unread.partition(b"\n")
        if not end:
            return None
        self._unread = rest
        return line.strip().decode("ascii", errors="replace")

    def _read(self) -> None:
        try:
            piece = os.read(self._fd, 4096)
        except OSError:
            piece = b""
        if piece:
            self._unread = (self._unread + piece)[-UNREAD_MAX:]
        else:
            self._gone = True
            self._loop.remove_reader(self._fd)
        self._came.set()

    def _raw(self, speed: int) -> None:
        tty.setraw(self._fd)
        modes = termios.tcgetattr(self._fd)
        modes[4] = modes[5] = SPEEDS[speed]
        termios.tcsetattr(self._fd, termios.TCSANOW, modes)
