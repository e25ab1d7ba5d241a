"""Shifts, units and people: set, revised and closed; the same words again leave nothing."""

from datetime import timedelta
from uuid import UUID

import pytest

from desk.draft import Unknown
from desk.duty import CheckIn, SetShift, ShiftAnswer, check_in, set_shift
from desk.founding import shipped_book
from desk.network import (
    CloseUnit,
    LeavePost,
    NetworkAnswer,
    RegisterPerson,
    RegisterSheet,
    RegisterUnit,
    UnitsBelow,
    close_unit,
    leave_post,
    register_sheet,
    register_unit,
)
from desk.office import AdoptRules, ExplainClock, FoundOffice, adopt_rules, explain_clock
from desk.office import found_office as found_again
from domain.kernel import Refused
from domain.office import FoundedAlready, NothingToExplain
from domain.person import PersonProfile, PostNotHeld
from domain.rulebook import RuleBookAdopted
from domain.shift import CheckedIn, DutyPost, NotOnThisShift, Seat, ShiftEmpty, ShiftRevised
from domain.unit import UnitRevised
from domain.watch import WatchBegan, WatchRunning
from domain.words import Tier, UnitKind
from tests.support.office import PRESETS, STORE, profile

NOBODY = UUID(int=0)


def shift(office, *people, begins_watch=False, hours=24):
    posts = (DutyPost.LEAD_OFFICER, DutyPost.SECOND_OFFICER)
    setting = SetShift(
        starts=office.clock.at,
        ends=office.clock.at + timedelta(hours=hours),
        seats=tuple(Seat(post=post, person=who) for post, who in zip(posts, people, strict=False)),
        set_at=office.at(),
        begins_watch=begins_watch,
    )
    return office.do(set_shift, setting).answer(ShiftAnswer).shift


def test_the_first_shift_begins_the_watch_and_a_second_cannot(office):
    zhou, wang = office.person("周明"), office.person("王芳")
    first = shift(office, zhou, wang, begins_watch=True)
    assert [one.event.shift for one in office.events(WatchBegan.TOPIC)] == [first]
    office.clock.forward(hours=8)
    head = office.log.head()
    with pytest.raises(WatchRunning):
        shift(office, wang, zhou, begins_watch=True)
    assert office.log.head() == head


def test_who_is_on_the_list_checks_in_once_and_nobody_else(office):
    zhou = office.person("周明")
    id = shift(office, zhou)
    for _ in range(2):
        office.do(check_in, CheckIn(shift=id, person=zhou, arrived=office.at(minutes=-10)))
    assert len(office.events(CheckedIn.TOPIC)) == 1
    with pytest.raises(NotOnThisShift):
        office.do(check_in, CheckIn(shift=id, person=NOBODY, arrived=office.at()))


def test_a_shift_without_a_lead_officer_is_not_set(office):
    with pytest.raises(ShiftEmpty):
        shift(office)


def test_set_again_a_shift_is_revised_and_not_doubled(office):
    zhou, wang = office.person("周明"), office.person("王芳")
    first = shift(office, zhou, begins_watch=True)
    assert shift(office, zhou, begins_watch=True) == first
    assert office.events(ShiftRevised.TOPIC) == []
    assert shift(office, wang, zhou, begins_watch=True) == first
    [revised] = office.events(ShiftRevised.TOPIC)
    assert [seat.person for seat in revised.event.seats] == [wang, zhou]


def test_nobody_unknown_sits_on_a_shift(office):
    with pytest.raises(Unknown):
        shift(office, NOBODY)


def test_a_unit_that_others_stand_below_stays_until_they_are_moved(office):
    closing = CloseUnit(unit=office.town, effective=office.clock.at, reason="撤镇设街道")
    with pytest.raises(UnitsBelow):
        office.do(close_unit, closing)
    moved = profile("宏达化工", Tier.UNIT, UnitKind.ENTERPRISE, office.county)
    office.do(
        register_unit, RegisterUnit(unit=office.works, profile=moved, effective=office.clock.at)
    )
    assert office.do(close_unit, closing).answer(NetworkAnswer).changed == 1


def test_a_sheet_is_registered_whole_and_again_changes_nothing(office):
    sheet = RegisterSheet(
        units=(
            RegisterUnit(
                unit=office.town,
                profile=profile("青石镇人民政府", Tier.TOWNSHIP, parent=office.county),
                effective=office.clock.at,
            ),
        ),
        people=(
            RegisterPerson(
                profile=PersonProfile(name="刘镇长", unit=office.town, phone="13700000000"),
                person=STORE,
                post="镇长",
                since=office.clock.at,
            ),
        ),
    )
    assert office.do(register_sheet, sheet).answer(NetworkAnswer).changed == 2
    assert office.do(register_sheet, sheet).answer(NetworkAnswer).changed == 0


def test_one_bad_row_keeps_the_whole_sheet_out(office):
    good = RegisterUnit(
        profile=profile("新镇", Tier.TOWNSHIP, parent=office.county), effective=office.clock.at
    )
    bad = RegisterUnit(
        unit=office.county,
        profile=profile("临江区", Tier.COUNTY, parent=office.town),
        effective=office.clock.at,
    )
    head = office.log.head()
    with pytest.raises(Refused):
        office.do(register_sheet, RegisterSheet(units=(good, bad)))
    assert office.log.head() == head


def test_a_unit_is_revised_closed_once_and_leaves_the_network(office):
    renamed = RegisterUnit(
        unit=office.works,
        profile=profile("宏达新材料", Tier.UNIT, UnitKind.ENTERPRISE, office.town),
        effective=office.clock.at,
    )
    office.do(register_unit, renamed)
    assert len(office.events(UnitRevised.TOPIC)) >= 1
    closing = CloseUnit(unit=office.works, effective=office.clock.at, reason="停产注销")
    assert office.do(close_unit, closing).answer(NetworkAnswer).changed == 1
    assert office.do(close_unit, closing).answer(NetworkAnswer).changed == 0
    assert office.works not in office.desk.register().network


def test_a_post_is_left_by_who_holds_it(office):
    zhou = office.person("周明", post="主任")
    leaving = LeavePost(person=zhou, post="主任", unit=office.county, until=office.clock.at)
    office.do(leave_post, leaving)
    with pytest.raises(PostNotHeld):
        office.do(leave_post, leaving)


def test_an_office_is_founded_once(office):
    founding = FoundOffice(
        store_id=STORE,
        region_code="320199",
        profile=profile("别处", Tier.COUNTY),
        founded=office.clock.at,
    )
    with pytest.raises(FoundedAlready):
        office.do(found_again, founding)


def test_the_same_rules_adopted_again_are_the_same_rules(office):
    office.do(adopt_rules, AdoptRules(book=shipped_book(PRESETS), presets=PRESETS))
    office.do(adopt_rules, AdoptRules(book=shipped_book(()), presets=()))
    hashes = [one.event.hash for one in office.events(RuleBookAdopted.TOPIC)]
    assert len(hashes) == 2
    assert office.desk.register().book_hash == hashes[-1]


def test_a_clock_that_nobody_doubts_needs_no_explanation(office):
    with pytest.raises(NothingToExplain):
        office.do(explain_clock, ExplainClock(explanation="无", follow_wall=False))
