"""重大告警: what is real and leaves no room for an exercise, whatever else is going on."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from domain.deadline import Deadline, Standing
from domain.gravity import is_grave
from domain.incident import Incident
from domain.incident import Standing as IncidentStanding


def is_top_alarm(
    incident: Incident, deadlines: Iterable[Deadline], office: UUID, now: datetime
) -> bool:
    """A real incident that is open and grave; or a clock of this office's own that ran out and nobody has taken over."""
    if incident.exercise is not None or not incident.is_real_life:
        return False
    grave = incident.standing is IncidentStanding.OPEN and is_grave(incident)
    return grave or any(_cries(one, office, now) for one in deadlines)


def _cries(deadline: Deadline, office: UUID, now: datetime) -> bool:
    ran_out = deadline.standing is Standing.RAN_OUT and not deadline.excused
    taken_over = deadline.lease_until is not None and deadline.lease_until > now
    return ran_out and deadline.terms.reporting_entity == office and not taken_over
