"""What the phone page shows one leader: one incident, its strictest clock, what rings, and the draft that waits."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from uuid import UUID

from api.running import Running
from domain.report import Report, ReportStanding
from projections.incident_file import gather
from projections.instructions import InstructionOf, instructions_of
from projections.network import PEOPLE
from projections.shapes import Board, ClockLine, IncidentCard, RingLine


class Draft(NamedTuple):
    id: UUID
    report: Report


class Screen(NamedTuple):
    """`card` None: nothing is open. `seen`: the position the draft was read at."""

    card: IncidentCard | None
    clock: ClockLine | None
    ring: RingLine | None
    draft: Draft | None
    instructions: tuple[InstructionOf, ...]
    others: tuple[IncidentCard, ...]
    seen: int
    absences: tuple[RingLine, ...]  # what rings for this person about a shift


def screen_for(running: Running, person: UUID | None, asked: UUID | None) -> Screen:
    """The incident asked for; else the one that rings for this person; else the one whose clock runs out first."""
    seen, board = running.log.head().seq, running.boards.board()
    card = _chosen(board, person, asked)
    absences = _absences(board, person)
    if card is None:
        return Screen(None, None, None, None, (), (), seen, absences)
    return Screen(
        card=card,
        clock=_strictest(board, card.id),
        ring=_ring_for(board, person, card.id),
        draft=_draft(running, card.id),
        instructions=_instructions(running, card.id),
        others=tuple(one for one in board.incidents if one.id != card.id),
        seen=seen,
        absences=absences,
    )


def _absences(board: Board, person: UUID | None) -> tuple[RingLine, ...]:
    mine = (one for one in board.rings if person and one.person == person)
    return tuple(one for one in mine if one.shift and not one.lease_until)


def _chosen(board: Board, person: UUID | None, asked: UUID | None) -> IncidentCard | None:
    cards = {one.id: one for one in board.incidents}
    wanted = (*((asked,) if asked else ()), *_urgent(board, person))
    return next((cards[one] for one in wanted if one in cards), None)


def _strictest(board: Board, incident: UUID) -> ClockLine | None:
    """Of what our own office owes, first of all: that is what a leader can speed up."""
    clocks = [one for one in board.clocks if one.incident == incident]
    return next((one for one in clocks if one.ours), next(iter(clocks), None))


def _ring_for(board: Board, person: UUID | None, incident: UUID) -> RingLine | None:
    mine = (one for one in board.rings if person and one.person == person)
    return next((one for one in mine if one.incident == incident), None)


def _urgent(board: Board, person: UUID | None) -> Iterator[UUID]:
    mine = (one for one in board.rings if person and one.person == person)
    yield from (one.incident for one in mine if one.incident)
    yield from (one.incident for one in board.clocks)
    yield from (one.id for one in board.incidents)


def _draft(running: Running, incident: UUID) -> Draft | None:
    """The newest of our own that waits for a signature."""
    file, ours = gather(running.log, incident), running.desk.register().office.unit
    waiting = [
        Draft(id, one)
        for id, one in (file.reports.items() if file else ())
        if one.standing is ReportStanding.DRAFTED and one.hop.reporting_entity == ours
    ]
    return waiting[-1] if waiting else None


def _instructions(running: Running, incident: UUID) -> tuple[InstructionOf, ...]:
    people = running.boards.read(lambda f: {one.id: one for one in f.rows[PEOPLE.name].values()})
    file = gather(running.log, incident)

    def name(id: UUID) -> str:
        return people[id].profile.name if id in people else str(id)[:8]

    return instructions_of(file, name) if file else ()
