"""What is answered and said of rings, in any order: moves of the desk beside those in `moves`, each a real command."""

from __future__ import annotations

from datetime import timedelta

from desk.attempts import RecordAttempt, record_attempt
from desk.ringing import PassRingOn, pass_ring_on
from desk.rings import AcknowledgeRing, acknowledge_ring
from domain.notice import AckWay, Outcome, Rung


def rung(desk, n):
    """One of the rings of the log, and its stream."""
    found = desk.office.events(Rung.TOPIC)
    one = found[-1 - n % len(found)] if found else desk.nothing()
    return one.originator_id, one.event


def answer(desk, n):
    notice, event = rung(desk, n // 2)
    answering = AcknowledgeRing(
        notice=notice,
        number=event.number,
        person=event.person or desk.people[n % 3],
        way=AckWay.PAGE,
        words=f"{n}分钟内到岗",
        promised=timedelta(minutes=10 * n) if n % 2 else None,
        acknowledged=desk.office.at(),
    )
    desk.office.do(acknowledge_ring, answering)


def attempt(desk, n):
    notice, event = rung(desk, n)
    made = RecordAttempt(
        notice=notice,
        number=event.number,
        channel=("短信", "语音")[n % 2],
        address="13900000001",
        outcome=tuple(Outcome)[n % 3],
        said="",
        at=desk.office.clock.at,
        attempts=1 + n,
    )
    desk.office.do(record_attempt, made)


def pass_on(desk, n):
    notice, _ = rung(desk, n)
    desk.office.do(pass_ring_on, PassRingOn(notice=notice))


ANSWERS = {"answer": answer, "attempt": attempt, "pass on": pass_on}
