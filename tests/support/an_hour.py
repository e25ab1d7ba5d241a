"""The sending policy by a clock that is moved: which channel answers what, and which messages went out when.

hour = AnHour({"短信": Outcome.ACCEPTED, "邮件": lambda at: Outcome.REJECTED})
hour.rings(ring(1), ring(2, rung_at=60))
hour.passes(seconds=3600)
hour.sent                       # [(second, channel, (ring numbers), storm)]
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from domain.notice import Outcome
from domain.ring_manners import RingManners
from escalation.sending import RingKey, Tries, Waking, Way, answered, begun, due

NINE = datetime(2026, 11, 24, 1, tzinfo=UTC)
MANNERS = RingManners()
WAYS = (Way("短信", "13900000001"), Way("邮件", "shen@linjiang.example"))


def after(seconds):
    return NINE + timedelta(seconds=seconds)


def ring(notice, *, rung_at=0, number=1, ways=WAYS, exercise=False):
    return Waking(RingKey(UUID(int=notice), number), after(rung_at), ways, exercise)


class AnHour:
    """`takes`: seconds a channel needs to answer."""

    def __init__(self, outcomes, takes=1):
        self._outcomes, self._takes = outcomes, takes
        self._wakings, self.tried, self.shut = [], {}, frozenset()
        self._under_way = []
        self.second, self.sent = 0, []

    def rings(self, *wakings):
        self._wakings += wakings

    def is_acknowledged(self, waking):
        self._wakings.remove(waking)

    def passes(self, *, seconds):
        for _ in range(seconds):
            self._answers()
            self._sends()
            self.second += 1

    def of(self, channel):
        """At which seconds this channel was asked."""
        return [second for second, asked, _, _ in self.sent if asked == channel]

    def outcome_of(self, channel, second):
        said = self._outcomes[channel]
        return said if isinstance(said, Outcome) else said(second)

    def _sends(self):
        here = [one for one in self._wakings if one.rung_at <= after(self.second)]
        for send in due(here, self.tried, self.shut, MANNERS, after(self.second)):
            channel = send.way.channel
            numbers = tuple(one.notice.int for one in send.rings)
            self.sent.append((self.second, channel, numbers, send.storm))
            for one in send.rings:
                tries = self.tried.get((one, channel), Tries(send.way.address))
                self.tried[one, channel] = begun(tries, after(self.second), storm=send.storm)
            self._under_way.append((self.second + self._takes, send))

    def _answers(self):
        over = [one for one in self._under_way if one[0] <= self.second]
        self._under_way = [one for one in self._under_way if one not in over]
        for _, send in over:
            channel = send.way.channel
            outcome = self.outcome_of(channel, self.second)
            for one in send.rings:
                tries = self.tried[one, channel]
                self.tried[one, channel] = answered(tries, outcome, after(self.second))
