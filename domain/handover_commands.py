"""What may be done to a handover: offered, answered item by item, signed by both sides, withdrawn."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from domain.handover import (
    Handover,
    HandoverOffered,
    HandoverSigned,
    HandoverWithdrawn,
    ItemAccepted,
    ItemDisputed,
    Side,
)
from domain.kernel import Event, Refused, reason_given
from domain.times import WorldTime
from domain.watch import SameShift


class NothingOffered(Refused):
    """还没有提出交接，或交接已撤回"""

    EN: ClassVar[str] = "No handover is offered, or it was withdrawn"


class NoSuchItem(Refused):
    """交接清单中没有此项"""

    EN: ClassVar[str] = "The handover has no such item"


class ItemsOpen(Refused):
    """接班人须逐项接收或提出异议后才能签字"""

    EN: ClassVar[str] = "Every item must be accepted or disputed before the relief signs"


class OneHand(Refused):
    """交班与接班须由两人分别签字"""

    EN: ClassVar[str] = "Two people sign, one for each side"


class HandedOver(Refused):
    """交接已完成"""

    EN: ClassVar[str] = "This handover is complete"


def offer(handover: Handover | None, offering: HandoverOffered) -> list[Event]:
    if offering.outgoing == offering.relief:
        raise SameShift(offering.relief)
    if handover and handover.is_complete:
        raise HandedOver
    return [offering]


def accept(handover: Handover | None, *, keys: Iterable[str], person: UUID) -> list[Event]:
    """Accepted twice is accepted once."""
    standing = _open(handover)
    asked = [_require(standing, key) for key in keys]
    return [ItemAccepted(key=key, person=person) for key in asked if key not in standing.accepted]


def dispute(handover: Handover | None, *, key: str, person: UUID, words: str) -> list[Event]:
    standing = _open(handover)
    disputed = ItemDisputed(key=_require(standing, key), person=person, words=reason_given(words))
    return [] if disputed in standing.disputed else [disputed]


def sign(handover: Handover | None, *, side: Side, person: UUID, signed: WorldTime) -> list[Event]:
    """The relief signs last of all items; the outgoing side may sign before."""
    standing = _open(handover)
    if side is Side.RELIEF and standing.open_items:
        raise ItemsOpen(len(standing.open_items))
    if any(one.side is side for one in standing.signatures):
        return []
    if any(one.person == person for one in standing.signatures):
        raise OneHand
    return [HandoverSigned(side=side, person=person, seq=standing.offer.seq, signed=signed)]


def withdraw(handover: Handover | None, *, reason: str) -> list[Event]:
    _open(handover)
    return [HandoverWithdrawn(reason=reason_given(reason))]


def _open(handover: Handover | None) -> Handover:
    if handover is None or handover.withdrawn:
        raise NothingOffered
    if handover.is_complete:
        raise HandedOver
    return handover


def _require(handover: Handover, key: str) -> str:
    if all(one.key != key for one in handover.offer.items):
        raise NoSuchItem(key)
    return key
