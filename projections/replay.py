"""The board as it was known at any position: the live board's own fold over the log up to there, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from projections.activations import ACTIVATIONS
from projections.attendance import ATTENDANCE
from projections.board import compose
from projections.broken_channels import BROKEN_CHANNELS
from projections.desk_checks import DESK_CHECKS
from projections.desk_duties import DESK_DUTIES
from projections.duty import DUTY
from projections.exercises import EXERCISES
from projections.folding import Folding
from projections.follower import BATCH, Source
from projections.instructions import TASKINGS
from projections.network import PEOPLE, UNITS
from projections.office import OFFICE
from projections.open_clocks import OPEN_CLOCKS
from projections.open_incidents import INCIDENT_NAMES, OPEN_INCIDENTS
from projections.plans import PLAN_CLOCKS
from projections.reading_trail import READING_TRAIL
from projections.reviews import REVIEWS
from projections.rings import RINGS
from projections.rows import Rows, View
from projections.shapes import Board
from projections.signature_waits import SIGNATURE_WAITS
from projections.sounding import SOUNDING
from projections.spot_checks import SPOT_CHECKS
from projections.store import Parked
from projections.whereabouts import WHEREABOUTS

BOARD_VIEWS: tuple[View, ...] = (  # whatever `compose` reads
    OFFICE,
    UNITS,
    PEOPLE,
    DUTY,
    ATTENDANCE,
    OPEN_INCIDENTS,
    INCIDENT_NAMES,
    RINGS,
    BROKEN_CHANNELS,
    SOUNDING,
    OPEN_CLOCKS,
    TASKINGS,
    SIGNATURE_WAITS,
    SPOT_CHECKS,
    DESK_DUTIES,
    DESK_CHECKS,
    WHEREABOUTS,
    PLAN_CLOCKS,
    EXERCISES,
    ACTIVATIONS,
    REVIEWS,
    READING_TRAIL,
)
BOARD_VIEW_NAMES = frozenset(view.name for view in BOARD_VIEWS)


class Replay(Folding):
    """The board's views in memory, folded up to a position and no further."""

    def __init__(self, source: Source) -> None:
        super().__init__(source.decode, BOARD_VIEWS)
        self._source = source
        self.rows = {view.name: Rows(view.row, lambda _: None) for view in BOARD_VIEWS}

    def fold_up_to(self, seq: int) -> None:
        """`seq` must be on record."""
        while self.position < seq:
            for row in self._source.rows_since(self.position, min(BATCH, seq - self.position)):
                self.fold(row)
                self.position = row.seq

    def also_parked(self, elsewhere: Iterable[Parked]) -> None:
        """What views the board does not read could not fold by then: the board counts it as degraded."""
        others = (one for one in elsewhere if one.view not in BOARD_VIEW_NAMES)
        self.parked += [one for one in others if one.seq <= self.position]


def board_at(source: Source, seq: int, parked: Iterable[Parked] = ()) -> Board:
    """`parked`: what the live follower could not fold."""
    replay = Replay(source)
    replay.fold_up_to(seq)
    replay.also_parked(parked)
    return compose(replay)
