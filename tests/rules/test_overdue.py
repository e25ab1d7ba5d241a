"""After a clock has run out one look waits: when the grace of whoever keeps silent is over."""

from __future__ import annotations

import pytest

from domain.overdue import Overdue, OverdueNoted, OverdueReviewed, evolve, note, overdue_id, review
from tests.support.given import given
from tests.support.ladder import minute, unit_id

INCIDENT = unit_id("incident")
UNTIL, LATER = minute(60).earliest, minute(120).earliest
NOTED = OverdueNoted(incident=INCIDENT, next_at=UNTIL)


def asked_at(minutes: int, again=None):
    return lambda state: review(state, as_of=minute(minutes).earliest, again=again)


def test_the_first_clock_that_runs_out_sets_the_look_and_no_other_beside_it():
    noted = given(evolve).when(lambda o: note(o, incident=INCIDENT, until=UNTIL)).then(NOTED)
    noted.when(lambda o: note(o, incident=INCIDENT, until=LATER)).then_nothing_happens()
    assert noted.state == Overdue(incident=INCIDENT, next_at=UNTIL)


def test_it_is_looked_at_once_and_not_too_early():
    noted = given(evolve, NOTED)
    noted.when(asked_at(59)).then_nothing_happens()
    looked = noted.when(asked_at(60)).then(OverdueReviewed(next_at=None))
    looked.when(asked_at(61)).then_nothing_happens()


def test_a_clock_that_ran_out_later_is_looked_at_after_it():
    noted = given(evolve, NOTED)
    looked = noted.when(asked_at(60, again=LATER)).then(OverdueReviewed(next_at=LATER))
    looked.when(asked_at(120)).then(OverdueReviewed(next_at=None))


def test_what_runs_out_after_the_look_sets_another():
    looked = given(evolve, NOTED, OverdueReviewed(next_at=None))
    again = OverdueNoted(incident=INCIDENT, next_at=LATER)
    looked.when(lambda o: note(o, incident=INCIDENT, until=LATER)).then(again)


def test_each_incident_has_its_own_and_nothing_is_reviewed_before_it_was_noted():
    assert overdue_id(INCIDENT) == overdue_id(INCIDENT) != overdue_id(unit_id("another"))
    with pytest.raises(TypeError):
        evolve(None, OverdueReviewed(next_at=None))
