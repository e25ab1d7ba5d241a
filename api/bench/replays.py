"""Any moment of a long history: folded from the nearest checkpoint, and shown as a page of the served office."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

from api.bench.asking import asked
from api.bench.children import child, free_port, serve_office, token_of, until_it_listens
from api.bench.figures import ROUNDS, Figure, percentile, spread
from api.bench.ground import Ground
from api.bench.rebuilds import follower_for
from api.clock import stopwatch
from api.keeping_replays import FILE, history_of
from desk.access import Role
from desk.log.log import Log
from projections.checkpoints import EVERY
from projections.replays import Replays

MOMENTS, PAGES = 100, 40  # a round
STEP = 0.6180339887  # of the whole: never the same place twice, near nor far


def measure_replay(ground: Ground, scale: float) -> Figure:
    """Milliseconds to fold a moment, p99 of a round; the floor reads and decodes half a checkpoint's events."""
    replays = Replays(history_of(ground.log), ground.folder / FILE)
    began = stopwatch()
    while replays.turn(ground.log.position):
        pass
    detail = {"checkpoints_seconds": stopwatch() - began}
    count = max(10, int(MOMENTS * scale))
    rounds = [_round(ground.log, replays, count, n) for n in range(ROUNDS)]
    replays.close()
    ours, floor = zip(*rounds, strict=True)
    detail |= {"file_mb": (ground.folder / FILE).stat().st_size / 1e6}
    value = sorted(ours)[len(ours) // 2]
    return Figure(value, value, sorted(floor)[len(floor) // 2], spread(ours), detail)


def measure_page(folder: Path, unit: UUID, newest: int, scale: float) -> Figure:
    """Milliseconds of one page of the past, p95 of a round; the floor is the same page of the newest moment."""
    token, port = token_of(folder, unit, Role.AUDITOR), free_port()
    count = max(5, int(PAGES * scale))
    with child(serve_office, folder, port):
        until_it_listens(port)
        asked(port, token, (f"/replay?seq={newest}&page={one}" for one in ("wall", "desk")))
        rounds = [_pages(port, token, list(moments(newest, count, n))) for n in range(ROUNDS)]
        floor = _pages(port, token, [newest] * count)
    value = sorted(rounds)[len(rounds) // 2]
    return Figure(value, value, floor, spread(rounds))


def prepare(ground: Ground) -> tuple[Path, UUID, int]:
    """What the page is asked of: the log closed, its views folded and its checkpoints made."""
    follower_for(ground)
    unit, newest = ground.desk.register().office.unit, ground.log.position
    ground.log.close()
    return ground.folder, unit, newest


def moments(newest: int, count: int, round_: int) -> Iterator[int]:
    return (1 + int(newest * ((n + round_ * count) * STEP % 1)) for n in range(count))


def _round(log: Log, replays: Replays, count: int, n: int) -> tuple[float, float]:
    wanted = list(moments(log.position, count, n))
    ours = [_ms(lambda s=seq: replays.board(s)) for seq in wanted]  # type: ignore[misc]
    bare = [_ms(lambda s=seq: log.since(s, EVERY // 2)) for seq in wanted]  # type: ignore[misc]
    return percentile(ours, 0.99), percentile(bare, 0.99)


def _pages(port: int, token: str, wanted: list[int]) -> float:
    answers = asked(port, token, (f"/replay?seq={seq}&page=wall" for seq in wanted))
    return percentile([one.seconds * 1e3 for one in answers], 0.95)


def _ms(once: Callable[[], object]) -> float:
    began = stopwatch()
    once()
    return (stopwatch() - began) * 1e3
