"""The duty board: the views put together as of one position of the log."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from domain.deadline import Standing
from projections.activations import ACTIVATIONS
from projections.attachments import ATTACHMENTS
from projections.attendance import ATTENDANCE, missing_lines
from projections.beside import BESIDE
from projections.breaches import BREACHES
from projections.broken_channels import BROKEN_CHANNELS, broken_lines
from projections.desk_checks import DESK_CHECKS, faults
from projections.desk_duties import DESK_DUTIES, SPECIAL_PERIODS, duty_lines
from projections.desk_notes import DESK_NOTES
from projections.dials import DIALS
from projections.duty import DUTY, ShiftRow
from projections.duty_breaches import DUTY_BREACHES
from projections.duty_days import DUTY_DAYS
from projections.duty_log import DUTY_LOG
from projections.exercise_lines import exercise_line, turned_lines
from projections.exercise_rings import EXERCISE_RINGS
from projections.exercises import EXERCISES
from projections.folding import Folding
from projections.inks import INKS
from projections.instructions import TASKINGS, tasking_lines
from projections.issued_documents import DOCUMENTS
from projections.network import PEOPLE, UNITS, PersonRow, UnitRow
from projections.numbers import NUMBERS
from projections.office import OFFICE, OFFICE_KEY, OfficeRow, restored_line
from projections.open_clocks import OPEN_CLOCKS, ClockRow
from projections.open_incidents import INCIDENT_NAMES, OPEN_INCIDENTS, IncidentRow, NameRow
from projections.owners import OFFERS, OWNERS
from projections.plan_lines import plan_clock_lines, response_lines
from projections.plan_requirements import REQUIREMENTS
from projections.plan_shapes import PlanClockLine
from projections.plans import PLAN_CLOCKS, PLANS
from projections.reading_trail import KEY as TRAIL_KEY
from projections.reading_trail import READING_TRAIL
from projections.real_incidents import REAL_INCIDENTS
from projections.reviews import REVIEWS, lessons_over
from projections.ring_lines import ring_lines
from projections.rings import RINGS
from projections.rosters import DUTY_CHANGES, ROSTERS
from projections.rows import Rows, View
from projections.search import SEARCH
from projections.shapes import (
    Board,
    ClockLine,
    IncidentCard,
    OnDuty,
    Watched,
)
from projections.signature_waits import SIGNATURE_WAITS, signature_lines
from projections.sounding import SOUNDING, sound_of
from projections.spot_checks import SPOT_CHECKS, check_lines
from projections.tellings import TELLINGS
from projections.unshown import UNSHOWN
from projections.whereabouts import WHEREABOUTS, where_lines

VIEWS: tuple[View, ...] = (
    OFFICE,
    UNITS,
    PEOPLE,
    DUTY,
    DUTY_DAYS,
    ATTENDANCE,
    OPEN_INCIDENTS,
    INCIDENT_NAMES,
    RINGS,
    BROKEN_CHANNELS,
    DIALS,
    ATTACHMENTS,
    DOCUMENTS,
    SOUNDING,
    NUMBERS,
    BESIDE,
    SEARCH,
    OPEN_CLOCKS,
    TASKINGS,
    INKS,
    SIGNATURE_WAITS,
    BREACHES,
    ROSTERS,
    DUTY_CHANGES,
    TELLINGS,
    DUTY_LOG,
    SPOT_CHECKS,
    DUTY_BREACHES,
    DESK_NOTES,
    OWNERS,
    OFFERS,
    DESK_DUTIES,
    DESK_CHECKS,
    SPECIAL_PERIODS,
    WHEREABOUTS,
    PLANS,
    PLAN_CLOCKS,
    EXERCISES,
    EXERCISE_RINGS,
    REQUIREMENTS,
    REAL_INCIDENTS,
    ACTIVATIONS,
    REVIEWS,
    READING_TRAIL,
    UNSHOWN,
)
AllRows = dict[str, Rows[Any]]
NOBODY = OfficeRow(name="", unit="")


def compose(folded: Folding) -> Board:
    """Pure: the same folded rows give the same board, live, rebuilt or replayed."""
    office = (rows := folded.rows)[OFFICE.name].get(OFFICE_KEY) or NOBODY
    clocks, cards = sorted(_acted_on(rows), key=_urgency), plan_clock_lines(rows)
    return Board(
        seq=folded.position,
        office=office.name,
        epoch=office.epoch,
        duty=_watched(rows),
        clocks=tuple(_line(rows, clock, office) for clock in clocks),
        plan_clocks=cards,
        responses=response_lines(rows, cards),
        incidents=_cards(rows, clocks, cards),
        rings=ring_lines(rows),
        taskings=tasking_lines(rows),
        signatures=signature_lines(rows),
        checks=check_lines(rows),
        desk_duties=duty_lines(rows),
        whereabouts=where_lines(rows),
        channels=broken_lines(rows),
        faults=faults(rows),
        sound=sound_of(rows),
        doubt=office.doubt,
        degraded=tuple(sorted({one.stream for one in folded.parked})),
        exercise=exercise_line(rows),
        turned_real=turned_lines(rows),
        lessons=lessons_over(rows),
        restored=restored_line(office),
        trail=rows[READING_TRAIL.name].get(TRAIL_KEY),
    )


def _acted_on(rows: AllRows) -> Iterator[ClockRow]:
    clocks: Iterable[ClockRow] = rows[OPEN_CLOCKS.name].values()
    return (one for one in clocks if one.acted_on)


def _urgency(clock: ClockRow) -> tuple[object, ...]:
    """An exercise never pushes a real clock down; what has run out longest stands first."""
    running = clock.standing is not Standing.RAN_OUT
    return clock.exercise, running, clock.due_at, clock.rule, str(clock.id)


def _line(rows: AllRows, clock: ClockRow, office: OfficeRow) -> ClockLine:
    known = _incident_of(rows, clock)
    return ClockLine(
        id=clock.id,
        incident=clock.incident,
        number=known.number if known else "",
        title=known.title if known else "",
        exercise=clock.exercise,
        rule=clock.rule,
        who=_unit_name(rows, clock.reporting_entity),
        whom=_unit_name(rows, clock.recipient),
        ours=str(clock.reporting_entity) == office.unit,
        stage=clock.stage,
        channel=clock.channel,
        form=clock.form,
        start_at=clock.start_at,
        due_at=clock.due_at,
        ran_out=clock.standing is Standing.RAN_OUT,
        chimed_at=clock.chimed_at,
        counted=clock.counted,
        confirmed=clock.confirmed,
        bindingness=clock.bindingness,
        citation=clock.citation,
        lost=office.lost(clock.due_at),
    )


def _incident_of(rows: AllRows, clock: ClockRow) -> IncidentRow | NameRow | None:
    found: IncidentRow | None = rows[OPEN_INCIDENTS.name].get(clock.incident)
    return found or rows[INCIDENT_NAMES.name].get(clock.incident)


def _cards(
    rows: AllRows, clocks: list[ClockRow], cards: tuple[PlanClockLine, ...]
) -> tuple[IncidentCard, ...]:
    """Real before exercise; with run-out clocks first; then the newest."""
    carried = Counter([one.incident for one in clocks] + [one.incident for one in cards])
    over = (one.incident for one in clocks if one.standing is Standing.RAN_OUT)
    ran_out = Counter((*over, *(one.incident for one in cards if one.ran_out)))
    incidents = sorted(
        rows[OPEN_INCIDENTS.name].values(),
        key=lambda one: (one.exercise, not ran_out[one.id], -one.opened_at.timestamp(), one.number),
    )
    return tuple(_card(one, carried[one.id], ran_out[one.id]) for one in incidents)


def _card(incident: IncidentRow, open_clocks: int, ran_out: int) -> IncidentCard:
    return IncidentCard(
        id=incident.id,
        number=incident.number,
        title=incident.title,
        exercise=incident.exercise,
        klass=incident.klass,
        level=incident.level,
        place=incident.place.text if incident.place else "",
        sensitive=incident.sensitive,
        figures=incident.figures,
        sources=incident.sources,
        opened_at=incident.opened_at,
        last_report_at=incident.last_report_at,
        open_clocks=open_clocks,
        ran_out=ran_out,
    )


def _watched(rows: AllRows) -> Watched:
    shifts: Iterable[ShiftRow] = rows[DUTY.name].values()
    shift = next((one for one in shifts if one.responsible), None)
    missing = missing_lines(rows)
    if shift is None:
        return Watched(missing=missing)
    came = {one.seat: one.arrived.earliest for one in reversed(shift.arrivals)}
    people = rows[PEOPLE.name]
    seats = tuple(
        OnDuty(seat.post, *_contact(people.get(seat.person)), came.get(seat))
        for seat in shift.seats
    )
    return Watched(seats, shift.until, missing)


def _contact(person: PersonRow | None) -> tuple[str, str]:
    return (person.profile.name, person.profile.phone) if person else ("", "")


def _unit_name(rows: AllRows, unit: UUID) -> str:
    row: UnitRow | None = rows[UNITS.name].get(unit)
    return (row.profile.short_name or row.profile.name) if row else "?"
