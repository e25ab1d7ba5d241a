"""A quarter at a duty desk, drawn from a seed: rosters made by rotation, handed over shift by shift, and people who are people.

quarter = Quarter(an_office(tmp_path, at=…), seed=5)
quarter.passes()
quarter.ledger              # [(since, the lead officer who answered from then on)], kept apart from the product
"""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta

from desk.duty import CheckIn, SetShift, ShiftAnswer, check_in, set_shift
from desk.duty_change import (
    ApproveChange,
    ChangeAnswer,
    ConsentToChange,
    RequestChange,
    approve_change,
    consent_to_change,
    request_change,
)
from desk.duty_patterns import shipped_patterns
from desk.handover import (
    AcceptItems,
    DisputeItem,
    SignHandover,
    accept_items,
    dispute_item,
    sign_handover,
)
from desk.holidays import OfficeCalendar
from desk.roster import DraftRoster, PublishRoster, draft_roster, publish_roster
from desk.watch import TakeOverWatch, take_over_watch
from domain import shift as shifts
from domain.duty_change import ChangeKind, ChangeRequested, Move
from domain.handover import Side
from domain.rotation import generate
from domain.shift import DutyPost, Seat
from domain.working_days import BEIJING
from escalation.sweep import sweep
from tests.support.passings import REMARK, offered, responsible, state_of

PATTERN = "one_leader_two_officers"
MONTHS = (
    (date(2026, 10, 1), date(2026, 10, 31)),
    (date(2026, 11, 1), date(2026, 11, 30)),
    (date(2026, 12, 1), date(2026, 12, 31)),
)
BEGINS = datetime(2026, 9, 30, 8, tzinfo=BEIJING).astimezone(UTC)
MINUTE = timedelta(minutes=1)
EARLY = 8 * MINUTE


def lead_of(seats):
    return next(one.person for one in seats if one.post is DutyPost.LEAD_OFFICER)


class Quarter:
    """`absent`: days of the quarter whose lead officer does not come; `ill`: who has to leave at night; `disputed`."""

    def __init__(self, office, seed, *, absent=(20, 61), ill=(33, 70), disputed=(12,)):
        self.office, self.chance = office, random.Random(seed)
        self.absent, self.ill, self.disputed = absent, ill, disputed
        self.leaders = [office.person(f"领导{n}") for n in range(4)]
        self.officers = [office.person(f"值班员{n}") for n in range(7)]
        self.chief = office.person("主任")
        self.ledger, self.moved = [], 0
        self._first_shift()
        for first, last in MONTHS:
            self._publish(first, last)

    @property
    def calendar(self):
        return self.office.desk.register().duty

    def passes(self):
        ahead = self.calendar.beginning(BEGINS + MINUTE, BEGINS + timedelta(days=100))
        for n, (id, shift) in enumerate(ahead):
            self._until(shift.starts - EARLY)
            self._relieve(n, id)
            if n in self.ill:
                self._until(shift.starts + timedelta(hours=15, minutes=17))
                self._falls_ill(id)
            elif self.chance.random() < 0.12 and n + 6 < len(ahead):
                self._gives_away(ahead[n + 5][0])

    def _first_shift(self):
        seats = (
            Seat(post=DutyPost.DUTY_LEADER_ON_SITE, person=self.leaders[0]),
            Seat(post=DutyPost.LEAD_OFFICER, person=self.officers[0]),
        )
        ends = BEGINS + timedelta(days=1)
        at = self.office.at()
        setting = SetShift(starts=BEGINS, ends=ends, seats=seats, set_at=at, begins_watch=True)
        shift = self.office.do(set_shift, setting).answer(ShiftAnswer).shift
        for seat in seats:
            self._comes(shift, seat.person)
        self._note(self.officers[0])

    def _publish(self, first, last):
        pools = {
            DutyPost.DUTY_LEADER_ON_SITE: self.leaders,
            DutyPost.LEAD_OFFICER: self.officers[:4],
            DutyPost.SECOND_OFFICER: self.officers[4:],
        }
        choice, days = shipped_patterns()[PATTERN], OfficeCalendar(())
        before = tuple(self.calendar.shifts.values())
        made = generate(choice.pattern, pools, first, last, days, before=before)
        assert made.unfilled == ()
        drafting = DraftRoster(first=first, last=last, shifts=made.shifts, source=PATTERN)
        self.office.do(draft_roster, drafting)
        publishing = PublishRoster(
            first=first, last=last, approver=self.chief, published=self.office.at()
        )
        self.office.do(publish_roster, publishing)

    def _until(self, moment):
        """Every alarm on the way is swept as it comes."""
        while (due := self.office.log.next_due()) and due <= moment:
            self.office.clock.move_to(max(due, self.office.clock.at))
            sweep(self.office.desk, self.office.clock.at)
        self.office.clock.move_to(max(moment, self.office.clock.at))

    def _relieve(self, n, id):
        """The lead officer comes early and both sign; where nobody comes, somebody free takes over late."""
        shift = self.calendar.shifts[id]
        lead = lead_of(shift.seats)
        for person in {one.person for one in shift.seats} - ({lead} if n in self.absent else set()):
            self._comes(id, person)
        if n in self.absent:
            self._until(shift.starts + 40 * MINUTE)
            instead = self._free(id)
            self._replace(id, lead, instead, urgent=True)
            taking = TakeOverWatch(relief=id, reason="主班未到", taken=self.office.at())
            self.office.do(take_over_watch, taking)
            self._note(instead)
        else:
            self._until(shift.starts)
            self._hand_over(n, id, lead)
            self._note(lead)

    def _hand_over(self, n, relief, lead):
        outgoing = responsible(self.office)
        ours = lead_of(state_of(self.office, outgoing, shifts.evolve).seats)
        about = {"outgoing": outgoing, "relief": relief}
        offered(self.office, relief, (REMARK,), person=ours)
        if n in self.disputed:
            disputing = DisputeItem(**about, key=REMARK.key, words="传真机是好的", person=lead)
            self.office.do(dispute_item, disputing)
        else:
            self.office.do(accept_items, AcceptItems(**about, keys=(REMARK.key,), person=lead))
        for side, person in ((Side.OUTGOING, ours), (Side.RELIEF, lead)):
            signing = SignHandover(**about, side=side, person=person, signed=self.office.at())
            self.office.do(sign_handover, signing)

    def _falls_ill(self, id):
        """At eleven at night: somebody else takes the seat for the rest of the shift."""
        instead = self._free(id)
        self._replace(id, lead_of(self.calendar.shifts[id].seats), instead, urgent=True)
        self._note(instead)

    def _gives_away(self, id):
        self._replace(id, lead_of(self.calendar.shifts[id].seats), self._free(id))

    def _free(self, id):
        """Somebody who sits neither then nor right before or after."""
        shift = self.calendar.shifts[id]
        near = self.calendar.between(shift.starts - MINUTE, shift.ends + MINUTE)
        busy = {seat.person for _, one in near for seat in one.seats}
        return self.chance.choice([one for one in self.officers if one not in busy])

    def _replace(self, id, leaves, takes, *, urgent=False):
        asked = ChangeRequested(
            kind=ChangeKind.SUBSTITUTION,
            person=leaves,
            moves=(Move(shift=id, leaves=leaves, takes=takes),),
            since=None,
            until=None,
            reason="临时有事",
            urgent=urgent,
            asked=self.office.at(),
        )
        requested = self.office.do(request_change, RequestChange(request=asked))
        change, at = requested.answer(ChangeAnswer).change, self.office.at()
        self.office.do(
            consent_to_change, ConsentToChange(change=change, person=takes, consented=at)
        )
        approving = ApproveChange(
            change=change, approver=self.chief, approved=at, in_spite_of="确无他人"
        )
        self.office.do(approve_change, approving)
        self.moved += 1
        if urgent:
            self._comes(id, takes)

    def _comes(self, id, person):
        self.office.do(check_in, CheckIn(shift=id, person=person, arrived=self.office.at()))

    def _note(self, person):
        self.ledger.append((self.office.clock.at, person))
