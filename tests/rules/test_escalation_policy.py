"""An escalation policy becomes steps of one clock: whole seconds from its due time, in their order."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.escalation_policy import (
    Duty,
    EscalationPolicy,
    EscalationStep,
    Manner,
    PolicyStep,
    resolve,
)
from tests.support.ladder import book

HALF_HOUR, TWO_HOURS = timedelta(minutes=30), timedelta(hours=2)


def policy(*own: PolicyStep, others: tuple[PolicyStep, ...] = ()) -> EscalationPolicy:
    return EscalationPolicy(id="p", name="", own=own, others=others)


def step(**when) -> PolicyStep:
    return PolicyStep(manner=Manner.CHIME, to=Duty.OFFICER, **when)


@pytest.mark.parametrize(
    ("written", "limit", "seconds"),
    [
        (step(percent=50), HALF_HOUR, -900),
        (step(percent=80, before=timedelta(minutes=5)), HALF_HOUR, -360),
        (step(percent=80, before=timedelta(minutes=5)), timedelta(minutes=20), -300),
        (step(percent=0), HALF_HOUR, -1800),
        (step(percent=100), HALF_HOUR, 0),
        (step(before=timedelta(hours=3)), TWO_HOURS, -7200),
        (step(after=timedelta(0)), HALF_HOUR, 0),
        (step(after=timedelta(minutes=5)), HALF_HOUR, 300),
    ],
)
def test_a_step_comes_at_a_share_of_the_limit_or_before_or_after_it_is_due(written, limit, seconds):
    [resolved] = resolve(policy(written), limit, own=True).steps
    assert resolved == EscalationStep(offset_seconds=seconds, manner=Manner.CHIME, to=Duty.OFFICER)


def test_our_own_clock_wakes_people_and_that_of_another_unit_is_chased():
    written = policy(step(percent=50), others=(step(after=timedelta(0)),))
    assert [one.offset_seconds for one in resolve(written, TWO_HOURS, own=True).steps] == [-3600]
    assert [one.offset_seconds for one in resolve(written, TWO_HOURS, own=False).steps] == [0]


@given(
    st.sampled_from(book("wuhan").policies),
    st.integers(1, 40 * 86_400),
    st.booleans(),
)
def test_no_step_comes_before_the_start_and_all_come_in_their_order(shipped, seconds, own):
    resolved = resolve(shipped, timedelta(seconds=seconds), own=own)
    offsets = [one.offset_seconds for one in resolved.steps]
    assert offsets == sorted(offsets)
    assert all(-seconds <= offset for offset in offsets)
    assert resolved.quiet_at_night is shipped.quiet_at_night
    assert resolved.policy == shipped.id


def test_a_statutory_clock_tells_the_leader_before_it_is_due_and_the_principal_after():
    statutory = book().policy("statutory")
    assert statutory
    steps = resolve(statutory, HALF_HOUR, own=True).steps
    told = [(one.offset_seconds, one.manner, one.to) for one in steps]
    assert (-900, Manner.RING, Duty.LEADER) in told
    assert told[-2:] == [
        (300, Manner.RING, Duty.OFFICE_HEAD),
        (900, Manner.RING, Duty.PRINCIPAL),
    ]
