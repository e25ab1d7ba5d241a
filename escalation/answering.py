"""Replies to short messages: the number says who it is, the words say for how long; anything else is only shown."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import UUID

from desk.desk import Desk
from desk.log.envelope import Acting, LogBroken
from desk.rings import AcknowledgeRing, acknowledge_ring
from domain.actors import Actor, ActorKind, Via
from domain.kernel import Refused, name_id
from domain.notice import AckWay
from domain.times import Basis, moment
from escalation.replies import Became, Heard, Replies, promise_in
from escalation.ringing import Ringing
from escalation.sending import RingKey, Tried
from escalation.sending_record import SENDER

log = logging.getLogger("shoubao.answering")


PeopleAt = Callable[[str], list[UUID]]


class Answering:
    """Kept replies are looked at until something has become of them: also of those an earlier run has kept."""

    def __init__(self, desk: Desk, replies: Replies, people_at: PeopleAt) -> None:
        self._desk, self._replies, self._people_at = desk, replies, people_at

    def look(self, ringing: Iterable[Ringing], tried: Tried) -> None:
        for heard in self._replies.waiting():
            try:
                became = self._became(heard, ringing, tried)
            except LogBroken:  # looked at again when the log takes writes
                log.warning("reply %d waits for the log", heard.id)
                continue
            except Exception:  # a sick reply must not keep anybody asleep
                log.exception("reply %d cannot be understood", heard.id)
                became = Became.SICK
            self._replies.became(heard.id, became)

    def _became(self, heard: Heard, ringing: Iterable[Ringing], tried: Tried) -> Became:
        people = self._people_at(heard.reply.sender)
        promised = promise_in(heard.reply.text)
        if len(people) != 1:
            return Became.SHARED if people else Became.STRANGER
        if promised is None:
            return Became.OTHER_WORDS
        told = [
            one for one in ringing if one.person == people[0] and _told(one, heard.channel, tried)
        ]
        return self._answered(heard, people[0], promised, told)

    def _answered(
        self, heard: Heard, person: UUID, promised: timedelta, told: list[Ringing]
    ) -> Became:
        """Whoever answers, answers what he has been told of by this channel."""
        became = [self._acknowledged(heard, person, promised, one) for one in told]
        return min(became, key=list(Became).index, default=Became.NOTHING_RINGS)

    def _acknowledged(
        self, heard: Heard, person: UUID, promised: timedelta, ringing: Ringing
    ) -> Became:
        answer = _answer(heard, person, promised, ringing.waking.ring)
        try:
            self._desk.act(_acting(heard, person, answer.notice), acknowledge_ring, answer)
        except Refused as refusal:
            log.warning("reply %d is refused: %s", heard.id, refusal.zh)
            return Became.REFUSED
        return Became.ANSWER


def _told(ringing: Ringing, channel: str, tried: Tried) -> bool:
    tries = tried.get((ringing.waking.ring, channel))
    return tries is not None and tries.may_be_known


def _answer(heard: Heard, person: UUID, promised: timedelta, ring: RingKey) -> AcknowledgeRing:
    return AcknowledgeRing(
        notice=ring.notice,
        number=ring.number,
        person=person,
        way=AckWay.REPLY,
        words=heard.reply.text,
        promised=promised,
        acknowledged=moment(heard.came, Basis.SYSTEM),
    )


def _acting(heard: Heard, person: UUID, notice: UUID) -> Acting:
    """The same reply, looked at again after a crash, is the same command."""
    return Acting(
        by=Actor(kind=ActorKind.PERSON, id=str(person)),
        recorded_by=SENDER,
        via=Via.PHONE,
        command_id=name_id(notice, "reply", heard.id, heard.came.isoformat()),
        account="system:sender",
        fingerprint=b"",
    )
