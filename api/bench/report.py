"""Every figure in one run: measured, held against its goal, and told as rows."""

from __future__ import annotations

import logging
import math
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from api.bench.appends import measure_appends
from api.bench.clocks import measure_lateness, measure_storm, open_clocks
from api.bench.dossiers import measure_dossier
from api.bench.fanout import measure_fanout
from api.bench.figures import GIVEN_UP, GOALS, Figure
from api.bench.ground import Ground, make_ground, write_history
from api.bench.growth import measure_growth
from api.bench.plans import measure_coverage, measure_proposals
from api.bench.rebuilds import LONG_HISTORY, measure_memory, measure_rebuild, measure_verify
from api.bench.replays import measure_page, measure_replay, prepare
from api.clock import stopwatch

log = logging.getLogger("shoubao.bench")

SHORT_HISTORY = 10_000
Progress = Callable[[str], None]
Row = tuple[str, str, str, str, bool]


class Sheet:
    """The rows so far. A row that fails keeps its error and lets the others go on."""

    def __init__(self, progress: Progress) -> None:
        self.rows: dict[str, dict[str, Any]] = {}
        self._progress = progress

    def fill(self, *names: str, by: Callable[[], Figure | tuple[Figure, ...]]) -> None:
        self._progress(", ".join(names))
        began = stopwatch()
        try:
            found = by()
        except GIVEN_UP as error:
            log.exception("%s was not measured", names)
            for name in names:
                self.rows[name] = _unmeasured(name, error)
            return
        figures = (found,) if isinstance(found, Figure) else found
        for name, figure in zip(names, figures, strict=True):
            self.rows[name] = _row(name, figure) | {"took_seconds": stopwatch() - began}


def measure(progress: Progress, *, scale: float = 1.0) -> dict[str, Any]:
    """Runs every measurement in a folder that is thrown away; `scale` shrinks the sizes."""
    began = stopwatch()
    sheet = Sheet(progress)
    with tempfile.TemporaryDirectory(prefix="shoubao-bench-") as name:
        for part in (_appends, _histories, _clocks, _fanout, _plans):
            try:
                part(sheet, Path(name) / part.__name__, scale)
            except GIVEN_UP:  # what this part could not even prepare is told as missing below
                log.exception("%s could not be prepared", part.__name__)
    for row in GOALS.keys() - sheet.rows.keys():
        sheet.rows[row] = _unmeasured(row, RuntimeError("could not be prepared"))
    rows = {row: sheet.rows[row] for row in GOALS}
    return {"scale": scale, "took_seconds": stopwatch() - began, "rows": rows}


def rows(figures: dict[str, Any]) -> list[Row]:
    """Name, value, unit, goal, met: as a person reads them."""
    return [
        (name, _text(row["value"]), GOALS[name].unit, GOALS[name].text, row["met"])
        for name, row in figures["rows"].items()
    ]


def _appends(sheet: Sheet, folder: Path, scale: float) -> None:
    with _ground(folder) as ground:
        for name, clients in (
            ("append_over_floor_us", 1),
            ("append_ratio_8", 8),
            ("append_ratio_32", 32),
        ):
            sheet.fill(name, by=lambda n=clients: measure_appends(ground, n, scale))  # type: ignore[misc]


def _histories(sheet: Sheet, folder: Path, scale: float) -> None:
    with _ground(folder / "long") as long, _ground(folder / "short") as short:
        sheet.fill("rebuild_ratio", by=lambda: measure_rebuild(long, scale))
        write_history(short, int(SHORT_HISTORY * scale))
        write_history(long, int(LONG_HISTORY * scale))
        sheet.fill("verify_events_per_s", by=lambda: measure_verify(long, scale))
        sheet.fill("peak_memory_mb", by=lambda: measure_memory(long, scale))
        dossier = ("dossier_memory_mb", "dossier_verify_ratio")
        sheet.fill(*dossier, by=lambda: measure_dossier(long, scale))
        sheet.fill("growth_ratio", by=lambda: measure_growth(short, long, scale))
        sheet.fill("replay_fold_ms", by=lambda: measure_replay(long, scale))
        sheet.fill("replay_page_ms", by=lambda: measure_page(*prepare(long), scale))


def _clocks(sheet: Sheet, folder: Path, scale: float) -> None:
    with _ground(folder) as ground:
        open_clocks(ground, scale)
        late = ("clock_late_p99_ms", "clock_late_max_ms")
        sheet.fill(*late, by=lambda: measure_lateness(ground, scale))
        sheet.fill("clock_storm_per_s", by=lambda: measure_storm(ground, scale))


def _fanout(sheet: Sheet, folder: Path, scale: float) -> None:
    names = ("fanout_p99_ratio", "fanout_commands_per_s")
    sheet.fill(*names, by=lambda: measure_fanout(folder, scale))


def _plans(sheet: Sheet, folder: Path, scale: float) -> None:
    sheet.fill("coverage_page_ms", by=lambda: measure_coverage(folder / "served", scale))
    with _ground(folder / "proposing") as ground:
        sheet.fill("propose_ms", by=lambda: measure_proposals(ground, scale))


@contextmanager
def _ground(folder: Path) -> Iterator[Ground]:
    ground = make_ground(folder)
    try:
        yield ground
    finally:
        ground.log.close()


def _row(name: str, figure: Figure) -> dict[str, Any]:
    goal = GOALS[name]
    return figure._asdict() | {
        "unit": goal.unit,
        "goal": goal.text,
        "met": math.isfinite(figure.value) and goal.met_by(figure.value),
    }


def _unmeasured(name: str, error: Exception) -> dict[str, Any]:
    goal = GOALS[name]
    return {
        "value": None,
        "unit": goal.unit,
        "goal": goal.text,
        "met": False,
        "error": repr(error),
    }


def _text(value: float | None) -> str:
    if value is None:
        return "—"
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
