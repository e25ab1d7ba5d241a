"""A whole month of a district: two rings in the median of a quiet night, and no short clock runs out unrung."""

from __future__ import annotations

import os
from statistics import median

import pytest

from domain.ring_manners import RingManners
from tests.support.month import SHORT, Month
from tests.support.office import an_office
from tests.support.rung import RungSoFar, told

pytestmark = pytest.mark.prove

SEED = int(os.environ.get("SHOUBAO_SEED", "20260217"))


@pytest.fixture
def office(tmp_path):
    office = an_office(tmp_path)
    yield office
    office.log.close()


@pytest.mark.parametrize("seed", range(SEED, SEED + 3))
def test_a_month_of_a_district(office, seed):
    month = Month(office, seed)
    month.passes(days=31, storm=17)
    rung = RungSoFar(office)
    nights = {kind: rung.in_a_night(month.nights, kind) for kind in ("quiet", "busy", "storm")}
    print(f"\nseed {seed}:", *(told(kind, counts) for kind, counts in nights.items() if counts))
    over = rung.ran_out(SHORT)
    print(f"{len(over)} clocks of two hours or less ran out, {len(rung.unrung(SHORT))} unrung")
    assert median(nights["quiet"]) <= 2
    assert over
    assert rung.unrung(SHORT) == []
    assert rung.twice(RingManners().bundle_within) == []
