"""A thousand open boards in a process of their own: raw sockets that note when each position was whole."""

from __future__ import annotations

import re
import resource
import selectors
import socket
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import NamedTuple

from api.clock import stopwatch, wall

HANDSHAKES_AT_ONCE = 50
READ_BYTES = 256 * 1024
STALLED_BUFFER_BYTES = 4096
CONNECT_SECONDS_MAX = 30.0
FILES_MAX = 8192
TEXT, PING = 1, 9
NO_MASK = bytes(4)
CLOSING = re.compile(rb'\{"type": "panel", "seq": (\d+), "closes": true')


class Place(NamedTuple):
    """A socket's address, and the token that opens it."""

    port: int
    path: str
    token: str


class Crowd(NamedTuple):
    """Boards that read, and boards that never do."""

    place: Place
    boards: int
    stalled: int


class Mark(NamedTuple):
    """A position of the log, and when it was written, by the wall."""

    seq: int
    at: float


class Question(NamedTuple):
    """When did all boards of a crowd have these positions? Asked until they do, or no longer."""

    crowd: int
    marks: Sequence[Mark]
    within_seconds: float


class Answer(NamedTuple):
    """Seconds from mark to last byte, one of each board and mark; and the frames that one board got."""

    late: list[float]
    missing: int
    texts: list[str]


class Board:
    """One socket; of every message only the first bytes are looked at, and pings are answered."""

    def __init__(self, opened: socket.socket, keeps: bool) -> None:
        self.socket = opened
        self.seqs: list[int] = []
        self.times: list[float] = []
        self.texts: list[str] = []
        self._keeps = keeps
        self._pending = bytearray()

    def read(self) -> None:
        received = self.socket.recv(READ_BYTES)
        at = wall().timestamp()
        if not received:
            raise ConnectionError("the server closed a board")
        self._pending += received
        for kind, payload in self._messages():
            if kind == PING:
                self.socket.send(bytes((0x8A, 0x80 | len(payload))) + NO_MASK + payload)
            elif kind == TEXT:
                self._heard(payload, at)

    def had(self, seq: int) -> float | None:
        """When everything up to a position had come."""
        index = bisect_left(self.seqs, seq)
        return self.times[index] if index < len(self.times) else None

    def _heard(self, payload: bytes, at: float) -> None:
        if closing := CLOSING.match(payload):
            self.seqs.append(int(closing[1]))
            self.times.append(at)
        if self._keeps and payload.startswith(b'{"type": "panel"'):
            self.texts.append(payload.decode())

    def _messages(self) -> Iterator[tuple[int, bytes]]:
        while (end := _frame_end(self._pending)) is not None:
            start, stop = end
            yield self._pending[0] & 0x0F, bytes(self._pending[start:stop])
            del self._pending[:stop]


def _frame_end(data: bytearray) -> tuple[int, int] | None:
    """Where the payload of the first frame begins and ends, once it is here whole."""
    if len(data) < 2:
        return None
    extended = {126: 2, 127: 8}.get(data[1], 0)
    start = 2 + extended
    length = int.from_bytes(data[2:start], "big") if extended else data[1]
    return (start, start + length) if len(data) >= start + length else None


def listen(pipe: Connection, crowds: Sequence[Crowd]) -> None:
    """The child's whole life: opens every board, says so, answers questions until it is told to go."""
    allow_files()
    chooser = selectors.DefaultSelector()
    opened = [_opened(crowd.place, crowd.boards) for crowd in crowds]
    boards = [[Board(one, keeps=not at) for at, one in enumerate(part)] for part in opened]
    stalled = [_opened(crowd.place, crowd.stalled, STALLED_BUFFER_BYTES) for crowd in crowds]
    for board in (one for part in boards for one in part):
        chooser.register(board.socket, selectors.EVENT_READ, board.read)
    pipe.send(sum(map(len, stalled)))
    while (question := _asked(pipe, chooser)) is not None:
        pipe.send(_answer(question, boards[question.crowd], lambda: _turn(chooser)))


def allow_files() -> None:
    """As many sockets as boards, in this process and not beyond what the machine allows."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = FILES_MAX if most == resource.RLIM_INFINITY else min(FILES_MAX, most)
    with suppress(ValueError):
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, most))


def _asked(pipe: Connection, chooser: selectors.BaseSelector) -> Question | None:
    while not pipe.poll():
        _turn(chooser)
    question: Question | None = pipe.recv()
    return question


def _turn(chooser: selectors.BaseSelector) -> None:
    for key, _ in chooser.select(0.01):
        key.data()


def _answer(question: Question, boards: list[Board], turn: Callable[[], None]) -> Answer:
    last = max(mark.seq for mark in question.marks)
    until = stopwatch() + question.within_seconds
    while stopwatch() < until and not all(board.had(last) for board in boards):
        turn()
    had = [(board.had(mark.seq), mark.at) for board in boards for mark in question.marks]
    late = [at - began for at, began in had if at is not None]
    texts, boards[0].texts = boards[0].texts, []
    return Answer(late, len(had) - len(late), texts)


def _opened(place: Place, count: int, buffer: int = 0) -> list[socket.socket]:
    opened: list[socket.socket] = []
    while len(opened) < count:
        some = [_asking(place, buffer) for _ in range(min(HANDSHAKES_AT_ONCE, count - len(opened)))]
        for one in some:
            _switched(one)
        opened += some
    return opened


def _asking(place: Place, buffer: int) -> socket.socket:
    asking = socket.socket()
    asking.settimeout(CONNECT_SECONDS_MAX)
    if buffer:
        asking.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, buffer)
    asking.connect(("127.0.0.1", place.port))
    asking.sendall(
        f"GET {place.path} HTTP/1.1\r\nHost: 127.0.0.1:{place.port}\r\nUpgrade: websocket\r\n"
        f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\nAuthorization: Bearer {place.token}\r\n"
        "Sec-WebSocket-Key: c2hvdWJhby1iZW5jaC0wMQ==\r\n\r\n".encode()
    )
    return asking


def _switched(opened: socket.socket) -> None:
    """Reads the answer's head byte by byte: what follows it is the first frame's."""
    head = b""
    while not head.endswith(b"\r\n\r\n"):
        byte = opened.recv(1)
        if not byte:
            break
        head += byte
    if not head.startswith(b"HTTP/1.1 101"):
        raise ConnectionError(head[:200])
