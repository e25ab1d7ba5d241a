"""此刻谁在操作: what was recorded around a moment, by whom, typed by whom, and how it is known who acted."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from itertools import groupby
from typing import NamedTuple

from desk.log.envelope import Recorded
from domain.actors import ActorKind, Via
from domain.handover import HandoverSigned
from domain.notice import AckWay
from domain.report import SigningWay
from domain.shift import DutyPost
from domain.watch import WatchStayedOn, WatchTakenOver
from projections.history_lines import Name, history_lines


class Proof(StrEnum):
    """How it is known who acted."""

    PIN = "pin"  # typed at the desk by whoever acted
    OWN = "own"  # signed in as themselves
    TYPED = "typed"  # typed by somebody else, on their word
    LINK = "link"  # whoever held the link
    PROGRAM = "program"  # by a token, through the interface
    SYSTEM = "system"


class Act(NamedTuple):
    """What one command put on record, from `seq` to `last`.

    `post`: the one held then, as it was put on record. `typed_by`: "" when the one who acted typed it.
    """

    seq: int
    last: int
    recorded_at: datetime
    topics: tuple[str, ...]
    by: str
    post: DutyPost | str
    typed_by: str
    proof: Proof


PIN_ALWAYS = (HandoverSigned, WatchTakenOver, WatchStayedOn)
DOORS = {Via.LINK: Proof.LINK, Via.API: Proof.PROGRAM, Via.SYSTEM: Proof.SYSTEM}


def acts(recorded: Iterable[Recorded], name: Name) -> list[Act]:
    """In the order in which they are given."""
    commands = groupby(recorded, key=lambda one: one.meta.command_id)
    return [_act(list(own), name) for _, own in commands]


def _act(own: list[Recorded], name: Name) -> Act:
    [line] = history_lines(own[:1], name)
    proofs = [proof_of(one) for one in own]
    return Act(
        seq=line.seq,
        last=own[-1].seq,
        recorded_at=line.recorded_at,
        topics=tuple(dict.fromkeys(one.topic for one in own)),
        by=line.by,
        post=_post(own[0].meta.post or ""),
        typed_by=line.typed_by,
        proof=Proof.PIN if Proof.PIN in proofs else proofs[0],
    )


def _post(told: str) -> DutyPost | str:
    """A post of the desk, or one on the register."""
    return DutyPost(told) if told in list(DutyPost) else told


def proof_of(recorded: Recorded) -> Proof:
    meta, event = recorded.meta, recorded.event
    if meta.by.kind is ActorKind.SYSTEM:
        return Proof.SYSTEM
    if isinstance(event, PIN_ALWAYS) or getattr(event, "way", None) in (AckWay.PIN, SigningWay.PIN):
        return Proof.PIN
    if meta.by != meta.recorded_by:
        return Proof.TYPED
    return DOORS.get(meta.via, Proof.OWN)
