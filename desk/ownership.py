"""首问负责: a call or a note is handed on to a named person, who accepts; what was on the list passes with the watch."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any
from uuid import UUID

from desk.draft import Draft, Unknown
from domain import desk_note as notes
from domain import incident as incidents
from domain import incoming_report as incoming_reports
from domain import ownership as ownerships
from domain import person as people
from domain import shift as shifts
from domain.actors import Actor
from domain.handover import Item, ItemKind
from domain.kernel import Value
from domain.ownership import (
    OwnershipAccepted,
    OwnershipOffered,
    OwnershipPassed,
    ownership_id,
)
from domain.shift import DutyPost
from domain.times import WorldTime
from domain.watch import WatchPassed

MATTERS: tuple[Callable[[Any, Any], Any], ...] = (incoming_reports.evolve, notes.evolve)


class HandOn(Value):
    """A call or a note is to be somebody else's."""

    matter: UUID
    to: UUID
    words: str
    offered: WorldTime


class AcceptMatter(Value):
    matter: UUID
    person: UUID
    accepted: WorldTime


class MatterAnswer(Value):
    """`incident`: the one that the call is about, if any."""

    matter: UUID
    incident: UUID | None


def hand_on(draft: Draft, handing: HandOn) -> MatterAnswer:
    matter = handing.matter
    taken_by = _taken_by(draft, matter)
    draft.require(handing.to, people.evolve)
    draft.inherit(draft.exercise_of(matter))
    offering = OwnershipOffered(
        matter=matter, to=handing.to, words=handing.words.strip(), offered=handing.offered
    )
    stream = ownership_id(matter)
    standing = draft.load(stream, ownerships.evolve)
    draft.record(stream, ownerships.offer(standing, offering, taken_by=taken_by))
    return _answer(draft, matter)


def accept_matter(draft: Draft, accepting: AcceptMatter) -> MatterAnswer:
    matter = accepting.matter
    taken_by = _taken_by(draft, matter)
    draft.inherit(draft.exercise_of(matter))
    accepted = OwnershipAccepted(
        matter=matter, person=accepting.person, accepted=accepting.accepted
    )
    stream = ownership_id(matter)
    standing = draft.load(stream, ownerships.evolve)
    draft.record(stream, ownerships.accept(standing, accepted, taken_by=taken_by))
    return _answer(draft, matter)


def pass_with_list(draft: Draft, items: tuple[Item, ...], watch: WatchPassed) -> None:
    """To the relief's lead officer. What was not on the list stays with whoever has it."""
    seats = draft.require(watch.relief, shifts.evolve).seats
    lead = next(seat.person for seat in seats if seat.post is DutyPost.LEAD_OFFICER)
    for matter in dict.fromkeys(_listed(draft, items)):
        stream, taken_by = ownership_id(matter), _taken_by(draft, matter)
        passed = OwnershipPassed(
            matter=matter, to=lead, handover=watch.handover, passed=watch.passed
        )
        standing = draft.load(stream, ownerships.evolve)
        draft.record(stream, ownerships.pass_on(standing, passed, taken_by=taken_by))


def _listed(draft: Draft, items: tuple[Item, ...]) -> Iterator[UUID]:
    """The calls of each incident on the list, and the notes on it."""
    for item in items:
        if item.kind is ItemKind.INCIDENT and item.about:
            yield from draft.require(item.about, incidents.evolve).incoming
        if item.kind is ItemKind.NOTE and item.about:
            yield item.about


def _taken_by(draft: Draft, matter: UUID) -> Actor:
    """Who took the call or made the note. Raises Unknown for what is neither."""
    for evolve in MATTERS:
        try:
            draft.require(matter, evolve)
        except Unknown:
            continue
        return draft.begun_by(matter)
    raise Unknown(matter)


def _answer(draft: Draft, matter: UUID) -> MatterAnswer:
    try:
        incident = draft.require(matter, incoming_reports.evolve).incident
    except Unknown:
        incident = None
    return MatterAnswer(matter=matter, incident=incident)
