"""What a shift has to hand over: every incident, clock, ring, draft, order and broken channel still open."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from domain.attendance import attendance_id
from domain.deadline import Standing
from domain.handover import Item, ItemKind
from domain.report import ReportStanding
from projections.activations import ACTIVATIONS
from projections.attendance import missing_lines
from projections.broken_channels import BROKEN_CHANNELS
from projections.desk_duties import duty_lines
from projections.desk_notes import DESK_NOTES
from projections.incident_file import IncidentFile
from projections.inks import INKS
from projections.instructions import tasking_lines
from projections.open_clocks import OPEN_CLOCKS, ClockRow
from projections.open_incidents import INCIDENT_NAMES, OPEN_INCIDENTS, IncidentRow, NameRow
from projections.plan_lines import plan_clock_lines
from projections.ring_lines import ring_lines
from projections.rows import Rows
from projections.spot_checks import check_lines
from projections.whereabouts import WHEREABOUTS

AllRows = dict[str, Rows[Any]]
UNSENT = (ReportStanding.DRAFTED, ReportStanding.SIGNED)


class Wording(NamedTuple):
    """The words of the office's language: the list is kept as it was read."""

    name: Callable[[UUID], str]
    word: Callable[[Any], str]  # of a closed list's member
    say: Callable[..., str]


def open_items(rows: AllRows, wording: Wording) -> tuple[Item, ...]:
    """Incidents with their next clock, then what runs, who has not answered, what is awaited, what is broken."""
    clocks = sorted((one for one in rows[OPEN_CLOCKS.name].values() if one.acted_on), key=_by_due)
    incidents = sorted(rows[OPEN_INCIDENTS.name].values(), key=lambda one: one.number)
    return (
        *(_incident(one, clocks, wording) for one in incidents),
        *(_clock(rows, one, wording) for one in clocks),
        *_rings(rows, wording),
        *_taskings(rows, wording),
        *_inks(rows, wording),
        *_absences(rows, wording),
        *_desk_duties(rows, wording),
        *_channels(rows),
        *_notes(rows, wording),
        *_checks(rows, wording),
        *_whereabouts(rows, wording),
        *_responses(rows, wording),
        *_plan_clocks(rows, wording),
    )


def filed_items(file: IncidentFile, wording: Wording) -> Iterator[Item]:
    """What only an incident's own file tells: reports not sent, and words whose taskings are not all answered."""
    for id, report in file.reports.items():
        if report.standing in UNSENT:
            stage, standing = wording.word(report.hop.stage), wording.word(report.standing)
            text = wording.say("handover.draft", stage=stage, standing=standing)
            yield _item(ItemKind.DRAFT, id, text)
    for id, one in file.instructions.items():
        if not one.taskings or any(file.taskings[tasking].open for tasking in one.taskings):
            said = one.recorded
            key = "handover.held_back" if said.holds_back else "handover.instruction"
            text = wording.say(key, leader=wording.name(said.leader), words=said.words)
            yield _item(ItemKind.INSTRUCTION, id, text)


def _by_due(clock: ClockRow) -> tuple[object, ...]:
    return clock.due_at, str(clock.id)


def _incident(row: IncidentRow, clocks: list[ClockRow], wording: Wording) -> Item:
    due = next((one.due_at for one in clocks if one.incident == row.id), None)
    place = row.place.text if row.place else ""
    return _item(
        ItemKind.INCIDENT, row.id, row.number, row.title, place, wording.word(row.level), due_at=due
    )


def _clock(rows: AllRows, clock: ClockRow, wording: Wording) -> Item:
    known = _named(rows, clock.incident)
    hop = f"{wording.name(clock.reporting_entity)} → {wording.name(clock.recipient)}"
    over = wording.word(Standing.RAN_OUT) if clock.standing is Standing.RAN_OUT else ""
    number, stage = known.number if known else "", wording.word(clock.stage)
    return _item(ItemKind.CLOCK, clock.id, number, hop, stage, over, due_at=clock.due_at)


def _named(rows: AllRows, incident: UUID) -> IncidentRow | NameRow | None:
    return rows[OPEN_INCIDENTS.name].get(incident) or rows[INCIDENT_NAMES.name].get(incident)


def _rings(rows: AllRows, wording: Wording) -> Iterator[Item]:
    for ring in ring_lines(rows):
        if ring.lease_until is None:
            about = (
                wording.say("attendance.not_here", names=_list(ring.absent)) if ring.shift else ""
            )
            told = (ring.number, about, wording.word(ring.duty), ring.name)
            yield _item(ItemKind.RING, ring.id, *told)


def _list(names: tuple[str, ...]) -> str:
    return "、".join(names)


def _taskings(rows: AllRows, wording: Wording) -> Iterator[Item]:
    for one in tasking_lines(rows):
        awaited = wording.word(one.awaited)
        over = wording.word(Standing.RAN_OUT) if one.ran_out else ""
        yield _item(
            ItemKind.TASKING,
            one.id,
            one.number,
            one.whom,
            one.what,
            awaited,
            over,
            due_at=one.due_at,
        )


def _inks(rows: AllRows, wording: Wording) -> Iterator[Item]:
    """Signed over the telephone, not yet on paper; silent until somebody fetches the hand."""
    for one in rows[INKS.name].values():
        known = _named(rows, one.incident)
        number = known.number if known else ""
        yield _item(ItemKind.INK, one.id, number, wording.name(one.signer), due_at=one.due_at)


def _absences(rows: AllRows, wording: Wording) -> Iterator[Item]:
    """Whoever is only late may still come before the list is read."""
    for shift, some in groupby(missing_lines(rows), key=lambda one: one.shift):
        absent = [f"{wording.word(one.post)} {one.name}" for one in some if one.absent]
        if absent:
            text = wording.say("attendance.not_here", names=_list(tuple(absent)))
            yield _item(ItemKind.ABSENCE, attendance_id(shift), text)


def _desk_duties(rows: AllRows, wording: Wording) -> Iterator[Item]:
    """What the desk owes today and has not done: nil reports, bulletins, patrols."""
    for one in duty_lines(rows):
        over = wording.word(Standing.RAN_OUT) if one.ran_out else ""
        told = (one.name, one.unit, one.words, over)
        yield _item(ItemKind.DESK_DUTY, one.id, *told, due_at=one.due_at)


def _channels(rows: AllRows) -> Iterator[Item]:
    for one in sorted(rows[BROKEN_CHANNELS.name].values(), key=lambda one: one.channel):
        text = f"{one.channel} · {one.said}"
        yield Item(key=f"channel:{one.channel}", kind=ItemKind.CHANNEL, about=None, text=text)


def _notes(rows: AllRows, wording: Wording) -> Iterator[Item]:
    listed = (one for one in rows[DESK_NOTES.name].values() if one.listed)
    for one in sorted(listed, key=lambda one: (one.note.at.earliest, str(one.id))):
        yield _item(
            ItemKind.NOTE, one.id, wording.word(one.note.kind), one.note.origin, one.note.words
        )


def _checks(rows: AllRows, wording: Wording) -> Iterator[Item]:
    """How many were asked changes with every key: the page tells it."""
    for one in check_lines(rows):
        open = wording.say("spot_checks.open") if one.open else ""
        mend = wording.say("spot_checks.rectifying", count=one.to_rectify) if one.to_rectify else ""
        told = (one.number, wording.word(one.method), open, mend)
        yield _item(ItemKind.SPOT_CHECK, one.id, *told, due_at=one.rectify_at)


def _whereabouts(rows: AllRows, wording: Wording) -> Iterator[Item]:
    """Where each leader is until when, and who stands in."""
    for id, one in sorted(rows[WHEREABOUTS.name].items()):
        stand_in = (
            wording.say("whereabouts.acting", name=wording.name(one.stand_in))
            if one.stand_in
            else ""
        )
        told = (wording.name(one.person), one.place, one.reached_by, stand_in)
        yield _item(ItemKind.WHEREABOUTS, UUID(id), *told, due_at=one.until)


def _responses(rows: AllRows, wording: Wording) -> Iterator[Item]:
    """In force, or waiting for a leader's word."""
    waiting = (one for one in rows[ACTIVATIONS.name].values() if not one.activation.over)
    for one in sorted(waiting, key=lambda row: str(row.id)):
        told, known = one.activation, _named(rows, one.activation.proposed.incident)
        standing, level = wording.word(told.standing), wording.word(told.response_level)
        number, title = known.number if known else "", told.proposed.pinned.title
        yield _item(ItemKind.RESPONSE, one.id, number, title, level, standing)


def _plan_clocks(rows: AllRows, wording: Wording) -> Iterator[Item]:
    for one in plan_clock_lines(rows):
        over = wording.word(Standing.RAN_OUT) if one.ran_out else ""
        told = (one.number, one.who, one.name, over)
        yield _item(ItemKind.PLAN_CLOCK, one.id, *told, due_at=one.due_at)


def _item(kind: ItemKind, about: UUID, *told: str, due_at: Any = None) -> Item:
    text = " · ".join(part for part in told if part)
    return Item(key=f"{kind.value}:{about}", kind=kind, about=about, text=text, due_at=due_at)
