"""下一步: an incident's three lines, with the numbers the register holds."""

from __future__ import annotations

from uuid import UUID

from api.authority import LEADERS_SEATS, seats_of
from api.running import Running
from projections.dials import DIALS, DialLine
from projections.exercises import recipients_of
from projections.follower import Follower
from projections.incident_file import IncidentFile
from projections.network import PEOPLE, UNITS
from projections.next_steps import Step, next_steps


def steps_of(running: Running, file: IncidentFile) -> tuple[Step, ...]:
    """Whom to ring now, for whoever stands at the desk."""
    office = running.desk.register().office.unit
    leading = [seat.person for seat in seats_of(running) if seat.post in LEADERS_SEATS]
    exercise = file.incident.exercise

    def told(
        follower: Follower,
    ) -> tuple[tuple[DialLine, ...], list[tuple[UUID, str]], dict[UUID, str]]:
        people, units = follower.rows[PEOPLE.name], follower.rows[UNITS.name]
        found = follower.rows[DIALS.name].get(file.id)
        known = ((one, people.get(one)) for one in leading)
        leaders = [(one, row.profile.phone) for one, row in known if row]
        phones = {row.id: row.profile.duty_phone for row in units.values()}
        if exercise:  # whoever is not on its list is not to be rung
            listed = recipients_of(follower.rows, exercise)
            leaders = [(one, number if listed.has(one) else "") for one, number in leaders]
            phones = {one: number for one, number in phones.items() if listed.has(None, one)}
        return (found.dials if found else ()), leaders, phones

    dials, leaders, phones = running.boards.read(told)
    return next_steps(
        file.deadlines.values(),
        dials,
        office=office,
        leaders=leaders,
        phone_of=lambda unit: phones.get(unit, ""),
    )
