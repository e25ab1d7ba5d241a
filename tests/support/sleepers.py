"""Whoever is rung: tried by every channel in turn, answers after a while, or sleeps on."""

from __future__ import annotations

from datetime import timedelta

from desk.attempts import RecordAttempt, record_attempt
from desk.rings import AcknowledgeRing, acknowledge_ring
from domain.kernel import Refused
from domain.notice import AckWay, Outcome, Rung

CHANNELS = {"短信": 0, "语音": 0.5}  # minutes: the second half a minute after the first


class Sleepers:
    """`later(minutes, act)`: how this office's time is planned."""

    def __init__(self, office, officer, chance, later):
        self.office, self.officer, self.chance, self._later = office, officer, chance, later
        self._heard = 0

    def hear(self):
        head = self.office.log.head().seq
        for one in self.office.log.since(self._heard, 10_000, (Rung.TOPIC,)):
            if one.event.person:
                self._try(one.originator_id, one.event)
            self._wake(one.originator_id, one.event)
        self._heard = head

    def _try(self, notice, rung):
        for channel, minutes in CHANNELS.items():
            self._later(minutes, lambda channel=channel: self._attempt(notice, rung, channel))

    def _wake(self, notice, rung):
        """The officer answers what rings at the desk, the leader six rings out of seven."""
        if self.chance.random() < 0.85:
            minutes = self.chance.choice((None, 10, 20, 30))
            wakes = self.chance.uniform(0.5, 6)
            self._later(wakes, lambda: self._answers(notice, rung, minutes))

    def _attempt(self, notice, rung, channel):
        outcome = self.chance.choices(tuple(Outcome), (8, 1, 1))[0]
        attempt = RecordAttempt(
            notice=notice,
            number=rung.number,
            channel=channel,
            address="13900000001",
            outcome=outcome,
            said=outcome.value,
            at=self.office.clock.at,
            attempts=1,
        )
        self.office.do(record_attempt, attempt)

    def _answers(self, notice, rung, minutes):
        answer = AcknowledgeRing(
            notice=notice,
            number=rung.number,
            person=rung.person or self.officer,
            way=AckWay.REPLY,
            words="我来办",
            promised=timedelta(minutes=minutes) if minutes else None,
            acknowledged=self.office.at(),
        )
        try:
            self.office.do(acknowledge_ring, answer)
        except Refused:  # it has rung anew meanwhile, or is over
            return
