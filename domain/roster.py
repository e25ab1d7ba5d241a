"""值班表: who sits at the duty desk of a unit from one day to another."""

from __future__ import annotations

from datetime import datetime

from domain.kernel import Value
from domain.shift import Seat


class PlannedShift(Value):
    """One shift as a roster plans it. `starts` and `ends` are instants in UTC."""

    starts: datetime
    ends: datetime
    seats: tuple[Seat, ...]
