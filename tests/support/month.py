"""A district's days and nights, drawn from a seed: who calls, when the officer reports, when the leader answers.

month = Month(an_office(tmp_path), seed=7)
month.passes(days=31, storm=17)
month.nights                                  # [(its begin, its end, its kind)]

Told through the real desk: the clock is moved from one thing to the next, every alarm is swept as it comes.
"""

from __future__ import annotations

import heapq
import itertools
import random
from datetime import timedelta

from desk.duty import CheckIn, SetShift, ShiftAnswer, check_in, set_shift
from desk.incidents import AnnulIncident, CloseIncident, annul_incident, close_incident
from desk.watch import TakeOverWatch, take_over_watch
from domain.facts import Fact, Figure
from domain.incoming_report import Heard
from domain.shift import DutyPost, Seat
from domain.words import IncidentClass
from escalation.passing import Passing
from escalation.sweep import sweep
from tests.support.sleepers import Sleepers

KINDS = tuple(kind for kind in IncidentClass if kind is not IncidentClass.UNKNOWN)
SHORT = timedelta(hours=2)
DAY = timedelta(days=1)
NIGHT = (
    timedelta(hours=13),
    timedelta(hours=23, minutes=30),
)  # 22:00 to 08:30, from nine in the morning
CALLS = {"quiet": (0, 2), "busy": (3, 7), "storm": (35, 45)}  # in one night


class Month:
    def __init__(self, office, seed):
        self.office, self.chance = office, random.Random(seed)
        self.leaders = [office.person(f"带班领导{n}") for n in range(5)]
        self.officer = office.person("值班员")
        self.nights = []
        self._passing, self._watch = Passing(office.desk), None
        self._plan, self._order = [], itertools.count()
        self._sleepers = Sleepers(office, self.officer, self.chance, self._in)

    def passes(self, *, days, storm):
        """`storm`: in which night everything comes at once."""
        begins = self.office.clock.at
        for day in range(days):
            self._draw(begins + day * DAY, day, day == storm)
        while self._plan or self.office.log.next_due():
            if not self._step(begins + days * DAY):
                return

    def _draw(self, nine, day, stormy):
        kind = "storm" if stormy else self.chance.choices(("quiet", "busy"), (75, 25))[0]
        self.nights.append((nine + NIGHT[0], nine + NIGHT[1], kind))
        self._at(nine, lambda: self._shift(day))
        for _ in range(self.chance.randint(4, 12)):
            self._at(nine + self.chance.random() * NIGHT[0], self._call)
        for _ in range(self.chance.randint(*CALLS[kind])):
            asleep = (NIGHT[1] - NIGHT[0]) * (0.25 if stormy else 1)
            self._at(nine + NIGHT[0] + self.chance.random() * asleep, self._call)

    def _at(self, moment, act):
        heapq.heappush(self._plan, (moment, next(self._order), act))

    def _in(self, minutes, act):
        self._at(self.office.clock.at + timedelta(minutes=minutes), act)

    def _step(self, end):
        """The next thing that is planned, or the next alarm; False once the month is over."""
        due = self.office.log.next_due()
        planned = self._plan[0][0] if self._plan else end
        at = min(due or end, planned)
        if at >= end:
            return False
        self.office.clock.move_to(max(at, self.office.clock.at))
        if due and due <= planned:
            sweep(self.office.desk, self.office.clock.at)
        else:
            heapq.heappop(self._plan)[2]()
        self._sleepers.hear()
        return True

    def _call(self):
        """One in twenty is grave, one in twenty is told upwards too late, two in five are nothing."""
        grave = self.chance.random() < 0.05
        facts = (Fact(figure=Figure.TRAPPED, value=int(grave), as_of=self.office.at()),)
        kind = self.chance.choice(KINDS)
        heard = Heard(what=f"第{next(self._order)}起", klass=kind, facts=facts)
        caller = self.chance.choice((None, self.office.town, self.office.works))
        incident = self.office.call(heard=heard, caller=caller).incident
        if not grave and self.chance.random() < 0.4:
            self._in(self.chance.uniform(5, 40), lambda: self._over(incident, annulled=True))
            return
        late = self.chance.random() < 0.05
        if caller:
            self._in(self.chance.uniform(10, 180), lambda: self._tells_us(incident, caller))
        told = self.chance.uniform(125, 300) if late else self.chance.lognormvariate(3.2, 0.5)
        self._in(told, lambda: self._tells_the_city(incident))
        self._in(told + self.chance.uniform(60, 600), lambda: self._over(incident))

    def _tells_the_city(self, incident):
        self.office.by_word(incident, self.office.county, self.office.city)

    def _tells_us(self, incident, caller):
        self.office.by_word(incident, caller, self.office.county)

    def _over(self, incident, *, annulled=False):
        if annulled:
            annulling = AnnulIncident(incident=incident, reason="误报")
            self.office.do(annul_incident, annulling)
        else:
            self.office.do(close_incident, CloseIncident(incident=incident, reason="处置完毕"))

    def _shift(self, day):
        starts = self.office.clock.at
        seats = (
            Seat(post=DutyPost.DUTY_LEADER_ON_CALL, person=self.leaders[day % 5]),
            Seat(post=DutyPost.LEAD_OFFICER, person=self.officer),
        )
        setting = SetShift(
            starts=starts,
            ends=starts + DAY,
            seats=seats,
            set_at=self.office.at(),
            begins_watch=self._watch is None,
        )
        shift = self.office.do(set_shift, setting).answer(ShiftAnswer).shift
        for seat in seats[1:]:
            come = CheckIn(shift=shift, person=seat.person, arrived=self.office.at())
            self.office.do(check_in, come)
        if self._watch:
            taking = TakeOverWatch(relief=shift, reason="按时接班", taken=self.office.at())
            self.office.do(take_over_watch, taking)
        self._watch = shift
        self._passing.follow(starts)
