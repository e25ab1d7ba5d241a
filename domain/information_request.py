"""约稿、核报: what was asked from above about an incident, and by when."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar
from uuid import UUID

from domain.kernel import Event, Refused, reason_given
from domain.times import WorldTime
from domain.words import Channel

RULE = "J10"
BY_PHONE, IN_WRITING = timedelta(minutes=30), timedelta(hours=1)  # usual, seen nowhere: 待核


class InformationRequested(Event):
    """On the incident's stream. `due_stated`: the asker named the time; else the usual one."""

    TOPIC = "incident.information-requested"
    request: UUID
    asker: UUID
    asked: WorldTime
    channel: Channel
    words: str
    due_at: datetime
    due_stated: bool
    deadline: UUID


class DueBeforeAsked(Refused):
    """要求时限不能早于提出时间"""

    EN: ClassVar[str] = "What is asked for cannot be due before it was asked"


def due_of(asked: WorldTime, channel: Channel, stated: datetime | None) -> datetime:
    """As the asker said; else half an hour for a word and an hour for paper."""
    if stated and stated <= asked.earliest:
        raise DueBeforeAsked(stated)
    usual = IN_WRITING if channel in (Channel.WRITTEN, Channel.SYSTEM) else BY_PHONE
    return stated or asked.earliest + usual


def request_information(
    requests: tuple[InformationRequested, ...], asking: InformationRequested
) -> list[Event]:
    """The same question again is the same."""
    words = reason_given(asking.words)
    known = any(one.request == asking.request for one in requests)
    return [] if known or not words else [asking]
