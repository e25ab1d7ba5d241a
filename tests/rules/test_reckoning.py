"""Reckoning with intervals: late is only what is late whatever the times may mean."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given as for_all
from hypothesis import strategies as st

from domain.deadline import reckon
from domain.rule import Form
from domain.times import Basis, Precision, WorldTime, lateness
from tests.support.ladder import NINE

WIDTHS = st.integers(0, 200_000)


@for_all(
    start=st.integers(-9_000, 9_000), width=WIDTHS, limit=st.integers(1, 90_000), data=st.data()
)
def test_late_is_late_for_every_instant_that_start_and_report_may_mean(start, width, limit, data):
    began = _interval(start, width)
    report = _interval(data.draw(st.integers(-9_000, 200_000)), data.draw(WIDTHS))
    due_at, late_after = reckon(began, limit, Form.CLOCK)
    span = timedelta(seconds=limit)
    starts, made = (began.earliest, began.latest), (report.earliest, report.latest)
    certainly = all(at - s - span >= timedelta(seconds=1) for s in starts for at in made)
    assert (lateness(late_after, report) > 0) is certainly
    assert late_after is not None
    assert due_at <= late_after
    assert all(
        lateness(late_after, report) <= (at - s - span).total_seconds() or not certainly
        for s in starts
        for at in made
    )


def _interval(start: int, width: int) -> WorldTime:
    earliest = NINE + timedelta(seconds=start)
    return WorldTime(
        earliest=earliest,
        latest=earliest + timedelta(seconds=width),
        precision=Precision.RANGE,
        basis=Basis.ORAL,
    )
