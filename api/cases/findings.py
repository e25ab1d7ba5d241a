"""What the desk found out about a played case, as JSON in the file's own words: its actors' keys."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from api.cases.replay import Played
from api.cases.shapes import KNEW
from desk.register import SHANGHAI
from domain.breach import BreachProposed, BreachSuspected
from domain.deadline import Deadline
from domain.rule import ClockStart, Form

Json = dict[str, Any]


def findings(played: Played) -> Json:
    """Clocks between actors of the case; of each hop the gravest verdict, with what shows it."""
    return {
        "id": played.case.id,
        "clocks": [_clock(played, one) for one in _clocks(played)],
        "breaches": [
            *(_late(played, one) for one in _gravest(played)),
            *(_suspected(played, one) for one in _suspicions(played)),
        ],
    }


def _clocks(played: Played) -> list[Deadline]:
    """A window is no clock, and a stand-in for a government that the case does not name no actor."""
    keys = played.network.keys
    return [
        one
        for one in played.file.deadlines.values()
        if {one.terms.reporting_entity, one.terms.recipient} <= keys.keys()
        and one.terms.form is not Form.WINDOW
    ]


def _clock(played: Played, deadline: Deadline) -> Json:
    """A report known only by its day was made, at the earliest, when there was something to report."""
    terms, keys, start = deadline.terms, played.network.keys, deadline.start.earliest
    return {
        "reporting_entity": keys[terms.reporting_entity],
        "recipient": keys[terms.recipient],
        "rule": terms.rule,
        "start": _beijing(start),
        "due": _beijing(deadline.due_at),
        "met": _beijing(max(deadline.met_at.earliest, start)) if deadline.met_at else None,
    }


def _gravest(played: Played) -> list[BreachProposed]:
    """Several rules may be broken by one late report: the one broken by most speaks for the hop."""
    hops: dict[tuple[UUID, UUID], BreachProposed] = {}
    for breach in played.file.breaches.values():
        found = breach.proposed
        if breach.withdrawn or found is None or found.obligor not in played.network.keys:
            continue
        hop = (found.obligor, found.recipient)
        if hop not in hops or found.minutes_late > hops[hop].minutes_late:
            hops[hop] = found
    return list(hops.values())


def _suspicions(played: Played) -> list[BreachSuspected]:
    standing = (one for one in played.file.suspected.values() if not one.withdrawn)
    found = [one.suspected for one in standing if one.suspected]
    return [one for one in found if one.obligor in played.network.keys]


def _late(played: Played, found: BreachProposed) -> Json:
    keys = played.network.keys
    return {
        "obligor": keys[found.obligor],
        "recipient": keys.get(found.recipient),
        "kind": found.kind.value,
        "minutes_late": found.minutes_late,
        "rule": found.rule,
        "evidence": _evidence(played, found),
    }


def _suspected(played: Played, found: BreachSuspected) -> Json:
    """Towards a stand-in that the case does not name, towards nobody."""
    keys = played.network.keys
    deadline = [f"deadline {found.deadline}"] if found.deadline else []
    assumed = ["the knowing time is an assumption"] if found.on_assumption else []
    return {
        "obligor": keys[found.obligor],
        "recipient": keys.get(found.recipient) if found.recipient else None,
        "kind": found.kind.value,
        "grounds": [one.value for one in found.grounds],
        "rule": found.rule,
        "evidence": [*_rows_of(played, found.evidence), *assumed, *deadline],
    }


def _rows_of(played: Played, evidence: tuple[UUID, ...]) -> list[str]:
    numbers = [played.report_rows[one] for one in evidence if one in played.report_rows]
    return [f"timeline row {n}: {played.case.timeline[n - 1].kind}" for n in numbers]


def _evidence(played: Played, found: BreachProposed) -> list[str]:
    """The rows it counts from and to, whether the first is an assumption, and the clock on record."""
    starts = _start_rows(played, played.file.deadlines[found.deadline])
    reports = [played.report_rows[one] for one in found.evidence if one in played.report_rows]
    rows = enumerate(played.case.timeline, start=1)
    shown = [f"timeline row {n}: {row.kind}" for n, row in rows if n in (*starts, *reports)]
    assumed = ["the start is an assumption"] if found.on_assumption else []
    return [*shown, *assumed, f"deadline {found.deadline}"]


def _start_rows(played: Played, deadline: Deadline) -> list[int]:
    """Where the limit counts from: what happened, or what told the unit; where no row tells, the other."""
    key = played.network.keys[deadline.terms.reporting_entity]
    rows = enumerate(played.case.timeline, start=1)
    then = [(n, row) for n, row in rows if row.when.latest == deadline.start.latest]
    happened = [n for n, row in then if row.truly_occurred]
    knew = [n for n, row in then if row.told == key or (row.kind in KNEW and row.actor == key)]
    if deadline.terms.start_kind is ClockStart.OCCURRED:
        return happened or knew
    return knew or happened


def _beijing(at: datetime) -> str:
    return at.astimezone(SHANGHAI).isoformat(timespec="seconds")
