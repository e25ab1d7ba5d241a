"""A log of one desk's shifts and of its watch, told minute by minute, without a disk."""

from __future__ import annotations

from datetime import timedelta

from desk.log.envelope import Meta, RawClock, Recorded
from domain import shift as shifts
from domain import watch as watches
from domain.actors import Actor, ActorKind, Via
from domain.kernel import fold
from domain.shift import DutyPost, Seat, ShiftSet, shift_id
from domain.times import Basis, moment
from domain.watch import WatchPassed, watch_id
from tests.support.ladder import unit_id
from tests.support.office import NINE

UNIT = unit_id("county")
ZHOU = Actor(kind=ActorKind.PERSON, id=str(unit_id("周敏")))
PLAIN = {"post": None, "cause": None, "rule_book": None, "exercise": None}


def at(minutes):
    """So many minutes after nine of the first day."""
    return NINE + timedelta(minutes=minutes)


def seats(**who):
    """lead_officer="周敏", second_officer="李强" …"""
    return tuple(Seat(post=DutyPost(post), person=unit_id(name)) for post, name in who.items())


class DutyLog:
    """`now` is in minutes; whatever is done is recorded then, and by the domain's own commands."""

    def __init__(self):
        self.now, self.recorded, self.shifts = 0, [], {}

    def stream(self, id):
        return [one for one in self.recorded if one.originator_id == id]

    def last_before(self, at):
        return sum(one.recorded_at < at for one in self.recorded)

    def write(self, id, events, **meta):
        """Several events at once are one command's."""
        command = unit_id(f"command {len(self.recorded)}")
        for event in events:
            seq = len(self.recorded) + 1
            version = len(self.stream(id)) + 1
            told = {"by": ZHOU, "recorded_by": ZHOU, "via": Via.PAGE, **PLAIN, **meta}
            clock = RawClock(wall=at(self.now), offset_us=0)
            envelope = Meta(command_id=command, clock=clock, **told)
            self.recorded.append(
                Recorded(seq, at(self.now), id, version, event.TOPIC, event, envelope)
            )

    def set_shift(self, starts, ends, **who):
        """From minute to minute; set again, it is revised."""
        id = shift_id(UNIT, at(starts))
        setting = ShiftSet(
            shift=id, unit=UNIT, starts=at(starts), ends=at(ends), seats=seats(**who)
        )
        self.write(id, shifts.set_shift(self._fold(shifts, id), setting))
        self.shifts[id] = setting
        return id

    def drop(self, id):
        self.write(id, shifts.drop(self._fold(shifts, id)))

    def is_dropped(self, id):
        return self._fold(shifts, id).dropped

    def check_in(self, id, name):
        arrived = moment(at(self.now), Basis.KEY_PRESS)
        self.write(
            id, shifts.check_in(self._fold(shifts, id), person=unit_id(name), arrived=arrived)
        )

    def begin(self, id):
        self._watch(watches.begin, unit=UNIT, shift=id, began=self._moment())

    def pass_on(self, relief):
        passing = WatchPassed(
            outgoing=self.responsible, relief=relief, handover=unit_id("x"), passed=self._moment()
        )
        self.write(watch_id(UNIT), watches.pass_on(self._fold(watches, watch_id(UNIT)), passing))

    def take_over(self, relief):
        said = {"reason": "无人签字", "taken": self._moment()}
        self._watch(watches.take_over, outgoing=self.responsible, relief=relief, **said)

    def stay_on(self, minutes):
        said = {"until": at(self.now + minutes), "reason": "无人接班", "stated": self._moment()}
        self._watch(watches.stay_on, shift=self.responsible, **said)

    @property
    def responsible(self):
        return self._fold(watches, watch_id(UNIT)).shift

    def _watch(self, command, **said):
        self.write(watch_id(UNIT), command(self._fold(watches, watch_id(UNIT)), **said))

    def _fold(self, kind, id):
        return fold(kind.evolve, None, (one.event for one in self.stream(id)))

    def _moment(self):
        return moment(at(self.now), Basis.KEY_PRESS)
