"""An office served on a real socket while its desk works, and every word that a board was sent meanwhile.

with a_served_office(folder) as served:
    with served.captured("wall", "zh") as board:
        Moves(served.office).play("call", 3)
    board.frames                                 # raw texts, until the board had everything
"""

from __future__ import annotations

import copy
import json
import socket
import threading
from contextlib import closing, contextmanager
from datetime import timedelta

import uvicorn
from websockets.sync.client import connect

from api import live
from api.app import create_app
from api.clock import VirtualClock
from api.guarding import cookie_name
from api.hub import Link, Surface, panel_frame
from api.pages.replay import panel_of
from api.running import Running
from api.settings import Settings
from desk.vault.accounts import TokenKind
from tests.support.nights import a_shift
from tests.support.office import NINE
from tests.support.patience import until
from tests.support.serving import a_staffed_office


class Captured:
    """The frames one board was sent, as they came."""

    def __init__(self, running):
        self.running, self.frames, self._at = running, [], -1

    def hear(self, wire):
        for text in wire:
            told = json.loads(text)
            if told["type"] == "panel":
                self.frames.append(text)
            elif told["type"] == "heartbeat":
                self._at = told["seq"]

    def is_up_to_date(self):
        """Waits until it has everything recorded by now."""
        position = self.running.log.position
        until(lambda: self._at >= position)


class Served:
    """`office` works on the desk of the very server whose boards are watched."""

    def __init__(self, running, office, port):
        self.running, self.office, self.port = running, office, port

    @contextmanager
    def captured(self, page, language):
        account = self.office.accounts["zhuren"].id
        now = self.running.clock().now
        until_then = now + timedelta(days=36_500)  # a night's moves may take years
        token = self.running.vault.issue_token(TokenKind.WALL, account, "wall", now, until_then)
        cookie = f"{cookie_name(self.running)}={token}; language={language}"
        place = f"ws://127.0.0.1:{self.port}/ws?page={page}&after=0"
        board = Captured(self.running)
        with connect(place, additional_headers={"cookie": cookie}, max_size=None) as wire:
            hearing = threading.Thread(target=board.hear, args=(wire,), daemon=True)
            hearing.start()
            board.is_up_to_date()
            yield board
            board.is_up_to_date()
        hearing.join()

    def replayed(self, frame, surface):
        """What the replay makes of the position, in the live board's envelope."""
        told = json.loads(frame)
        seq, target = told["seq"], told["target"]
        at = Link(seq, self.running.replays.chain_at(seq))
        board = self.running.replays.board(seq, ())
        content = panel_of(target, surface, board)
        return panel_frame(at, target, content, closes=told["closes"]).text


def differing(served, frames, page, language):
    """Positions and panels of those frames that are not what the replay says of them."""
    surface = Surface(page, language)
    others = (one for one in frames if one != served.replayed(one, surface))
    return [(one["seq"], one["target"]) for one in map(json.loads, others)]


@contextmanager
def a_served_office(folder, monkeypatch):
    monkeypatch.setattr(live, "HEARTBEAT_SECONDS", 0.02)
    with a_staffed_office(folder, at=NINE) as founded:
        a_shift(founded)
    office, settings = copy.copy(founded), Settings(folder=folder, tick_ms=1)
    running = Running(settings, VirtualClock(founded.clock.at))
    office.desk, office.clock = running.desk, running.clock
    with closing(socket.socket()) as held:
        held.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(create_app(running), log_level="warning"))
        thread = threading.Thread(target=server.run, args=([held],))
        thread.start()
        try:
            until(lambda: server.started)
            yield Served(running, office, held.getsockname()[1])
        finally:
            server.should_exit = True
            thread.join()
