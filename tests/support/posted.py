"""An office at work with everybody who watches its log: a server, a sealer, a witness beside it, one elsewhere, and a board.

with posted(folder) as post:                     # five processes and a socket
    TAMPERINGS["edit"](post.world(), dice)
    post.sealer_says(), post.witness_says()      # the first bad position
    post.board.alarm
"""

from __future__ import annotations

import json
import urllib.request
from contextlib import contextmanager
from datetime import timedelta
from typing import NamedTuple
from uuid import uuid4

from api.clock import wall
from api.guarding import PLAIN_COOKIE
from desk.log.chain import SHA256
from desk.log.log import FILE
from desk.log.verify import verify
from desk.seal.state import heard
from desk.vault.accounts import TokenKind
from tests.support.a_board import ABoard
from tests.support.nights import a_shift
from tests.support.patience import until
from tests.support.serving import Server, a_staffed_office
from tests.support.shell import Shell
from tests.support.tampered_world import World, backed_up
from tests.support.tampering import noted

NAME = "shoubao/witness/云州市"
CALLS = 3


class Tokens(NamedTuple):
    """What lets a wall in, and a program."""

    wall: str
    program: str


class Post:
    def __init__(self, folder, server, board, far, program):
        self.folder, self.server, self.board = folder, server, board
        self._far, self._program = far, program
        self.copies = []

    def takes_calls(self, count):
        """Through the server, as a program does it."""
        for n in range(count):
            headers = {
                "authorization": f"Bearer {self._program}",
                "content-type": "application/json",
                "idempotency-key": str(uuid4()),
            }
            body = json.dumps({"what": f"又一起{n}"}).encode()
            asked = urllib.request.Request(f"{self.server.url}/api/v1/calls", body, headers)
            urllib.request.urlopen(asked, timeout=30).close()

    def keeps_a_copy(self):
        """A backup of the log as it is now."""
        self.copies.append(backed_up(self.world(), self.size()))

    def world(self):
        """As somebody finds it who owns the log's file, or the sealer's folder."""
        world = World(self.folder, SHA256, wall())
        world.notes, world.copies = noted(world.seal), self.copies
        return world

    def sealer_says(self):
        return first_bad(self.folder / "seal")

    def witness_says(self):
        return first_bad(self.folder / "witness")

    def anchored(self):
        state = heard(self.folder / "seal")
        return [one.size for one in state.anchors] if state else []

    def newest_elsewhere(self):
        """What the other office holds, in a file as an auditor fetches it."""
        with urllib.request.urlopen(f"{self._far}/checkpoints", timeout=30) as answer:
            path = self.folder / "elsewhere.note"
            path.write_bytes(answer.read())
        return path

    def is_watched_whole(self):
        """Until the board has seen everything and both witnesses have answered for it."""
        until(lambda: self.is_answered_for() and self.board.held[0] == self.size())

    def is_answered_for(self):
        return self.anchored() == [self.size()] * 2

    def size(self):
        return verify(self.folder / "office" / FILE).events


def first_bad(folder):
    state = heard(folder)
    return state.amiss.seq if state and state.amiss else None


@contextmanager
def posted(folder):
    office, tokens = founded(folder / "office")
    shell, seal, keep = Shell(folder), folder / "seal", folder / "witness"
    assert shell("seal", "--folder", office, "--seal", seal, "--once").code == 0
    elsewhere = "witness", "serve", "--keep", folder / "far", "--name", NAME, "--port", "0"
    beside = "witness", "--folder", office, "--keep", keep, "--seal", seal, "--every", "0.1"
    sealing = "seal", "--folder", office, "--seal", seal, "--after", "0.2", "--every", "0.1"
    server = Server(office).start()
    try:
        with (
            shell.going(*elsewhere, "--known", seal / "key.pub") as far,
            shell.going(*beside),
            ABoard(server.port, f"{PLAIN_COOKIE}={tokens.wall}").watching() as board,
        ):
            url = far.said("http://").split("：")[1]
            asked = "--submit", url, "--submit-key", folder / "far" / "key.pub"
            with shell.going(*sealing, "--witness", keep, *asked):
                yield Post(folder, server, board, url, tokens.program)
    finally:
        server.stop()


def founded(folder):
    """An office with a shift and calls on record."""
    folder.mkdir()
    with a_staffed_office(folder, at=wall() - timedelta(minutes=5)) as office:
        a_shift(office)
        for n in range(CALLS):
            office.call(f"第{n}起")
        until_then, account = wall() + timedelta(days=1), office.accounts["zhuren"].id
        kinds = TokenKind.WALL, TokenKind.API
        issue = office.vault.issue_token
        return folder, Tokens(*(issue(kind, account, "test", wall(), until_then) for kind in kinds))
