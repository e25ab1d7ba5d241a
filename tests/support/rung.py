"""What a log says of who was rung, when and for which clocks, read from its events alone.

rung = RungSoFar(office)
assert rung.unrung(timedelta(hours=2)) == []
"""

from __future__ import annotations

from collections import defaultdict
from statistics import median

from domain.deadline_events import DeadlineRanOut, DeadlineSet
from domain.escalation_policy import Duty
from domain.notice import RingCause, RingJoined, Rung
from domain.notice_commands import GRAVER

NEWS = (RingCause.PROMISE_OVER, RingCause.GRAVE, RingCause.PASSED_ON)


class RungSoFar:
    def __init__(self, office):
        self._office = office
        self.rings = [(one.originator_id, one.event) for one in office.events(Rung.TOPIC)]
        self.leader = [one for _, one in self.rings if one.person]
        self._duty = {id: rung.duty for id, rung in self.rings}
        self._named = defaultdict(list)  # a clock: when it was told to whom
        for one in office.events(Rung.TOPIC, RingJoined.TOPIC):
            for clock in one.event.clocks:
                self._named[clock].append((one.event.at, self._duty[one.originator_id]))

    def ran_out(self, limit):
        """Our own clocks of at most this limit that ran out."""
        over = self._office.events(DeadlineRanOut.TOPIC)
        return [one for one in over if one.originator_id in self._ours(limit)]

    def unrung(self, limit):
        """Those of which whoever the escalation names had not been rung by then."""
        terms = self._ours(limit)
        return [one for one in self.ran_out(limit) if not self._rang(one, terms)]

    def _ours(self, limit):
        return {
            one.originator_id: one.event
            for one in self._office.events(DeadlineSet.TOPIC)
            if one.event.reporting_entity == self._office.county
            and one.event.limit_seconds <= limit.total_seconds()
        }

    def _rang(self, ran_out, terms):
        steps = terms[ran_out.originator_id].escalation.steps
        called = {step.to for step in steps if step.offset_seconds <= 0}
        duty = Duty.LEADER if Duty.LEADER in called else Duty.OFFICER
        named = self._named[ran_out.originator_id]
        return any(at <= ran_out.event.noticed_at and whom is duty for at, whom in named)

    def twice(self, bundle):
        """Rings of one incident and person within a bundle, for no more than was known."""
        last, found = {}, []
        for id, rung in self.rings:
            before = last.get(id)
            if before and rung.at - before.at < bundle and not _says_more(rung, before):
                found.append((before, rung))
            last[id] = rung
        return found

    def in_a_night(self, nights, kind):
        """How often the leader was rung, in each night of a kind."""
        return [
            sum(begin <= one.at < end for one in self.leader)
            for begin, end, of in nights
            if of == kind
        ]


def _says_more(rung, before):
    return rung.cause in NEWS or GRAVER.index(rung.manner) > GRAVER.index(before.manner)


def told(kind, counts):
    return f"{len(counts)} {kind} nights: {median(counts):g} rings in the median, {max(counts)} at most"
