"""Whatever the pattern, the people and the days: no gap, everybody rested, nobody twice, the turns even."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.fairness import Burden, fairness
from domain.rotation import generate
from domain.shift import IN_THE_ROOM
from tests.support.duty import CALENDAR, NEEDS, PATTERNS, hours, pools, who

IDS = st.sampled_from(list(PATTERNS))
TURN_BY_TURN = st.sampled_from(
    [id for id, one in PATTERNS.items() if not any(s.team for p in one.shifts for s in p.seats)]
)
FIRST = st.dates(date(2026, 1, 1), date(2026, 11, 1))
DAYS = st.integers(1, 45)
quick = settings(max_examples=25, deadline=None)


@st.composite
def absences(draw, people, first):
    """Some are away for some hours."""
    away = {}
    for person in draw(st.lists(st.sampled_from(people), unique=True, max_size=4)):
        since = draw(st.integers(0, 600))
        away[person] = [hours(first, since, since + draw(st.integers(1, 300)))]
    return away


def made(id, first, count, more=0, *, shared=False, **kept):
    """`shared`: everybody may take any post."""
    people = pools(NEEDS[id], more)
    if shared:
        everybody = [one for crew in people.values() for one in crew]
        people = {post: everybody for post in people}
    last = first + timedelta(days=count - 1)
    return generate(PATTERNS[id], people, first, last, CALENDAR, **kept)


@quick
@given(IDS, FIRST, DAYS)
def test_with_as_many_people_as_it_takes_every_seat_is_filled_and_no_minute_is_bare(
    id, first, count
):
    roster = made(id, first, count)
    assert roster.unfilled == ()
    assert all(one.ends == then.starts for one, then in pairwise(roster.shifts))
    whole = roster.shifts[-1].ends - roster.shifts[0].starts
    assert whole == timedelta(days=count)


@quick
@given(st.data(), IDS, FIRST, DAYS)
def test_everybody_rests_and_is_in_one_seat_and_not_away(data, id, first, count):
    people = [one for crew in pools(NEEDS[id], 1).values() for one in crew]
    away = data.draw(absences(people, first))
    roster = made(id, first, count, 1, away=away, shared=data.draw(st.booleans()))
    rest = timedelta(hours=PATTERNS[id].rest_hours)
    free = {}
    for shift in roster.shifts:
        assert len({seat.person for seat in shift.seats}) == len(shift.seats)
        for seat in shift.seats:
            absent = away.get(seat.person, ())
            assert not any(one.starts < shift.ends and shift.starts < one.ends for one in absent)
            if seat.post in IN_THE_ROOM:
                assert free.get(seat.person, shift.starts) <= shift.starts
                free[seat.person] = shift.ends + rest


@quick
@given(TURN_BY_TURN, FIRST, DAYS, st.integers(0, 6))
def test_nobody_has_more_than_three_turns_more_than_another_of_the_same_post(
    id, first, count, more
):
    roster = made(id, first, count, more)
    for crew in pools(NEEDS[id], more).values():
        spreads = fairness(roster.shifts, crew, CALENDAR).spreads
        assert spreads[Burden.SHIFTS].most - spreads[Burden.SHIFTS].least <= 3


@quick
@given(st.data(), IDS, FIRST, DAYS)
def test_the_same_question_has_the_same_answer(data, id, first, count):
    people = [one for crew in pools(NEEDS[id]).values() for one in crew]
    away = data.draw(absences(people, first))
    assert made(id, first, count, away=away) == made(id, first, count, away=away)


@quick
@given(IDS, FIRST, st.integers(1, 20), st.integers(1, 20))
def test_a_roster_made_in_two_parts_goes_on_where_the_first_ended(id, first, some, then):
    begun = made(id, first, some, 1)
    rest = made(id, first + timedelta(days=some), then, 1, before=begun.shifts)
    whole = made(id, first, some + then, 1)
    for post in NEEDS[id]:
        assert who([*begun.shifts, *rest.shifts], post) == who(whole.shifts, post)
