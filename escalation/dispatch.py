"""Hands messages to the lanes and takes their answers: a row before, a row after, and then history."""

from __future__ import annotations

import logging
import queue
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from escalation.attempts import Attempt, Attempts
from escalation.breaker import Circuit
from escalation.channels.message import Answer, Message
from escalation.lanes import Lanes
from escalation.messages import trial_message
from escalation.sending import RingKey, Send, Way, a_test
from escalation.sending_record import SendingRecord
from escalation.tried import TriedSoFar

log = logging.getLogger("shoubao.sender")


class Sent(NamedTuple):
    """On its way to a channel, or answered. `row` None: it could not be written."""

    row: int | None
    send: Send
    message: Message


class Answered(NamedTuple):
    sent: Sent
    answer: Answer
    at: datetime


class Dispatch:
    """Belongs to the sender's thread; only answers and tests come from others."""

    def __init__(
        self,
        attempts: Attempts,
        lanes: Lanes,
        record: SendingRecord,
        now: Callable[[], datetime],
        wake: Callable[[], None],
    ) -> None:
        self._attempts, self._lanes, self._record = attempts, lanes, record
        self._now, self._wake = now, wake
        self._answers: queue.SimpleQueue[Answered] = queue.SimpleQueue()
        self._tests: queue.SimpleQueue[Sent] = queue.SimpleQueue()

    def send(self, send: Send, message: Message, tried: TriedSoFar, at: datetime) -> None:
        row = self._begun(send, message, at)
        tried.begin(send, at)
        self._put(Sent(row, send, message))

    def ring_for_test(self, id: UUID, way: Way, name: str) -> None:
        """Marked as a test, a row like any other, and no ring. Raises sqlite3.Error."""
        at = self._now()
        send, message = a_test(way), trial_message(id, way, name, at)
        row = self._attempts.begin(send, message.key, at)
        self._tests.put(Sent(row, send, message))
        self._wake()

    def send_tests(self) -> None:
        """A broken channel may be tested: that is how one hears that it is back."""
        while not self._tests.empty():
            self._put(self._tests.get())

    def take_answers(self, tried: TriedSoFar) -> None:
        while not self._answers.empty():
            answered = self._answers.get()
            changed = tried.end(answered.sent.send, answered.answer.outcome, answered.at)
            self._tell(answered, changed, tried)
            self._judge(answered)

    def _begun(self, send: Send, message: Message, at: datetime) -> int | None:
        """Somebody is woken also by an office whose disk is full."""
        try:
            return self._attempts.begin(send, message.key, at)
        except sqlite3.Error:
            log.exception("an attempt could not be written down")
            return None

    def _put(self, sent: Sent) -> None:
        def answered(answer: Answer) -> None:
            self._answered(sent, answer)

        self._lanes.put(sent.send.way.channel, sent.message, answered)

    def _answered(self, sent: Sent, answer: Answer) -> None:
        """On the lane's thread: written down first, then told."""
        at = self._now()
        try:
            if sent.row is not None:
                self._attempts.end(sent.row, answer, at)
        except sqlite3.Error:
            log.exception("an answer could not be written down")
        self._answers.put(Answered(sent, answer, at))
        self._wake()

    def _tell(self, answered: Answered, changed: list[RingKey], tried: TriedSoFar) -> None:
        (row, send, _), answer, at = answered
        way = send.way
        for ring in changed:
            attempt = Attempt(
                row or 0, *way, send.storm, False, at, answer.outcome, answer.said, at
            )
            if send.telling:
                self._record.told(ring, attempt)
            else:
                self._record.attempted(ring, attempt, tried.tries[ring, way.channel].attempts)

    def _judge(self, answered: Answered) -> None:
        (_, send, _), answer, at = answered
        channel = send.way.channel
        match self._lanes.judge(channel, send.way.address, answer, at):
            case Circuit.OPEN:
                failures = self._lanes.breaker(channel).failures
                self._record.broke_down(channel, failures, answer.said, at)
            case Circuit.CLOSED:
                self._record.recovered(channel, at)
