"""The columns of a line of the duty log, and what its tellers are given to fill them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any, NamedTuple, TypeVar
from uuid import UUID

from desk.log.envelope import Recorded
from domain import incident as incidents
from domain.actors import Sealed
from domain.incident import Incident, IncidentOpened
from domain.incoming_report import Heard
from domain.kernel import Event, fold
from domain.times import WorldTime
from domain.words import IncidentClass
from projections.history_lines import history_lines
from projections.incident_file import Streams

Happened = TypeVar("Happened", bound=Event)


class Words(NamedTuple):
    """The reader's language."""

    name: Callable[[UUID], str]
    shown: Callable[[object], str]  # any value of an event
    say: Callable[..., str]


class Done(NamedTuple):
    """One thing done about it, in the reader's words, and when."""

    text: str
    at: WorldTime | datetime | None = None


class Boxed(NamedTuple):
    """A sealed word and the field it was sealed for."""

    box: Sealed
    field: str


class Columns(NamedTuple):
    """In the reader's words; what is sealed stays sealed until somebody who may read it asks."""

    incident: UUID | None = None
    klass: IncidentClass | None = None
    source: str = ""
    who: str = ""
    name: Boxed | None = None
    number: str = ""
    phone: Boxed | None = None
    way: str = ""
    what: str = ""
    told: tuple[Done, ...] = ()
    said: tuple[Done, ...] = ()
    passed: tuple[Done, ...] = ()
    results: tuple[Done, ...] = ()


class Case(NamedTuple):
    """What lines about one incident need of it."""

    opened: IncidentOpened
    incident: Incident


class Desk(NamedTuple):
    """`beside`: the rings and dials of an incident. `cases`: those read already.

    `words` tell times to the minute, `exact` to the second.
    """

    log: Streams
    words: Words
    exact: Words
    beside: Callable[[UUID], Iterable[UUID]]
    us: UUID
    cases: dict[UUID, Case]

    def case(self, id: UUID) -> Case:
        if id not in self.cases:
            history = [one.event for one in self.log.stream(id)]
            opened, incident = history[0], fold(incidents.evolve, None, history)
            assert isinstance(opened, IncidentOpened)
            assert incident is not None
            self.cases[id] = Case(opened, incident)
        return self.cases[id]


def boxed(box: Sealed | None, field: str) -> Boxed | None:
    return Boxed(box, field) if box else None


def only(history: Iterable[Recorded], kind: type[Happened]) -> Iterator[tuple[Happened, Recorded]]:
    """Those of one kind, each beside its envelope."""
    return ((one.event, one) for one in history if isinstance(one.event, kind))


def in_words(recorded: Recorded, words: Words) -> str:
    """An event as the history of an incident tells it."""
    [line] = history_lines((recorded,), words.name)
    told = (f"{words.say(f'field.{name}')} {words.shown(value)}" for name, value in line.told)
    return "；".join((words.say(f"topic.{line.topic}"), *told))


def heard_words(heard: Heard, words: Words) -> str:
    """What was said on the telephone, in one sentence."""
    told: list[Any] = [heard.what, heard.place]
    for key, value in (("field.occurred", heard.occurred), ("intake.told", heard.already_told)):
        if value:
            told.append(f"{words.say(key)} {words.shown(value)}")
    told += [f"{words.shown(one.figure)} {one.value}" for one in heard.facts]
    return "；".join(words.shown(one) for one in told if one)
