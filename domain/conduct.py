"""隐瞒、谎报行为: what a unit is found to have done with what it knew, as a person puts it on record."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from domain.kernel import Event
from domain.times import WorldTime


class Conduct(StrEnum):
    """What was done with the knowledge of an incident. None of it is a verdict."""

    WITHHELD = "withheld"  # 决定或者实际不报
    OBSTRUCTED = "obstructed"  # 授意或者阻碍他人报告
    EVIDENCE_ALTERED = "evidence_altered"  # 毁灭、转移、伪造
    TIME_AGREED = "time_agreed"  # 商定报告时间


class ConductRecorded(Event):
    """`kept_from`: who was kept in the dark; None: nobody in particular. `source`: whose word it is."""

    TOPIC = "incident.conduct-recorded"
    unit: UUID
    conduct: Conduct
    at: WorldTime
    kept_from: UUID | None
    source: str


class BreachLinked(Event):
    """On the incident's own stream: a breach was suspected about it."""

    TOPIC = "incident.breach-linked"
    breach: UUID


class ReportFoundUntrue(Event):
    """On the report's stream: a person found that what it told was not so. It was a report all the same."""

    TOPIC = "report.found-untrue"
    found: WorldTime
    reason: str
