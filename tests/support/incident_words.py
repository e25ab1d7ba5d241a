"""An explosion at nine, and what may be said of it: the events that several stories begin with."""

from __future__ import annotations

from domain.facts import Fact, Figure
from domain.incident import (
    IncidentAnnulled,
    IncidentClosed,
    IncidentMerged,
    IncidentOpened,
    KnowledgeRecorded,
    LevelDecided,
    Means,
)
from domain.words import IncidentClass, Level
from tests.support.ladder import minute, unit_id

OPENED = IncidentOpened(
    incident=unit_id("incident"),
    number="2026-0001",
    exercise=None,
    title="化工厂爆炸",
    klass=IncidentClass.ACCIDENT,
    occurred=minute(-10),
    incoming=unit_id("first call"),
)
CLOSED, ANNULLED = IncidentClosed(reason=""), IncidentAnnulled(reason="误报")
MERGED = IncidentMerged(survivor=unit_id("survivor"), reason="")
CALL, REPORT, CLOCK = unit_id("second call"), unit_id("report"), unit_id("clock")
TWO_DEAD = Fact(figure=Figure.DEAD, value=2, as_of=minute(0))
TOWN_KNOWS = KnowledgeRecorded(unit=unit_id("town"), learned=minute(0), means=Means.CALL)
DECIDED = LevelDecided(level=Level.II, previous=Level.UNKNOWN, decided=minute(3))
