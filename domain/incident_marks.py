"""预警颜色、响应级别、处置起止: stated beside the incident's level, and none of them the level."""

from __future__ import annotations

from enum import StrEnum

from domain.kernel import Event
from domain.times import WorldTime


class WarningColour(StrEnum):
    """预警级别, red the gravest: of what may come, not of what has happened."""

    RED = "red"  # 一级
    ORANGE = "orange"  # 二级
    YELLOW = "yellow"  # 三级
    BLUE = "blue"  # 四级


class ResponseLevel(StrEnum):
    """应急响应级别, first the gravest: what was put in force."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"


class WarningColourStated(Event):
    """None: the warning was lifted."""

    TOPIC = "incident.warning-colour-stated"
    colour: WarningColour | None
    at: WorldTime


class ResponseLevelDecided(Event):
    """None: the response was ended or never needed."""

    TOPIC = "incident.response-level-decided"
    response_level: ResponseLevel | None
    decided: WorldTime
    reason: str


class ResponseStarted(Event):
    TOPIC = "incident.response-started"
    started: WorldTime


class ResponseEnded(Event):
    TOPIC = "incident.response-ended"
    ended: WorldTime
