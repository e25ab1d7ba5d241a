"""An office whose leader is rung: real log, real views, real sender, channels as its channels.toml says.

with an_office_that_wakes(tmp_path, TOML) as office:
    office.grave("化工厂爆炸")                 # somebody is dead: the leader 沈立群 is rung
    office.passes(seconds=30)                 # the clock moves, and the sender has looked
    office.attempts                           # rows of attempts.db, oldest first
    office.told                               # what history was told of them
"""

from __future__ import annotations

import itertools
from contextlib import contextmanager
from datetime import timedelta
from unittest.mock import patch

from api.channels_file import CHANNELS_FILE
from desk.duty import CheckIn, check_in
from desk.network import RegisterPerson, register_person
from desk.rings import AcknowledgeRing, acknowledge_ring
from domain.incoming_report import Heard
from domain.notice import Acknowledged, AckWay, Attempted, AttemptsSummed, Rung
from domain.person import PersonProfile
from domain.shift import shift_id
from domain.times import Basis, moment
from domain.words import IncidentClass
from escalation import sender
from tests.support.office import NINE, Office
from tests.support.patience import until
from tests.support.web import a_web

LEADER = "13900000001"


class WakingOffice(Office):
    """`leader` holds the shift, with a telephone of his own."""

    def everybody_comes(self, web):
        for name in ("沈立群", "周敏"):
            come = CheckIn(
                shift=shift_id(web.county, NINE), person=web.people[name], arrived=self.at()
            )
            self.do(check_in, come)

    def __init__(self, web):
        super().__init__(web.running.desk, web.clock)
        self._numbers = itertools.count(10_000)  # the web's own office has used the first ones
        self.web, self.waking = web, web.running.waking
        self.leader = web.people["沈立群"]
        self._begun = self._ended = 0
        self._sent, self._answered = [], []
        self._count_looks(self.waking.sender)
        self._count_messages(self.waking.sender._dispatch)

    @property
    def attempts(self):
        return self.waking.attempts.newest(1000)[::-1]

    @property
    def told(self):
        return self._happened(Attempted)

    @property
    def sums(self):
        return self._happened(AttemptsSummed)

    @property
    def answers(self):
        return self._happened(Acknowledged)

    @property
    def rung(self):
        """The leader's rings: (notice, its event)."""
        all_rung = self.events(Rung.TOPIC)
        return [(one.originator_id, one.event) for one in all_rung if one.event.person]

    def grave(self, what="化工厂爆炸", **more):
        heard = Heard(what=what, klass=IncidentClass.ACCIDENT, facts=(self.dead(3),))
        called = self.call(heard=heard, caller=self.web.town, **more)
        self._shown()
        return called.incident

    def acknowledges(self):
        """The leader answers his last ring at the desk."""
        notice, rung = self.rung[-1]
        answer = AcknowledgeRing(
            notice=notice,
            number=rung.number,
            person=self.leader,
            way=AckWay.PIN,
            words="我来办",
            promised=timedelta(minutes=10),
            acknowledged=moment(self.clock.at, Basis.KEY_PRESS),
        )
        self.do(acknowledge_ring, answer)
        self._shown()

    def passes(self, *, seconds, step=1):
        """Second by second: the sender looks at each, and whatever it sent is answered before the next."""
        for _ in range(0, seconds, step):
            self.clock.forward(seconds=step)
            self.looks()

    def looks(self):
        """The sender has looked at this moment, and at what came of it."""
        for _ in range(2):
            seen = self._begun
            self.waking.sender.wake()
            until(lambda seen=seen: self._ended > seen)
            until(lambda: len(self._answered) == len(self._sent))

    def is_given_time(self):
        """From here on nothing is given up for being slow: what hung has hung."""
        for lane in self.waking._lanes._lanes.values():
            lane._settings = lane._settings.model_copy(update={"timeout": 60})

    def numbered(self, name, person, phone):
        profile = PersonProfile(name=name, unit=self.web.county, phone=phone)
        self.do(register_person, RegisterPerson(person=person, profile=profile))

    def _count_looks(self, sender):
        """Those at this moment: one that was under way when the clock was moved is none of them."""
        look = sender._look

        def counted(at):
            self._begun += 1
            number = self._begun
            look(at)
            if at == self.clock.at:
                self._ended = number

        sender._look = counted

    def _count_messages(self, dispatch):
        put, answered = dispatch._put, dispatch._answered

        def sending(sent):
            self._sent.append(sent)
            put(sent)

        def hearing(sent, answer):
            answered(sent, answer)
            self._answered.append(sent)  # on the threads of the lanes

        dispatch._put, dispatch._answered = sending, hearing

    def _happened(self, kind):
        return [one.event for one in self.events(kind.TOPIC)]

    def _shown(self):
        self.web.running.boards.wait_for(self.log.head().seq, 60)


@contextmanager
def an_office_that_wakes(folder, channels):
    (folder / CHANNELS_FILE).write_text(channels, encoding="utf-8")
    with patch.object(sender, "REST_SECONDS", 0.001), a_web(folder) as web:
        office = WakingOffice(web)
        office.everybody_comes(web)
        office.numbered("沈立群", office.leader, LEADER)
        office.numbered("镇长", web.people["镇长"], "13900000002")
        office._shown()
        yield office
