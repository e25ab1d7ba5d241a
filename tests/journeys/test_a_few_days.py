"""Days of a district, drawn from a seed: nobody is rung too often, and nothing short runs out unrung."""

from __future__ import annotations

from statistics import median

import pytest

from domain.ring_manners import RingManners
from tests.support.month import SHORT, Month
from tests.support.rung import RungSoFar


@pytest.mark.parametrize("seed", [7, 20260217])
def test_days_with_a_storm_night_among_them(office, seed):
    month = Month(office, seed)
    month.passes(days=5, storm=2)
    rung = RungSoFar(office)
    assert rung.ran_out(SHORT)
    assert rung.unrung(SHORT) == []
    assert rung.twice(RingManners().bundle_within) == []
    assert median(rung.in_a_night(month.nights, "quiet")) <= 2
