"""An incident earlier in the night that turned out otherwise: figures, level and time restated, and closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from api.demo.district import District
from desk.calls import CallTaken, TakeCall, take_call
from desk.incidents import (
    CloseIncident,
    DecideLevel,
    StateFacts,
    StateOccurrence,
    close_incident,
    decide_level,
    state_facts,
    state_occurrence,
)
from desk.reports import ReportByWord, report_by_word
from domain.facts import Fact, Figure, Place
from domain.incoming_report import Heard
from domain.times import WorldTime
from domain.words import Channel, IncidentClass, Level

Do = Callable[..., Any]


class Watch(NamedTuple):
    """How the night is told: a command, time going on to so long before now, the moment, and one just before it."""

    do: Do
    move: Callable[[timedelta], None]
    here: Callable[[], WorldTime]
    ago: Callable[[int], WorldTime]


def turned_out_otherwise(watch: Watch, district: District, leader: Any) -> None:
    """Told at first as two hurt; five, and one dead, by the second call."""
    watch.move(timedelta(minutes=178))
    incident = _told(watch, district)
    _level(watch, incident, Level.IV, leader)
    watch.move(timedelta(minutes=175))
    _state(watch, incident, {Figure.DEAD: 1, Figure.INJURED: 5})
    reason = "交警到场后更正"
    restating = StateOccurrence(incident=incident, occurred=watch.ago(25), reason=reason)
    watch.do(state_occurrence, restating)
    _level(watch, incident, Level.III, leader)
    _tell(watch, incident, district.units["白沙街道"], district.office, Channel.WRITTEN)
    _tell(watch, incident, district.office, district.city, Channel.PHONE)
    watch.move(timedelta(minutes=172))
    _state(watch, incident, {Figure.INJURED: 4})
    _level(watch, incident, Level.IV, leader)
    watch.do(close_incident, CloseIncident(incident=incident, reason="伤员全部送医，道路恢复通行"))


def _tell(watch: Watch, incident: UUID, entity: UUID, told: UUID, channel: Channel) -> None:
    telling = ReportByWord(
        incident=incident, entity=entity, recipient=told, made=watch.here(), channel=channel
    )
    watch.do(report_by_word, telling)


def _told(watch: Watch, district: District) -> UUID:
    heard = Heard(
        what="客车与货车相撞",
        klass=IncidentClass.ACCIDENT,
        place=Place(text="白沙街道环城路"),
        occurred=watch.ago(5),
        facts=_facts(watch, {Figure.DEAD: 0, Figure.INJURED: 2}),
    )
    call = TakeCall(
        received=watch.here(),
        heard=heard,
        caller_unit=district.units["白沙街道"],
        caller_name="陈某",
        call_back="13800000011",
    )
    taken = watch.do(take_call, call).answer(CallTaken).incident
    assert isinstance(taken, UUID)
    return taken


def _state(watch: Watch, incident: UUID, figures: dict[Figure, int]) -> None:
    watch.do(state_facts, StateFacts(incident=incident, facts=_facts(watch, figures)))


def _level(watch: Watch, incident: UUID, level: Level, leader: Any) -> None:
    deciding = DecideLevel(incident=incident, level=level, decided=watch.here())
    watch.do(decide_level, deciding, by=leader)


def _facts(watch: Watch, figures: dict[Figure, int]) -> tuple[Fact, ...]:
    return tuple(
        Fact(figure=figure, value=value, as_of=watch.here()) for figure, value in figures.items()
    )
