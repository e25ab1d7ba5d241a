"""Five minutes after a clock ran out the head of the office is rung, fifteen the principal: whoever is named."""

from __future__ import annotations

import pytest

from desk.draft import Unknown
from desk.office import AssignDuty, assign_duty
from domain.escalation_policy import Duty
from domain.notice import Rung
from escalation.sweep import sweep


def rung_after(office, minutes):
    """Who was rung by name when the first clock of our own had run out so long ago."""
    due = min(one.event.due_at for one in office.events("deadline.set"))
    sweep(office.desk, due)
    office.clock.move_to(due)
    office.clock.forward(minutes=minutes)
    sweep(office.desk, office.clock.at)
    return [(one.event.duty, one.event.person) for one in office.events(Rung.TOPIC)]


def test_the_head_and_then_the_principal_are_rung_by_name(office):
    head, principal = office.person("陈主任"), office.person("周区长")
    office.do(assign_duty, AssignDuty(duty=Duty.OFFICE_HEAD, persons=(head, head)))
    office.do(assign_duty, AssignDuty(duty=Duty.PRINCIPAL, persons=(principal,)))
    office.call()
    rung = rung_after(office, 5)
    assert (Duty.OFFICE_HEAD, head) in rung
    assert Duty.PRINCIPAL not in dict(rung)
    assert (Duty.PRINCIPAL, principal) in rung_after(office, 15)


def test_nobody_named_it_rings_at_the_desk_and_not_nowhere(office):
    office.call()
    assert (Duty.OFFICE_HEAD, None) in rung_after(office, 5)


def test_somebody_who_is_not_on_the_register_is_named_by_nobody(office):
    with pytest.raises(Unknown):
        office.do(assign_duty, AssignDuty(duty=Duty.PRINCIPAL, persons=(office.county,)))
