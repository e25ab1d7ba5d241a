"""预案覆盖: from any history the figures are those of an independent recount, live and rebuilt, and an exercise is in none."""

from __future__ import annotations

import tempfile
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from api.demo.plans import PLACE, plans_of
from contingency_plans import plan_clock as clocks
from contingency_plans.freshness import Freshness, years_after
from contingency_plans.plan_clock import PlanClockSet
from contingency_plans.plan_words import PlanClockKind
from desk.plan_requirements import SettleRequirements, settle_all_requirements
from domain.kernel import fold
from domain.words import IncidentClass
from domain.working_days import BEIJING
from projections.coverage import Span, coverage, known, past_year
from tests.support.office import an_office
from tests.support.plan_acts import profile_of, put_on_record
from tests.support.plan_moves import PLAN_MOVES, PlanMoves, play
from tests.support.plans import day
from tests.support.recount import recount
from tests.support.requirements import ADOPTED
from tests.support.views import caught_up, close, follower, rebuilt

OF_INCIDENTS = ("call", "call", "annul", "merge", "close", "occurrence", "class", "classed")
move = st.tuples(st.sampled_from([*PLAN_MOVES, "add", "add", *OF_INCIDENTS]), st.integers(0, 11))
BEGUN = [("adopt", 0), ("add", 1), ("call", 1), ("call", 4), ("classed", 0)]
histories = st.lists(move, min_size=6, max_size=22).map(lambda moves: [*BEGUN, *moves])
days = st.integers(-800, 40)
LOST_AND_FOUND = [*BEGUN, ("replace", 1), ("day", 3), ("add", 8), ("withdraw", 1), ("pin", 1)]


def figures(rows, day, span):
    found = known(rows)
    places = found.requirements.adopted.places if found.requirements else ()
    board = coverage(found, places, day, span)
    share = board.incidents
    assert board.in_force + board.missing == board.required
    return {
        "required": board.required,
        "missing": [one.requirement.id for one in board.lines if not one.in_force],
        "departmental": board.departmental,
        "other": board.other,
        "unlisted": sorted(str(one.plan.id) for one in board.unlisted),
        "unexercised": sorted(str(one.plan.id) for one in board.unexercised),
        "incidents": share.incidents,
        "kinds": {(k.klass.value, k.subtype): (k.incidents, k.covered) for k in share.kinds},
        "without": sorted(one.number for one in share.without),
    }


@example(LOST_AND_FOUND, 0)
@settings(max_examples=60, deadline=None)
@given(histories, days)
def test_coverage_is_what_an_independent_recount_says_live_and_rebuilt(history, ago):
    with tempfile.TemporaryDirectory() as folder:
        office = an_office(Path(folder))
        desk, live = PlanMoves(office), follower(office.log, Path(folder) / "views.db")
        for name, n in history:
            play(desk, name, n)
            caught_up(live, 3)
        today = office.clock.at.astimezone(BEIJING).date()
        again = rebuilt(office.log, Path(folder) / "again.db")
        rows = office.log.rows_since(0, 1_000_000, ())
        for on in (today, today + timedelta(days=ago)):
            span = past_year(on)
            expected = recount(rows, on, *span)
            assert figures(live.rows, on, span) == figures(again.rows, on, span) == expected
        assert_what_is_missing_is_owed(office, recount(rows, today, today, today)["missing"])
        close(live)
        office.log.close()


def assert_what_is_missing_is_owed(office, missing):
    """Once the day is settled; what is owed is owed once."""
    office.do(settle_all_requirements, SettleRequirements())
    streams = dict.fromkeys(one.originator_id for one in office.events(PlanClockSet.TOPIC))
    told = (fold(clocks.evolve, None, (e.event for e in office.log.stream(id))) for id in streams)
    drafting = [one for one in told if one.clock_set.kind is PlanClockKind.DRAFTING]
    owed = [one.clock_set.occasion.split("#")[0] for one in drafting if one.open]
    assert sorted(owed) == sorted(missing)


def test_plans_stand_in_one_order_whenever_they_were_put_on_record(office, tmp_path):
    live = follower(office.log, tmp_path / "views.db")
    for title in ("临江区乙预案", "临江区丙预案", "临江区甲预案"):
        put_on_record(office, profile_of(office, title), ("临政办〔2026〕7号", day(2026, 11, 16)))
    found = known(caught_up(live).rows)
    titles = [one.profile.title for one in found.plans]
    assert titles == ["临江区丙预案", "临江区乙预案", "临江区甲预案"]
    close(live)


def test_a_year_ends_with_the_day_asked_about():
    assert past_year(date(2026, 11, 24)) == Span(date(2025, 11, 25), date(2026, 11, 24))
    assert past_year(date(2028, 2, 29)) == Span(date(2027, 3, 1), date(2028, 2, 29))
    assert years_after(date(2024, 2, 29), 3) == date(2027, 2, 28)


def test_of_an_office_without_a_list_nothing_is_required(tmp_path):
    office = an_office(tmp_path)
    desk = PlanMoves(office)
    play(desk, "add", 1)
    board = coverage(
        known(caught_up(follower(office.log, tmp_path / "v.db")).rows),
        ADOPTED.places,
        date(2026, 11, 24),
        past_year(date(2026, 11, 24)),
    )
    assert (board.required, board.rate, len(board.unlisted)) == (0, None, 1)
    office.log.close()


@pytest.mark.parametrize("today", [date(2026, 11, 24), date(2027, 10, 31), date(2031, 2, 28)])
def test_the_demonstration_has_twelve_of_thirty_four_in_any_year(tmp_path, today):
    office = an_office(tmp_path, at=datetime.combine(today, time(1), UTC))
    plans_of(office.do, {}, today)
    again = rebuilt(office.log, tmp_path / "again.db")
    board = coverage(known(again.rows), (PLACE,), today, past_year(today))
    assert (board.in_force, board.required, board.missing) == (12, 34, 22)
    assert f"{board.rate:.0%}" == "35%"
    assert (board.departmental, board.other, board.unlisted) == (21, 1, ())
    by_class = Counter(
        next(iter(one.requirement.classes), None) for one in board.lines if one.in_force
    )
    nature, accident, society = (
        IncidentClass.NATURAL_DISASTER,
        IncidentClass.ACCIDENT,
        IncidentClass.SOCIAL_SECURITY,
    )
    assert by_class == {None: 1, nature: 5, accident: 5, society: 1}
    assert sum(one.clock is not None for one in board.lines) == 22
    aged = sum(one.standing is Freshness.AGED for one in board.lines)
    assert 0 < aged < 12  # whenever it is shown
    office.log.close()
