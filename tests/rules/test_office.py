"""The office: founded once, its clock doubted and explained, its numbers without a gap."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from domain import office as offices
from domain import series as numbers
from domain.escalation_policy import Duty
from domain.kernel import ReasonMissing
from domain.office import (
    ClockDoubted,
    ClockExplained,
    DoubtKind,
    DutyAssigned,
    EpochBegan,
    FoundedAlready,
    NothingToExplain,
    OfficeFounded,
    assign_duty,
    doubt_clock,
    explain_clock,
    found,
    office_id,
    restore,
)
from domain.restoration import (
    NothingRestored,
    OfficeRestored,
    Restoration,
    RestorationAcknowledged,
    RestorationUnseen,
    acknowledge,
    require_seen,
)
from domain.series import (
    LOST_MAX,
    NumberOnRecord,
    NumbersLost,
    NumberTaken,
    TooManyLost,
    series_id,
    take,
    tell_lost,
)
from tests.support.given import given
from tests.support.ladder import NINE, minute, unit_id

STORE = unit_id("store")
FOUNDED = OfficeFounded(store_id=STORE, region_code="320199", name="临江区", unit=unit_id("county"))
JUMPED = ClockDoubted(kind=DoubtKind.WALL_JUMPED, wall=NINE, now=NINE, drift_us=5_000_000)
EXPLAINED = ClockExplained(explanation="北斗授时比对", follow_wall=True, reference=minute(0))


def at(minutes):
    return NINE + timedelta(minutes=minutes)


RESTORED = OfficeRestored(
    epoch=0,
    made_at=at(2),
    events=9,
    head="ab" * 32,
    last_recorded_at=at(0),
    by_words="周明",
    at=at(60),
)
IN_TWO = replace(RESTORED, epoch=2)


def doubting(office):
    return doubt_clock(office, kind=DoubtKind.WALL_JUMPED, wall=NINE, now=NINE, drift_us=5_000_000)


def explaining(office):
    return explain_clock(office, explanation=" 北斗授时比对", follow_wall=True, reference=minute(0))


def test_an_office_is_founded_once():
    given(offices.evolve).when(lambda o: found(o, FOUNDED)).then(FOUNDED)
    given(offices.evolve, FOUNDED).when(lambda o: found(o, FOUNDED)).then_refused(FoundedAlready)
    assert office_id(STORE) == office_id(STORE)


def restoring(office, reason="硬盘坏了"):
    return restore(office, reason=reason, restored=RESTORED)


def test_a_log_put_back_goes_on_as_the_next_epoch_and_says_from_where():
    founded = given(offices.evolve, FOUNDED)
    second = replace(RESTORED, epoch=2), replace(RESTORED, epoch=3)
    once = founded.when(restoring).then(EpochBegan(epoch=2, reason="硬盘坏了"), second[0])
    assert once.state.restoration == Restoration(restored=second[0])
    once.when(restoring).then(EpochBegan(epoch=3, reason="硬盘坏了"), second[1])
    founded.when(lambda o: restoring(o, " ")).then_refused(ReasonMissing)


def test_somebody_says_that_he_knows_what_is_missing_and_only_then_papers_are_numbered():
    restored = given(offices.evolve, FOUNDED, EpochBegan(epoch=2, reason="硬盘坏了"), IN_TWO)
    with pytest.raises(RestorationUnseen):
        require_seen(restored.state.restoration)
    known = restored.when(knowing).then(RestorationAcknowledged(epoch=2, words="纸上两件已补录"))
    require_seen(known.state.restoration)
    known.when(knowing).then_nothing_happens()
    restored.when(lambda o: knowing(o, " ")).then_refused(ReasonMissing)
    given(offices.evolve, FOUNDED).when(knowing).then_refused(NothingRestored)
    require_seen(None)


def knowing(office, words="纸上两件已补录"):
    return acknowledge(office.restoration, words=words)


def test_what_was_due_between_the_copy_and_its_putting_back_may_be_on_record_in_what_is_lost():
    restoration = Restoration(restored=RESTORED)
    assert [restoration.lost(at(n)) for n in (0, 1, 60, 61)] == [False, True, True, False]


def test_numbers_that_paper_shows_are_given_to_nothing_else():
    fifth = NumberTaken(series="document-flash", year=2026, number=5, taken_for=STORE)
    story = given(numbers.evolve, fifth)
    lost = NumbersLost(series="document-flash", year=2026, last=7, words="纸上有6、7号")
    told = story.when(losing(7)).then(lost)
    told.when(lambda s: take(s, name="document-flash", year=2026, taken_for=STORE)).then(
        NumberTaken(series="document-flash", year=2026, number=8, taken_for=STORE)
    )
    for last, refusal in ((5, NumberOnRecord), (5 + LOST_MAX + 1, TooManyLost)):
        story.when(losing(last)).then_refused(refusal)
    story.when(losing(6, words=" ")).then_refused(ReasonMissing)
    given(numbers.evolve).when(losing(7)).then(lost)


def losing(last, words="纸上有6、7号"):
    return lambda s: tell_lost(s, name="document-flash", year=2026, last=last, words=words)


def test_every_anomaly_is_recorded_and_one_explanation_ends_the_doubt():
    doubted = given(offices.evolve, FOUNDED).when(doubting).then(JUMPED)
    twice = doubted.when(doubting).then(JUMPED)
    assert twice.state.doubt is DoubtKind.WALL_JUMPED
    explained = twice.when(explaining).then(EXPLAINED)
    assert explained.state.doubt is None
    explained.when(explaining).then_refused(NothingToExplain)


def test_an_explanation_says_something():
    given(offices.evolve, FOUNDED, JUMPED).when(
        lambda o: explain_clock(o, explanation=" ", follow_wall=False)
    ).then_refused(ReasonMissing)


def test_numbers_run_without_a_gap_each_series_and_year_by_itself():
    story = given(numbers.evolve)
    for number in (1, 2, 3):
        taken = NumberTaken(series="incident", year=2026, number=number, taken_for=STORE)
        story = story.when(lambda s: take(s, name="incident", year=2026, taken_for=STORE))
        story = story.then(taken)
    names = [("incident", 2026), ("incident", 2027), ("exercise-incident", 2026)]
    assert len({series_id(STORE, *name) for name in names}) == 3


def test_nothing_happens_to_an_office_before_it_is_founded():
    for event in (JUMPED, EXPLAINED, EpochBegan(epoch=2, reason="")):
        with pytest.raises(TypeError):
            offices.evolve(None, event)


def test_whom_a_post_reaches_is_named_once_and_replaced_whole():
    head, deputy = unit_id("head"), unit_id("deputy")
    named = DutyAssigned(duty=Duty.OFFICE_HEAD, persons=(head,))
    one = given(offices.evolve, FOUNDED).when(
        lambda o: assign_duty(o, duty=Duty.OFFICE_HEAD, persons=(head,))
    )
    known = one.then(named)
    known.when(
        lambda o: assign_duty(o, duty=Duty.OFFICE_HEAD, persons=(head,))
    ).then_nothing_happens()
    both = DutyAssigned(duty=Duty.OFFICE_HEAD, persons=(deputy, head))
    after = known.when(
        lambda o: assign_duty(o, duty=Duty.OFFICE_HEAD, persons=(deputy, head))
    ).then(both)
    assert after.state.assigned(Duty.OFFICE_HEAD) == (deputy, head)
    assert after.state.assigned(Duty.PRINCIPAL) == ()
