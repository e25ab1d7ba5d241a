"""From a commit to a thousand open boards, beside a bare broadcast of the same bytes to as many."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from http.client import HTTPConnection
from itertools import cycle
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NamedTuple
from uuid import UUID

from api.bench.broadcasting import broadcast_on
from api.bench.children import (
    SPAWN,
    child,
    free_port,
    serve_office,
    token_of,
    until_it_listens,
)
from api.bench.figures import ROUNDS, Figure, against_floor, percentile, spread
from api.bench.ground import OPEN_INCIDENTS, make_ground
from api.bench.listeners import Answer, Crowd, Mark, Place, Question, listen
from api.bench.pacing import at_a_pace
from api.clock import new_id

BOARDS = 1_000
STALLED = 5
COMMANDS_A_ROUND = 6
COMMANDS_PER_SECOND = 100
LOAD_SECONDS_A_ROUND = 2.0
ANSWER_SECONDS_MAX = 60.0
OURS, BARE = 0, 1


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
    office, bare_port = _staffed(folder), free_port()
    crowds = (
        Crowd(Place(office.port, "/ws?page=desk", office.token), boards, STALLED),
        Crowd(Place(bare_port, "/", ""), boards, 0),
    )
    ours, theirs = SPAWN.Pipe()
    with child(serve_office, folder, office.port), child(broadcast_on, bare_port):
        for port in (office.port, bare_port):
            until_it_listens(port)
        with child(listen, theirs, crowds):
            theirs.close()
            ours.recv()
            yield Scene(office, bare_port, ours)
            ours.send(None)


def _staffed(folder: Path) -> Office:
    """An office with open incidents and an account whose token takes calls and watches boards."""
    ground = make_ground(folder)
    unit = ground.desk.register().office.unit
    ground.log.close()
    return Office(free_port(), token_of(folder, unit), cycle(ground.incidents))
