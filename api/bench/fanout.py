"""From a commit to a thousand open boards, beside a bare broadcast of the same bytes to as many."""

from __future__ import annotations

import json
import multiprocessing
import socket
import statistics
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime, timedelta
from http.client import HTTPConnection
from itertools import cycle
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from api.bench.broadcasting import broadcast_on
from api.bench.figures import ROUNDS, Figure, against_floor, percentile, spread
from api.bench.ground import OPEN_INCIDENTS, make_ground
from api.bench.listeners import Answer, Crowd, Mark, Place, Question, allow_files, listen
from api.bench.pacing import at_a_pace
from api.clock import entropy, new_id, pause, stopwatch, wall
from api.serving import serve
from api.settings import Settings
from desk.access import Role
from desk.vault.accounts import NewAccount, TokenKind
from desk.vault.vault import open_vault

BOARDS = 1_000
STALLED = 5
COMMANDS_A_ROUND = 6
COMMANDS_PER_SECOND = 100
LOAD_SECONDS_A_ROUND = 2.0
ANSWER_SECONDS_MAX = READY_SECONDS_MAX = 60.0
OURS, BARE = 0, 1
SPAWN = multiprocessing.get_context("spawn")


class Office(NamedTuple):
    """What a program needs to take calls at a served office."""

    port: int
    token: str
    incidents: Iterator[UUID]  # round and round, shared by all that call


class Scene(NamedTuple):
    """The office at work, the bare broadcaster beside it, and whoever listens to both."""

    office: Office
    bare_port: int
    listeners: Connection

    def ask(self, crowd: int, marks: list[Mark]) -> Answer:
        """Raises TimeoutError when a board that reads was left out; EOFError when one was closed."""
        self.listeners.send(Question(crowd, marks, ANSWER_SECONDS_MAX))
        answer: Answer = self.listeners.recv()
        if answer.missing:
            raise TimeoutError(f"{answer.missing} frames never came")
        return answer


def measure_fanout(folder: Path, scale: float) -> tuple[Figure, Figure]:
    """p99 of one command at a time as a multiple of the floor's; and what is sustained at once."""
    with _scene(folder, max(10, int(BOARDS * scale))) as scene:
        commands = max(2, int(COMMANDS_A_ROUND * min(1.0, scale * 4)))
        _round(scene, commands)  # every template, buffer and connection has been used once
        rounds = [_round(scene, commands) for _ in range(ROUNDS)]
        seconds = LOAD_SECONDS_A_ROUND * min(1.0, scale * 4)
        loads = [_load(scene, seconds) for _ in range(ROUNDS)]
    ratio = against_floor(
        [one.ours for one in rounds], [one.floor for one in rounds], lambda a, b: a / b
    )
    detail = {"bytes": statistics.median(one.bytes for one in rounds)}
    rate = statistics.median(rates := [rate for rate, _ in loads])
    late = {"p99_ms": statistics.median(late for _, late in loads)}
    return ratio._replace(detail=detail), Figure(rate, rate, None, spread(rates), late)


class Round(NamedTuple):
    """p99 in milliseconds, and the bytes a board got for one command."""

    ours: float
    floor: float
    bytes: float


def _round(scene: Scene, commands: int) -> Round:
    ours: list[float] = []
    floor: list[float] = []
    sizes: list[int] = []
    with closing(HTTPConnection("127.0.0.1", scene.bare_port)) as bare, _calling(scene) as call:
        for _ in range(commands):
            mark = call()
            answer = scene.ask(OURS, [mark])
            ours += answer.late
            sizes.append(sum(len(text.encode()) for text in answer.texts))
            began = _posted(bare, "/", answer.texts, {})
            floor += scene.ask(BARE, [Mark(mark.seq, began)]).late
    return Round(percentile(ours, 0.99) * 1e3, percentile(floor, 0.99) * 1e3, max(sizes))


def _load(scene: Scene, seconds: float) -> tuple[float, float]:
    """Answers a second, from the first to the last, and the p99 of the boards meanwhile in milliseconds."""
    wanted = int(COMMANDS_PER_SECOND * seconds)
    finished = at_a_pace(lambda: _calling(scene), OPEN_INCIDENTS, wanted, COMMANDS_PER_SECOND)
    ended = [one.at for one in finished]
    rate = (wanted - 1) / (max(ended) - min(ended))
    return rate, percentile(scene.ask(OURS, [one.done for one in finished]).late, 0.99) * 1e3


@contextmanager
def _calling(scene: Scene) -> Iterator[Callable[[], Mark]]:
    """Takes one more call about its own open incident, whose card changes on every desk."""
    office, incident = scene.office, str(next(scene.office.incidents))
    with closing(HTTPConnection("127.0.0.1", office.port)) as http:

        def call() -> Mark:
            key = {"idempotency-key": str(new_id()), "authorization": f"Bearer {office.token}"}
            body = {"what": "又有群众来电反映同一事件", "same_as": incident}
            receipt = _posted(http, "/api/v1/calls", body, key)
            return Mark(receipt["seq"], datetime.fromisoformat(receipt["recorded_at"]).timestamp())

        yield call


def _posted(http: HTTPConnection, path: str, body: object, headers: dict[str, str]) -> Any:
    http.request("POST", path, json.dumps(body), {"content-type": "application/json"} | headers)
    answer = http.getresponse()
    said = answer.read()
    if answer.status >= 300:
        raise ConnectionError(f"{answer.status}: {said[:300]!r}")
    return json.loads(said)


@contextmanager
def _scene(folder: Path, boards: int) -> Iterator[Scene]:
    office, bare_port = _staffed(folder), _free_port()
    crowds = (
        Crowd(Place(office.port, "/ws?page=desk", office.token), boards, STALLED),
        Crowd(Place(bare_port, "/", ""), boards, 0),
    )
    ours, theirs = SPAWN.Pipe()
    with _child(_serve, folder, office.port), _child(broadcast_on, bare_port):
        for port in (office.port, bare_port):
            _until_it_listens(port)
        with _child(listen, theirs, crowds):
            theirs.close()
            ours.recv()
            yield Scene(office, bare_port, ours)
            ours.send(None)


def _staffed(folder: Path) -> Office:
    """An office with open incidents and an account whose token takes calls and watches boards."""
    ground = make_ground(folder)
    unit = ground.desk.register().office.unit
    ground.log.close()
    with closing(open_vault(folder, entropy)) as vault:
        new = NewAccount(login="bench", name="bench", roles=(Role.DUTY_OFFICER,), unit=unit)
        account = vault.create_account(new, entropy(16).hex(), wall())
        now = wall()
        token = vault.issue_token(TokenKind.API, account.id, "bench", now, now + timedelta(days=1))
    return Office(_free_port(), token, cycle(ground.incidents))


def _serve(folder: Path, port: int) -> None:
    allow_files()
    serve(Settings(folder=folder, port=port))


@contextmanager
def _child(task: Callable[..., None], *arguments: object) -> Iterator[None]:
    process = SPAWN.Process(target=task, args=arguments, daemon=True)
    process.start()
    try:
        yield
    finally:
        process.terminate()
        process.join(ANSWER_SECONDS_MAX)
        process.kill()


def _until_it_listens(port: int) -> None:
    until = stopwatch() + READY_SECONDS_MAX
    while True:
        try:
            return socket.create_connection(("127.0.0.1", port), timeout=5).close()
        except OSError:
            if stopwatch() > until:
                raise
            pause(0.05)


def _free_port() -> int:
    with closing(socket.socket()) as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
