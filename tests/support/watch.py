"""Two shifts of an office, and the rings of the one whose watch it is.

watch = Watch(office, night.passes)
incident = watch.grave()                      # somebody is dead: the leader is rung
watch.answers(incident, watch.leader, rung=watch.leader, minutes=10)
watch.is_passed_on()                          # to the night shift
"""

from __future__ import annotations

from datetime import timedelta

from desk.attendance import ExcuseAbsence, excuse_absence
from desk.duty import CheckIn, SetShift, ShiftAnswer, check_in, set_shift
from desk.rings import AcknowledgeRing, RingAnswer, acknowledge_ring
from desk.watch import TakeOverWatch, take_over_watch
from domain.escalation_policy import Duty
from domain.incoming_report import Heard
from domain.notice import AckWay, Rung, notice_id
from domain.shift import DutyPost, Seat
from domain.words import IncidentClass


class Watch:
    """`leader` leads the watch, `li` is on it; `relief` leads the next one. `passes` lets time pass."""

    def __init__(self, office, passes=None, *, relief_comes=True):
        self.office, self.passes = office, passes
        self.leader, self.li, self.relief = map(office.person, ("陈卫国", "李敏", "周立新"))
        self.day = self._shift(self.leader, self.li, begins=True)
        self.night = self._shift(self.relief, self.li, hours=12)
        for person in (self.leader, self.li):
            office.do(check_in, CheckIn(shift=self.day, person=person, arrived=office.at()))
        for person in (self.li, *([self.relief] if relief_comes else [])):
            nobody_waits = ExcuseAbsence(shift=self.night, person=person, reason="另行安排")
            office.do(excuse_absence, nobody_waits)

    def _shift(self, leader, officer, *, hours=0, begins=False):
        starts = self.office.clock.at + timedelta(hours=hours)
        setting = SetShift(
            starts=starts,
            ends=starts + timedelta(hours=12),
            seats=(
                Seat(post=DutyPost.DUTY_LEADER_ON_SITE, person=leader),
                Seat(post=DutyPost.LEAD_OFFICER, person=officer),
            ),
            set_at=self.office.at(),
            begins_watch=begins,
        )
        return self.office.do(set_shift, setting).answer(ShiftAnswer).shift

    def grave(self, value=1, **more):
        facts = (self.office.dead(value),)
        heard = Heard(what="化工厂爆炸", klass=IncidentClass.ACCIDENT, facts=facts)
        return self.office.call(heard=heard, **more).incident

    def is_passed_on(self):
        taking = TakeOverWatch(relief=self.night, reason="接班人提前到岗", taken=self.office.at())
        self.office.do(take_over_watch, taking)

    def rung(self, person):
        return [one.event for one in self.office.events(Rung.TOPIC) if one.event.person == person]

    def answers(self, incident, person, *, duty=Duty.LEADER, rung=None, number=1, minutes=None):
        answer = AcknowledgeRing(
            notice=notice_id(incident, rung, duty),
            number=number,
            person=person,
            way=AckWay.PAGE,
            words="我来办",
            promised=timedelta(minutes=minutes) if minutes else None,
            acknowledged=self.office.at(),
        )
        return self.office.do(acknowledge_ring, answer).answer(RingAnswer).until
