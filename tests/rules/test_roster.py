"""The roster: drafted whole, published under its number, and what it does to a shift that is no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from domain import person as people
from domain import roster as rosters
from domain import shift as shifts
from domain.kernel import ReasonMissing
from domain.person import DutyTrained, PersonProfile, PersonRegistered, train
from domain.roster import (
    NothingDrafted,
    OutsideRoster,
    PlannedShift,
    RosterDrafted,
    RosterEmpty,
    RosterPublished,
    RosterRepeats,
    draft,
    publish,
    roster_id,
)
from domain.shift import (
    DutyPost,
    Seat,
    ShiftDropped,
    ShiftGone,
    ShiftRevised,
    ShiftSet,
    check_in,
    drop,
    set_shift,
)
from tests.support.given import given, refused
from tests.support.ladder import NINE, minute, unit_id

COUNTY, ZHOU, WANG = unit_id("county"), unit_id("zhou"), unit_id("wang")
DAY = timedelta(days=1)
LEAD = Seat(post=DutyPost.LEAD_OFFICER, person=ZHOU)


def planned(days, person=ZHOU):
    seats = (Seat(post=DutyPost.LEAD_OFFICER, person=person),)
    return PlannedShift(starts=NINE + days * DAY, ends=NINE + (days + 1) * DAY, seats=seats)


FIRST = NINE.date()
DRAFTED = RosterDrafted(
    unit=COUNTY,
    first=FIRST,
    last=FIRST + DAY,
    shifts=(planned(0), planned(1)),
    source="10月值班表.xlsx",
)
PUBLISHED = RosterPublished(version=1, approver=WANG, published=minute(5), in_spite_of="")


def publishing(found=False, why=""):
    return lambda roster: publish(
        roster, approver=WANG, published=minute(5), found=found, in_spite_of=why
    )


def test_a_roster_is_drafted_and_drafted_anew_when_something_changed():
    drafted = given(rosters.evolve).when(lambda s: draft(s, DRAFTED)).then(DRAFTED)
    drafted.when(lambda s: draft(s, DRAFTED)).then_nothing_happens()
    other = replace(DRAFTED, shifts=(planned(0), planned(1, WANG)))
    assert drafted.when(lambda s: draft(s, other)).then(other).state.shifts == other.shifts


def test_a_draft_binds_nobody_until_it_is_published_under_its_number():
    published = given(rosters.evolve, DRAFTED).when(publishing()).then(PUBLISHED)
    assert (published.state.version, published.state.pending) == (1, False)
    with refused(NothingDrafted):
        publishing()(published.state)
    anew = given(rosters.evolve, DRAFTED, PUBLISHED, replace(DRAFTED, shifts=(planned(0),)))
    assert (anew.state.version, anew.state.pending) == (1, True)
    anew.when(publishing()).then(replace(PUBLISHED, version=2))


def test_what_was_found_wants_a_reason():
    drafted = given(rosters.evolve, DRAFTED)
    with refused(ReasonMissing):
        publishing(found=True, why=" ")(drafted.state)
    drafted.when(publishing(True, " 人手不足 ")).then(replace(PUBLISHED, in_spite_of="人手不足"))


def test_one_unit_has_one_roster_from_a_day_to_a_day():
    assert roster_id(COUNTY, FIRST, FIRST) != roster_id(COUNTY, FIRST, FIRST + DAY)
    assert roster_id(COUNTY, FIRST, FIRST) != roster_id(WANG, FIRST, FIRST)


@pytest.mark.parametrize(
    ("refusal", "change"),
    [
        (RosterEmpty, {"shifts": ()}),
        (OutsideRoster, {"last": FIRST}),
        (OutsideRoster, {"first": FIRST + DAY}),
        (RosterRepeats, {"shifts": (planned(0), planned(0, WANG))}),
    ],
)
def test_a_roster_that_cannot_be_one_is_refused(refusal, change):
    with refused(refusal):
        draft(None, replace(DRAFTED, **change))


def a_shift():
    seats = (LEAD,)
    setting = ShiftSet(shift=COUNTY, unit=COUNTY, starts=NINE, ends=NINE + DAY, seats=seats)
    return given(shifts.evolve, setting), setting


def test_a_shift_that_the_roster_has_no_more_is_dropped_and_nobody_arrives_for_it():
    shift, setting = a_shift()
    gone = shift.when(drop).then(ShiftDropped(starts=NINE))
    gone.when(drop).then_nothing_happens()
    with refused(ShiftGone):
        check_in(gone.state, person=ZHOU, arrived=minute(0))
    again = ShiftRevised(starts=NINE, ends=NINE + DAY, seats=(LEAD,))
    assert not gone.when(lambda s: set_shift(s, setting)).then(again).state.dropped


def test_somebody_is_trained_once_on_a_day():
    registered = PersonRegistered(person=ZHOU, profile=PersonProfile(name="周敏", unit=COUNTY))
    trained = DutyTrained(person=ZHOU, on=FIRST)
    person = given(people.evolve, registered).when(lambda s: train(s, on=FIRST)).then(trained)
    assert person.state.trained == FIRST
    person.when(lambda s: train(s, on=FIRST)).then_nothing_happens()
    later = FIRST + DAY
    person.when(lambda s: train(s, on=later)).then(replace(trained, on=later))
