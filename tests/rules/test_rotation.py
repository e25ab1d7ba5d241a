"""A roster made by rotation: turn by turn, rested, nobody twice, and a seat nobody can take is told."""

from __future__ import annotations

from datetime import UTC, date, timedelta

from msgspec.structs import replace

from domain.day_kind import DayKind
from domain.duty_pattern import SeatPlan, Span
from domain.roster import PlannedShift
from domain.rotation import Generated, Unfilled, generate
from domain.shift import DutyPost, Seat
from domain.working_days import WeekdaysOnly
from tests.support.duty import CALENDAR, beijing, crew, hours, pattern_of, who

LEADER, LEAD, SECOND = (
    DutyPost.DUTY_LEADER_ON_SITE,
    DutyPost.LEAD_OFFICER,
    DutyPost.SECOND_OFFICER,
)
ON_CALL = DutyPost.DUTY_LEADER_ON_CALL
ONE = pattern_of("one_leader_two_officers")
MONDAY = date(2026, 9, 7)
POOLS = {post: crew(post, 3) for post in (LEADER, LEAD, SECOND)}
A, B, C = POOLS[LEAD]


def days(count, *, pattern=ONE, pools=POOLS, first=MONDAY, calendar=CALENDAR, **more):
    return generate(pattern, pools, first, first + timedelta(days=count - 1), calendar, **more)


def lead(count, **more):
    return who(days(count, **more).shifts, LEAD)


def stood(day, post, person, *, since=8, until=32):
    starts, ends = hours(day, since, until)
    seat = Seat(post=post, person=person)
    return PlannedShift(starts=starts, ends=ends, seats=(seat,))


def test_everybody_has_a_turn_in_the_order_of_the_list():
    made = days(4)
    assert isinstance(made, Generated)
    assert (made.unfilled, made.unsure) == ((), ())
    assert [one.starts for one in made.shifts] == [beijing(MONDAY, 8 + 0)] + [
        beijing(MONDAY + timedelta(days=n), 8) for n in (1, 2, 3)
    ]
    assert made.shifts[0].starts.tzinfo is UTC
    assert [seat.post for seat in made.shifts[0].seats] == [LEADER, LEAD, SECOND]
    assert who(made.shifts, LEAD) == [A, B, C, A]


def test_whoever_is_away_for_any_of_it_is_passed_over():
    assert lead(2, away={A: [hours(MONDAY, 31, 33)]}) == [B, C]
    assert lead(2, away={A: [hours(MONDAY, 0, 9)]}) == [B, A]
    touching = [hours(MONDAY, 0, 8), hours(MONDAY, 32, 40)]
    assert lead(1, away={A: touching}) == [A]


def test_rest_is_kept_to_the_minute():
    two = {**POOLS, LEAD: [A, B]}
    rested = [stood(MONDAY - timedelta(days=2), LEAD, A)]
    assert lead(2, pools=two, before=rested) == [B, A]
    late = Span(*hours(MONDAY, -24, -16)), Span(*hours(MONDAY, -23, -15))
    for span, first in zip(late, (A, None), strict=True):
        before = [PlannedShift(starts=span.starts, ends=span.ends, seats=rested[0].seats)]
        made = days(1, pools={**POOLS, LEAD: [A]}, before=before)
        assert who(made.shifts, LEAD) == ([first] if first else [])


def test_what_was_borne_before_counts():
    before = [stood(MONDAY - timedelta(days=n), LEAD, A) for n in (9, 7, 5)]
    assert lead(6, before=before) == [B, C, B, C, B, C]


def test_who_is_on_call_needs_no_rest_and_is_not_in_two_seats():
    pattern = pattern_of("two_shifts")
    pools = {**POOLS, ON_CALL: [A]}
    made = days(2, pattern=pattern, pools=pools)
    assert who(made.shifts, ON_CALL) == [A] * 4
    assert A not in who(made.shifts, LEAD)
    assert made.unfilled == ()


def test_who_comes_from_the_desk_may_be_on_call_at_once_but_not_while_still_on_call():
    pattern = pattern_of("two_shifts")
    pools = {**POOLS, ON_CALL: [A], LEAD: [A, B]}
    from_desk = [stood(MONDAY - timedelta(days=1), LEAD, A)]
    assert who(days(1, pattern=pattern, pools=pools, before=from_desk).shifts, ON_CALL) == [A, A]
    on_call = [stood(MONDAY - timedelta(days=1), ON_CALL, A, until=33)]
    assert lead(1, pools={**POOLS, LEAD: [A]}, before=on_call) == []
    shorter = [*on_call, stood(MONDAY - timedelta(days=1), ON_CALL, A, since=20, until=31)]
    assert lead(1, pools={**POOLS, LEAD: [A]}, before=shorter) == []


def test_of_two_who_bore_the_same_whoever_rested_longest_comes_first():
    before = [stood(date(2026, 9, n), LEAD, one) for n, one in ((3, A), (1, B), (2, C))]
    assert lead(3, before=before) == [B, C, A]
    assert lead(2, before=before[:2]) == [C, B]


def test_the_seat_that_fewest_can_take_is_filled_first():
    made = days(1, pools={**POOLS, LEAD: [A, B], SECOND: [A]})
    assert [seat.person for seat in made.shifts[0].seats[1:]] == [B, A]
    assert made.unfilled == ()


def test_a_seat_that_nobody_can_take_is_told_and_the_shift_stands():
    made = days(2, pools={**POOLS, LEAD: [A]})
    tuesday = beijing(MONDAY + timedelta(days=1), 8)
    assert made.unfilled == (Unfilled(tuesday, LEAD),)
    assert [seat.post for seat in made.shifts[1].seats] == [LEADER, SECOND]
    nobody = days(2, pools={LEADER: POOLS[LEADER], LEAD: []})
    assert [one.post for one in nobody.unfilled] == [LEAD, SECOND] * 2


def test_an_unknown_year_is_told_day_by_day():
    year_end = date(2027, 12, 31)
    made = generate(ONE, POOLS, year_end, year_end + timedelta(days=1), WeekdaysOnly())
    assert made.unsure == (year_end, date(2028, 1, 1))
    assert len(made.shifts) == 2
    known = generate(ONE, POOLS, date(2026, 12, 30), date(2026, 12, 30), CALENDAR)
    assert known.unsure == ()


def test_holidays_weekends_and_nights_are_shared_out_apart():
    wednesday, saturday = date(2026, 9, 30), date(2026, 9, 19)
    holiday = [stood(date(2026, 6, 19), LEAD, A)]  # the Dragon Boat Festival
    others = [stood(date(2026, 9, n), LEAD, who) for n, who in ((1, B), (2, C), (3, B), (4, C))]
    before = [*holiday, *others]
    assert lead(2, first=wednesday, before=before) == [A, B]
    weekend = [stood(date(2026, 9, 5), LEAD, A), *others]
    assert lead(1, first=saturday, before=weekend) == [B]
    by_day = [stood(date(2026, 9, n), LEAD, who, until=20) for n, who in ((1, B), (2, C)) * 2]
    nights = [stood(date(2026, 9, 1), LEAD, A, since=20), *by_day]
    two = {"pattern": pattern_of("two_shifts"), "pools": {**POOLS, ON_CALL: crew(ON_CALL, 1)}}
    assert lead(1, **two, before=nights, away={A: [hours(MONDAY, 8, 9)]}) == [B, C]


def test_special_days_have_their_seats():
    pattern, pools = pattern_of("double_lead"), {**POOLS, ON_CALL: crew(ON_CALL, 1)}
    plain = days(1, pattern=pattern, pools=pools)
    special = days(1, pattern=pattern, pools=pools, special=frozenset({MONDAY}))
    assert who(plain.shifts, ON_CALL) == []
    assert who(special.shifts, ON_CALL) == pools[ON_CALL]


WEEKLY = pattern_of("weekly")
LEADERS = crew(ON_CALL, 3)
TEAMS = {ON_CALL: LEADERS, LEAD: crew(LEAD, 5), SECOND: crew(SECOND, 5)}


def week(first, **more):
    return days(7, pattern=WEEKLY, pools={**TEAMS, **more.pop("pools", {})}, first=first, **more)


def test_a_week_has_its_own_people_and_changes_on_monday():
    made = days(15, pattern=WEEKLY, pools=TEAMS)
    assert who(made.shifts, ON_CALL) == [LEADERS[0]] * 7 + [LEADERS[1]] * 7 + [LEADERS[2]]
    lead = who(made.shifts, LEAD)
    assert lead[:4] == [TEAMS[LEAD][0], TEAMS[LEAD][1]] * 2
    assert [len(set(lead[:7])), len(set(lead[7:14]))] == [2, 2]
    assert not set(lead[:7]) & set(lead[7:14])


def test_who_began_the_week_goes_on_with_it():
    before = [stood(MONDAY, ON_CALL, LEADERS[2]), stood(MONDAY, LEAD, TEAMS[LEAD][4])]
    made = week(MONDAY + timedelta(days=1), before=before)
    assert who(made.shifts, ON_CALL) == [LEADERS[2]] * 6 + [LEADERS[0]]
    assert TEAMS[LEAD][4] in who(made.shifts, LEAD)[:6]


def test_a_team_is_of_people_who_are_there_all_week():
    sunday = hours(MONDAY + timedelta(days=6), 23, 24)
    assert set(who(week(MONDAY, away={LEADERS[0]: [sunday]}).shifts, ON_CALL)) == {LEADERS[1]}
    monday_after = hours(MONDAY + timedelta(days=7), 0, 8)
    made = week(MONDAY - timedelta(days=7), away={LEADERS[0]: [monday_after]})
    assert set(who(made.shifts, ON_CALL)) == {LEADERS[0]}
    ill = {LEADERS[0]: [hours(MONDAY, 48, 60)], LEADERS[1]: [hours(MONDAY, 48, 60)]}
    assert who(week(MONDAY, away=ill).shifts, ON_CALL) == [LEADERS[2]] * 7


def test_somebody_else_stands_in_for_one_of_the_team():
    ill = {one: [hours(MONDAY, 57, 58)] for one in LEADERS[:2]} | {
        LEADERS[2]: [hours(MONDAY, 129, 130)]
    }
    assert who(week(MONDAY, away=ill).shifts, ON_CALL) == [
        *[LEADERS[0]] * 2, LEADERS[2], *[LEADERS[0]] * 4,
    ]  # fmt: skip


def test_nobody_is_in_two_teams_of_a_week_where_it_can_be_helped():
    both = crew(LEAD, 4)
    made = week(MONDAY, pools={LEAD: both, SECOND: both})
    assert who(made.shifts, LEAD) == [both[0], both[1]] * 3 + [both[0]]
    assert who(made.shifts, SECOND) == [both[2], both[3]] * 3 + [both[2]]


def test_of_two_weeks_teams_whoever_rested_longest_comes_first():
    before = [stood(date(2026, 8, 30 + n), ON_CALL, one) for n, one in ((-3, LEADERS[1]), (-2, LEADERS[2]), (-1, LEADERS[0]))]  # fmt: skip
    assert set(who(week(MONDAY, before=before).shifts, ON_CALL)) == {LEADERS[1]}


def test_a_team_of_nobody_leaves_its_seats_empty():
    assert [one.post for one in week(MONDAY, pools={ON_CALL: ()}).unfilled] == [ON_CALL] * 7
    people = {post: crew for post, crew in TEAMS.items() if post is not ON_CALL}
    assert len(days(7, pattern=WEEKLY, pools=people).unfilled) == 7


def test_the_weeks_of_holidays_go_round():
    before = [stood(date(2026, 2, 17), ON_CALL, LEADERS[0])]  # Spring Festival
    for n, one in ((20, LEADERS[1]), (21, LEADERS[2]), (22, LEADERS[1]), (23, LEADERS[2])):
        before.append(stood(date(2026, 3, n), ON_CALL, one))
    labour_day = week(date(2026, 4, 27), before=before)
    assert who(labour_day.shifts, ON_CALL)[0] == LEADERS[1]
    plain = week(date(2026, 4, 13), before=before)
    assert who(plain.shifts, ON_CALL)[0] == LEADERS[0]


def test_a_pattern_with_a_seat_for_some_days_only_asks_nobody_on_the_others():
    seat = SeatPlan(post=SECOND, on=(DayKind.WEEKEND,))
    plan = replace(ONE.shifts[0], seats=(*ONE.shifts[0].seats[:2], seat))
    made = days(7, pattern=replace(ONE, shifts=(plan,)))
    assert len(who(made.shifts, SECOND)) == 2
    assert made.unfilled == ()
