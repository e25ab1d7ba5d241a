"""卡在我这里: what waits for one person; and the four things that never happen to an office."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple
from uuid import UUID

from contingency_plans.activation_events import ActivationStanding
from contingency_plans.plan_words import PlanClockKind
from domain.duty_change import OPEN
from domain.telling import TellingKind
from domain.verdict import Decision
from projections.activations import ACTIVATIONS, ActivationRow
from projections.breaches import BREACHES, BreachRow, BreachState
from projections.inks import INKS, InkRow
from projections.instructions import TASKINGS, TaskingRow, tasking_lines
from projections.ring_lines import ring_lines
from projections.rosters import DUTY_CHANGES, ChangeRow
from projections.rows import Rows
from projections.shapes import Board, ClockLine
from projections.signature_waits import SIGNATURE_WAITS, WaitRow
from projections.tellings import TELLINGS, TellingRow
from projections.waiting_lines import Waiting
from projections.waiting_reviews import of_reviews

AllRows = dict[str, Rows[Any]]
ASKED = frozenset({TellingKind.SEAT_ASKED})  # the change itself waits


class Asked(NamedTuple):
    """Who looks: what they may approve or decide, and whether they hold the desk now."""

    person: UUID | None
    approves: bool = False
    decides: bool = False
    activates: bool = False
    on_shift: bool = False


class Held(NamedTuple):
    """What is held up by one person."""

    person: UUID
    things: int
    over: int


class Nevers(NamedTuple):
    """决不让差错发生、文件积压、信息中断、交办延误 (domain.md 001-02); of an exercise nothing counts."""

    defects: int
    backlog: int
    undelivered: int
    overdue: int


def waits_for(rows: AllRows, board: Board, asked: Asked) -> list[Waiting]:
    """Real things before exercises, what has run out first, then by what is due."""
    found = [*_of_desk(board, asked)]
    if asked.person:
        found += _of_person(rows, board, asked.person)
    found += _changes(rows, asked)
    found += _breaches(rows) if asked.decides else ()
    found += _plans(rows, board) if asked.activates else ()
    found += of_reviews(rows, asked.person, signs=asked.approves)
    return sorted(found, key=_urgency)


def by_person(rows: AllRows, board: Board, people: Iterable[UUID]) -> list[Held]:
    """Of whoever holds something up: how much, and how much of it has run out; the worst first. Exercises apart."""
    held = []
    for person in people:
        mine = [one for one in waits_for(rows, board, Asked(person)) if not one.exercise]
        if mine:
            held.append(Held(person, len(mine), sum(one.over for one in mine)))
    return sorted(held, key=lambda one: (-one.over, -one.things, str(one.person)))


def nevers(rows: AllRows, board: Board, office: str) -> Nevers:
    real = [one for one in tasking_lines(rows) if not one.exercise]
    rings = [one for one in ring_lines(rows) if not one.exercise and one.lease_until is None]
    return Nevers(
        defects=sum(_is_defect(one, office) for one in rows[BREACHES.name].values())
        + len(board.degraded),
        backlog=sum(not one.exercise for one in rows[INKS.name].values())
        + sum(not one.exercise for one in board.signatures)
        + sum(one.change.standing in OPEN for one in rows[DUTY_CHANGES.name].values()),
        undelivered=len(rings) + len(board.channels),
        overdue=sum(one.ran_out for one in real),
    )


def _urgency(one: Waiting) -> tuple[object, ...]:
    at = one.due_at.timestamp() if one.due_at else float("inf")
    return one.exercise, not one.over, at, one.place


def _of_desk(board: Board, asked: Asked) -> Iterator[Waiting]:
    """Whoever holds the desk answers for what the office owes."""
    for clock in board.clocks if asked.on_shift else ():
        if clock.ours:
            place = f"/incidents/{clock.incident}"
            yield Waiting("clock", _hop(clock), place, clock.due_at, clock.ran_out, clock.exercise)


def _hop(clock: ClockLine) -> str:
    return f"{clock.number} {clock.title} → {clock.whom}"


def _of_person(rows: AllRows, board: Board, person: UUID) -> Iterator[Waiting]:
    for ring in board.rings:
        if ring.person == person and ring.lease_until is None:
            text = f"{ring.number} {ring.title}".strip()
            yield Waiting("ring", text, f"/rings/{ring.id}", ring.due_at, True, ring.exercise)
    waits: Iterable[WaitRow] = rows[SIGNATURE_WAITS.name].values()
    for wait in (one for one in waits if one.signer == person):
        yield _paper("signature", wait)
    inks: Iterable[InkRow] = rows[INKS.name].values()
    for ink in (one for one in inks if one.signer == person):
        yield _paper("ink", ink)
    told: Iterable[TellingRow] = rows[TELLINGS.name].values()
    for one in (row for row in told if row.person == person and row.kind not in ASKED):
        yield Waiting("telling", one.words, "", telling=one.id)
    taskings: Iterable[TaskingRow] = rows[TASKINGS.name].values()
    for task in (one for one in taskings if one.person == person and not one.answered):
        due = task.feedback_due if task.received else task.receipt_due
        place, over = f"/incidents/{task.incident}#instructions", task.awaited in task.ran_out
        yield Waiting("tasking", task.what, place, due, over, task.exercise)


def _paper(word: str, row: WaitRow | InkRow) -> Waiting:
    place = f"/incidents/{row.incident}#reports"
    return Waiting(word, "", place, row.due_at, row.ran_out, row.exercise)


def _changes(rows: AllRows, asked: Asked) -> Iterator[Waiting]:
    changes: Iterable[ChangeRow] = rows[DUTY_CHANGES.name].values()
    for one in (row.change for row in changes if row.change.standing in OPEN):
        if asked.person in one.awaited:
            yield Waiting("consent", one.request.reason, "/duty-changes")
        elif asked.approves and not one.awaited and asked.person not in one.persons:
            yield Waiting("approval", one.request.reason, "/duty-changes")


def _breaches(rows: AllRows) -> Iterator[Waiting]:
    breaches: Iterable[BreachRow] = rows[BREACHES.name].values()
    for one in breaches:
        if one.state in (BreachState.TO_DECIDE, BreachState.CHANGED):
            yield Waiting("decision", "", f"/breaches/{one.id}", exercise=one.exercise)


def _plans(rows: AllRows, board: Board) -> Iterator[Waiting]:
    """Responses to approve, and grave incidents for which nobody has decided on a plan yet."""
    responses: Iterable[ActivationRow] = rows[ACTIVATIONS.name].values()
    for one in responses:
        if one.activation.standing is ActivationStanding.PROPOSED:
            title, place = one.activation.proposed.pinned.title, f"/activations/{one.id}"
            yield Waiting("response", title, place, exercise=one.exercise)
    for clock in board.plan_clocks:
        if clock.kind is PlanClockKind.DECISION:
            text, place = f"{clock.number} {clock.title}", f"/incidents/{clock.incident}#plans"
            yield Waiting("plan", text, place, clock.due_at, clock.ran_out, clock.exercise)


def _is_defect(one: BreachRow, office: str) -> bool:
    """Of our own office, and not cleared."""
    cleared = one.withdrawn or one.decision in (Decision.EXCUSED, Decision.DISMISSED)
    return str(one.obligor) == office and not one.exercise and not cleared
