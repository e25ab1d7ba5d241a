"""Whatever becomes of the shifts: each minute since the watch began has exactly one accountable officer."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from domain.shift import DutyPost
from projections.duty import ShiftRow, fold_duty
from projections.posts_in_time import posts_in_time
from projections.rows import Rows
from tests.support.duty_log import UNIT, DutyLog, at
from tests.support.ladder import unit_id

PEOPLE = ("周敏", "李强", "王芳", "赵伟")
STEP, SHIFT = 7, 60
names = st.sampled_from(PEOPLE)
moves = st.lists(
    st.tuples(
        st.sampled_from(["pass", "take", "stay", "revise", "put right", "set", "drop", "wait"]),
        st.integers(0, 5),
        names,
    ),
    min_size=3,
    max_size=25,
)


class Night:
    """Six shifts in a row; the watch begins with the first."""

    def __init__(self):
        self.log = DutyLog()
        self.log.now = -1
        self.ids = [self.set(n, PEOPLE[n % 4]) for n in range(6)]
        self.log.now = 0
        self.log.begin(self.ids[0])
        self.known = [(0, self.lead())]  # since which minute who answers, as it was known then

    def set(self, n, name):
        return self.log.set_shift(n * SHIFT, (n + 1) * SHIFT, lead_officer=name, standby=PEOPLE[0])

    def lead(self):
        said = self.log.shifts[self.log.responsible]
        return next(one.person for one in said.seats if one.post is DutyPost.LEAD_OFFICER)

    def play(self, move, n, name):
        log, other = self.log, self.ids[n] != self.log.responsible
        relief = other and not log.is_dropped(self.ids[n])
        if move == "pass" and relief:
            log.pass_on(self.ids[n])
        elif move == "take" and relief:
            log.take_over(self.ids[n])
        elif move == "stay":
            log.stay_on(30)
        elif move == "drop" and other:
            log.drop(self.ids[n])
        elif move in ("revise", "put right", "set"):
            self.set(self.ids.index(log.responsible) if move == "revise" else n, name)
        self.known.append((log.now, self.lead()))
        log.now += STEP


@settings(max_examples=40, deadline=None)
@given(moves)
def test_each_minute_since_the_watch_began_has_exactly_one(night):
    told = Night()
    for move, n, name in night:
        told.play(move, n, name)
    people = {unit_id(name) for name in PEOPLE}
    for minute in range(told.log.now):
        reading = posts_in_time(told.log, UNIT, told.ids, at(minute))
        leads = [one for one in reading.now.watching.seats if one.post is DutyPost.LEAD_OFFICER]
        assert len(leads) == 1
        assert reading.now.accountable in people
        known = [who for since, who in told.known if since <= minute]
        assert reading.then.accountable == known[-1]
    assert posts_in_time(told.log, UNIT, told.ids, at(-1)).now.accountable is None


@settings(max_examples=20, deadline=None)
@given(moves)
def test_where_nothing_is_put_right_afterwards_then_and_now_agree(night):
    told = Night()
    for move, n, name in night:
        if move not in ("put right", "set"):
            told.play(move, n, name)
    for minute in range(0, told.log.now, 3):
        reading = posts_in_time(told.log, UNIT, told.ids, at(minute))
        assert (reading.other_shift, reading.other_officer) == (False, False)


@settings(max_examples=40, deadline=None)
@given(moves)
def test_whom_the_board_and_the_rings_hold_to_be_on_duty_is_the_one(night):
    told, later = Night(), 0
    for move, n, name in night:
        later = max(later, n) if move in ("pass", "take") else later
        told.play(move, later, name)  # the board forgets shifts that were over before
    rows = Rows(ShiftRow, lambda _: None)
    for one in told.log.recorded:
        fold_duty(rows, one)
        rows.keep()
    [row] = [one for one in rows.values() if one.responsible]
    reading = posts_in_time(told.log, UNIT, told.ids, at(told.log.now)).now
    assert (row.id, row.seats) == (reading.watching.id, reading.watching.seats)
