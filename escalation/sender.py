"""Wakes people: looks at the rings at every commit and every second, and has sent what is due."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from desk.desk import Desk
from domain import notice as notices
from domain.kernel import fold
from domain.ring_manners import RingManners
from escalation.answering import Answering
from escalation.attempts import Attempts
from escalation.dispatch import Dispatch
from escalation.lanes import Lanes
from escalation.messages import Link, message_of
from escalation.ringing import Ringing
from escalation.sending import RingKey, Send, Way, due
from escalation.sending_record import SendingRecord
from escalation.telling import ToTell, message_of_telling, tellings_due
from escalation.tried import TriedSoFar

log = logging.getLogger("shoubao.sender")

LOOK_EVERY_SECONDS = 1.0
REST_SECONDS = 0.05  # what a storm writes in that time is looked at once


class Surroundings(NamedTuple):
    """What the sender asks of the rest of the office."""

    desk: Desk
    now: Callable[[], datetime]
    ringing: Callable[[], list[Ringing]]
    telling: Callable[[], list[ToTell]]
    link: Link


class Sender:
    """One thread decides, the lanes send. Whatever fails, the next look decides anew from what is on record."""

    def __init__(
        self, office: Surroundings, attempts: Attempts, lanes: Lanes, answering: Answering
    ) -> None:
        self._office, self._attempts = office, attempts
        self._lanes, self._answering = lanes, answering
        self._record = SendingRecord(office.desk, attempts)
        self._dispatch = Dispatch(attempts, lanes, self._record, office.now, self.wake)
        self._tried: TriedSoFar | None = None
        self._woken, self._stopped = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name="sender", daemon=True)

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def start(self, broken: Iterable[str]) -> None:
        """`broken`: the channels that history tells of as broken down."""
        self._office.desk.log.on_commit(lambda _: self.wake())
        self._lanes.start(broken)
        self._thread.start()

    def wake(self) -> None:
        self._woken.set()

    def stop(self) -> None:
        self._stopped.set()
        self.wake()
        self._thread.join()
        self._lanes.stop()

    def ring_for_test(self, id: UUID, way: Way, name: str) -> None:
        self._dispatch.ring_for_test(id, way, name)

    def _run(self) -> None:
        while not self._stopped.wait(REST_SECONDS):
            self._woken.clear()
            try:
                self._look(self._office.now())
            except Exception:  # a sick look must not end the watch; the next one comes in a second
                log.exception("the look at the rings failed")
            self._woken.wait(LOOK_EVERY_SECONDS)

    def _look(self, at: datetime) -> None:
        ringing = {one.waking.ring: one for one in self._office.ringing()}
        tried = self._tried_for(ringing, at)
        self._dispatch.take_answers(tried)
        self._answering.look(ringing.values(), tried.tries)
        manners = self._office.desk.register().book.manners
        wakings = [one.waking for one in ringing.values()]
        for send in due(wakings, tried.tries, self._lanes.shut(at), manners, at):
            self._send_or_go_on(send, ringing, tried, at)
        self._tell(tried, manners, at)
        self._dispatch.send_tests()
        self._record.sum_hours(wakings, manners.summed_every, at)

    def _tell(self, tried: TriedSoFar, manners: RingManners, at: datetime) -> None:
        """After every ring: a message of no hurry takes a place that nobody needs."""
        unread = self._office.telling()
        tried.know(one.waking.ring for one in unread)
        for one, send in list(tellings_due(unread, tried.tries, self._lanes.shut(at), manners, at)):
            if self._lanes.takes(send.way.channel, at):
                self._dispatch.send(send, message_of_telling(one, send.way, at), tried, at)

    def _tried_for(self, rings: Mapping[RingKey, Ringing], at: datetime) -> TriedSoFar:
        """After a start, what was under way before it ended unknown, and what history missed is told."""
        if self._tried is None:
            self._attempts.end_cut_off(at)
            since = at - self._office.desk.register().book.manners.storm_within
            self._tried = TriedSoFar(self._attempts, since)
            self._record.catch_up(rings)
        self._tried.know(rings)
        return self._tried

    def _send_or_go_on(
        self, send: Send, ringing: Mapping[RingKey, Ringing], tried: TriedSoFar, at: datetime
    ) -> None:
        try:
            self._send(send, ringing, tried, at)
        except Exception:  # one sick ring must not keep the others asleep
            log.exception("a message by %s could not be made", send.way.channel)

    def _send(
        self, send: Send, ringing: Mapping[RingKey, Ringing], tried: TriedSoFar, at: datetime
    ) -> None:
        """The views may be a moment behind: whether it still rings, the log itself is asked."""
        channel = send.way.channel
        still = tuple(one for one in send.wakings if self._rings(one.ring))
        if still and self._lanes.takes(channel, at):
            send = send._replace(wakings=still)
            some = [ringing[one] for one in send.rings]
            settings = self._lanes.settings(channel)
            message = message_of(send, some, settings, self._office.link, at)
            self._dispatch.send(send, message, tried, at)

    def _rings(self, ring: RingKey) -> bool:
        try:
            history = (one.event for one in self._office.desk.log.stream(ring.notice))
            notice = fold(notices.evolve, None, history)
        except Exception:  # the board still shows it ringing
            log.exception("notice %s cannot be read", ring.notice)
            return True
        return notice is not None and notice.is_ringing and notice.number == ring.number
