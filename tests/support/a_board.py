"""A board's link as a browser keeps it (api/static/js/witness.js): the newest one it saw, held against what it is told later.

board = ABoard(port, cookie)
with board.watching():         # over a real socket; comes back when it is cut off
    board.held                 # position and chain
    board.alarm                # None, or why it turned red
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager, suppress

from websockets.exceptions import WebSocketException
from websockets.sync.client import connect

AGAIN_SECONDS, TOLD_SECONDS = 0.1, 0.5


class ABoard:
    def __init__(self, port, cookie):
        self._place, self._cookie = f"ws://127.0.0.1:{port}/ws?page=wall", cookie
        self.held, self.alarm, self.greetings = None, None, 0
        self._over, self._hung_up = threading.Event(), threading.Event()

    @contextmanager
    def watching(self):
        thread = threading.Thread(target=self._watch, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._over.set()
            thread.join()

    def hangs_up(self):
        """As a screen does that slept, or whose link fell silent."""
        self._hung_up.set()

    def _watch(self):
        while not self._over.is_set():
            with suppress(OSError, WebSocketException):
                self._listen()
            self._over.wait(AGAIN_SECONDS)

    def _listen(self):
        seq, chain = self.held or (0, "")
        place = f"{self._place}&after={seq}&seen={seq}&chain={chain}"
        self._hung_up.clear()
        with connect(place, additional_headers={"cookie": self._cookie}, max_size=None) as wire:
            while not (self._over.is_set() or self._hung_up.is_set()):
                with suppress(TimeoutError):
                    self._hear(json.loads(wire.recv(TOLD_SECONDS)))

    def _hear(self, said):
        if said["type"] == "hello":
            self._greeted(said)
        elif said["type"] == "heartbeat" or said["closes"]:
            self._saw(said)

    def _greeted(self, said):
        self.greetings += 1
        if self.held and said["seen"]["chain"] != self.held[1]:
            self.alarm = self.alarm or ("other" if said["seen"]["chain"] else "shorter")
        self._note(said)

    def _saw(self, said):
        if said.get("gainsaid") or (
            self.held and said["seq"] == self.held[0] and said["chain"] != self.held[1]
        ):
            self.alarm = self.alarm or "other"
        self._note(said)

    def _note(self, said):
        if not self.alarm and said["chain"] and said["seq"] >= (self.held or (0,))[0]:
            self.held = said["seq"], said["chain"]
