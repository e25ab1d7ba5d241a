"""A draft that begins with what is on record: nobody types at night what the log knows."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

from api.languages import word_of
from desk.register import SHANGHAI
from domain.elements import Element, outline
from domain.times import WorldTime
from domain.words import IncidentClass, Level
from projections.incident_file import IncidentFile

KEPT_IN = "zh"  # a report upward is written in the office's language


def prefilled(file: IncidentFile, name: Callable[[UUID], str]) -> str:
    """The eleven lines, filled with what calls, figures and levels say."""
    incident, calls = file.incident, list(file.calls.values())
    word = partial(word_of, KEPT_IN)
    heard = [one.heard for one in calls]
    places = dict.fromkeys(one.place.text for one in heard if one.place)
    sources = dict.fromkeys(name(one.caller_unit) for one in calls if one.caller_unit)
    figures = "，".join(f"{word(fact.figure)}{fact.value}" for fact in incident.figures.values())
    kinds = [word(incident.klass)] if incident.klass is not IncidentClass.UNKNOWN else []
    kinds += [f"{word(incident.level)}（初步）"] if incident.level is not Level.UNKNOWN else []
    return outline(
        {
            Element.TIME: _times(incident.occurred, [one.received for one in calls]),
            Element.PLACE: "；".join(places),
            Element.SOURCE: "、".join(sources),
            Element.CAUSE: "，".join(kinds),
            Element.COURSE: "；".join(dict.fromkeys(one.what for one in heard if one.what)),
            Element.CONSEQUENCES: figures,
        }
    )


def _times(occurred: WorldTime | None, received: list[WorldTime]) -> str:
    told = [f"{_stamp(occurred)}事发"] if occurred else []
    told += [f"{_stamp(received[0])}接报"] if received else []
    return "，".join(told)


def _stamp(time: WorldTime) -> str:
    at = time.earliest.astimezone(SHANGHAI)
    return f"{at.month}月{at.day}日{at:%H时%M分}"
