"""From what is due to the message a channel is handed."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from datetime import datetime
from uuid import UUID

from domain.kernel import name_id
from escalation.channels.message import Message
from escalation.channels.settings import AnyChannel, ModemSettings, Reaches
from escalation.ringing import Ringing
from escalation.sending import Send, Way
from escalation.sending_text import Words, storm_words, trial_words, words_of

log = logging.getLogger("shoubao.sender")

Link = Callable[[Ringing], str]  # where the person may answer by telephone; "": nowhere


def message_of(
    send: Send, some: Sequence[Ringing], settings: AnyChannel, link: Link, at: datetime
) -> Message:
    """A retry has the key of what it repeats, so that a gateway may know it; a repetition has a new one.

    So has everything in a restored log: a gateway may remember keys of what is lost, and would wake nobody.
    """
    first, replies = some[0], isinstance(settings, ModemSettings)
    link = _nowhere if settings.reaches is Reaches.FIXED else link  # a group is no person
    tell = storm_words(some, replies=replies) if send.storm else _one(first, link, replies)
    thread = _thread(send)
    anew = (first.epoch,) if first.epoch > 1 else ()
    key = name_id(thread, "message", send.way.channel, send.repetition, *anew)
    message = _message(key, thread, send.way.address, first.name, tell, at)
    return message._replace(exercise=first.waking.exercise)


def _nowhere(_: Ringing) -> str:
    return ""


def _thread(send: Send) -> UUID:
    """A ring's; of a storm, that of the rings it holds."""
    [first, *_] = send.rings
    names = [f"{one.notice}/{one.number}" for one in send.rings] if send.storm else [first.number]
    return name_id(first.notice, "ring", *names)


def trial_message(id: UUID, way: Way, name: str, at: datetime) -> Message:
    words = trial_words(way.channel, at)
    return _message(id, id, way.address, name, words, at)._replace(test=True)


def _one(ringing: Ringing, link: Link, replies: bool) -> Words:
    try:
        where = link(ringing)
    except (
        Exception
    ):  # such as a full disk: somebody is woken without a link rather than not at all
        log.exception("no link could be made for %s", ringing.waking.ring.notice)
        where = ""
    return words_of(ringing, link=where, replies=replies)


def _message(
    key: UUID, thread: UUID, address: str, name: str, words: Words, at: datetime
) -> Message:
    return Message(
        key=str(key),
        thread=str(thread),
        address=address,
        name=name,
        subject=words.subject,
        short=words.short,
        long=words.long,
        at=at,
    )
