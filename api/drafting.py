"""A draft that begins with what is on record: nobody types at night what the log knows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import NamedTuple
from uuid import UUID

from api.languages import word_of
from desk.register import SHANGHAI
from domain.elements import MARKS, Element, outline, special
from domain.facts import standing
from domain.times import WorldTime
from domain.words import IncidentClass, Level, Stage
from projections.incident_file import IncidentFile

KEPT_IN = "zh"  # a report upward is written in the office's language


class Ends(NamedTuple):
    """From whom to whom the report goes, and which of the chain it is."""

    entity: UUID
    recipient: UUID
    stage: Stage


def prefilled(file: IncidentFile, name: Callable[[UUID], str], ends: Ends) -> str:
    """The lines asked for, filled with what calls, figures and levels say; a follow-up under its number."""
    incident, calls = file.incident, list(file.calls.values())
    word = partial(word_of, KEPT_IN)
    heard = [one.heard for one in calls]
    places = dict.fromkeys(one.place.text for one in heard if one.place)
    sources = dict.fromkeys(name(one.caller_unit) for one in calls if one.caller_unit)
    kinds = [word(incident.klass)] if incident.klass is not IncidentClass.UNKNOWN else []
    kinds += [f"{word(incident.level)}（初步）"] if incident.level is not Level.UNKNOWN else []
    known = {
        Element.TIME: _times(incident.occurred, [one.received for one in calls]),
        Element.PLACE: "；".join(places),
        Element.SOURCE: "、".join(sources),
        Element.CAUSE: "，".join(kinds),
        Element.COURSE: "；".join(dict.fromkeys(one.what for one in heard if one.what)),
        Element.CONSEQUENCES: _figures(file, _last(file, ends)),
    }
    more = special(incident.klass, incident.subtype)
    return _titled(file, name, ends) + outline(known, ends.stage, more)


def _titled(file: IncidentFile, name: Callable[[UUID], str], ends: Ends) -> str:
    """临江区化工厂爆炸续报二: only a follow-up is numbered."""
    if ends.stage is not Stage.FOLLOW_UP:
        return ""
    hops = [report.hop for report in file.reports.values()]
    told = [(one.reporting_entity, one.recipient, one.stage) for one in hops]
    number = 1 + told.count(ends)
    title = getattr(file.opened.event, "title", "")
    return (
        f"{name(ends.entity)}{title}续报{MARKS[number - 1] if number <= len(MARKS) else number}\n"
    )


def _last(file: IncidentFile, ends: Ends) -> WorldTime | None:
    """When the last report on this hop was made."""
    made = [
        report.made
        for report in file.reports.values()
        if report.made
        and (report.hop.reporting_entity, report.hop.recipient) == (ends.entity, ends.recipient)
    ]
    return made[-1] if made else None


def _figures(file: IncidentFile, last: WorldTime | None) -> str:
    """As they stand; what has changed since the last report on the hop with what it was."""
    facts = file.incident.facts
    then = standing(tuple(one for one in facts if last and one.as_of.latest <= last.latest))
    told = []
    for figure, fact in file.incident.figures.items():
        before = then.get(figure)
        changed = f"{before.value}→" if before and before.value != fact.value else ""
        told.append(f"{word_of(KEPT_IN, figure)}{changed}{fact.value}")
    return "，".join(told)


def _times(occurred: WorldTime | None, received: list[WorldTime]) -> str:
    told = [f"{_stamp(occurred)}事发"] if occurred else []
    told += [f"{_stamp(received[0])}接报"] if received else []
    return "，".join(told)


def _stamp(time: WorldTime) -> str:
    at = time.earliest.astimezone(SHANGHAI)
    return f"{at.month}月{at.day}日{at:%H时%M分}"
