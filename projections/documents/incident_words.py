"""An incident in the sentences of a paper: what happened, what is known, who was told, what was ordered."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from domain.facts import Fact, Figure
from domain.incident import IncidentOpened
from domain.incident_marks import ResponseLevelDecided, WarningColourStated
from domain.instruction import InstructionRecorded
from domain.report import ReportMade, ReportSent
from domain.words import Level, Stage
from projections.documents.official import NUMERALS, at_words, time_words
from projections.documents.period import Period
from projections.handover_items import Wording
from projections.incident_file import IncidentFile


def named(file: IncidentFile) -> str:
    """化工厂爆炸（2026-0003）."""
    opened: Any = file.opened.event
    return f"{opened.title or '情况待核'}（{opened.number}）"


def told(file: IncidentFile, wording: Wording) -> str:
    """One paragraph: taken when, where, how grave, with which figures as of when, and how it stands."""
    incident, opened = file.incident, file.opened.event
    assert isinstance(opened, IncidentOpened)
    place = f"，地点{opened.place.text}" if opened.place and opened.place.text else ""
    occurred = f"，事发{time_words(incident.occurred)}" if incident.occurred else ""
    level = "未定级" if incident.level is Level.UNKNOWN else wording.word(incident.level)
    parts = [
        f"{named(file)}：{at_words(file.opened.recorded_at)}接报{place}{occurred}",
        f"{wording.word(incident.klass)}，{level}",
        figures(file, wording),
        wording.word(incident.standing),
    ]
    return "。".join(one for one in parts if one) + "。"


def figures(file: IncidentFile, wording: Wording) -> str:
    """Those of one moment together. Nothing stated is not nothing happened: it is left out."""
    by_moment: dict[str, list[str]] = {}
    for fact in file.incident.figures.values():
        by_moment.setdefault(time_words(fact.as_of), []).append(_figure(fact, wording))
    return "；".join(f"{'、'.join(told)}（截至{at}）" for at, told in by_moment.items())


def _figure(fact: Fact, wording: Wording) -> str:
    unit = "元" if fact.figure is Figure.LOSS_YUAN else "人"
    return f"{wording.word(fact.figure)}{fact.value}{unit}"


def reports(file: IncidentFile, period: Period, wording: Wording) -> Iterator[str]:
    for one in file.history:
        if period.holds(one) and isinstance(one.event, ReportMade | ReportSent):
            report = file.reports.get(one.originator_id)
            if report and report.made:
                hop = report.hop
                who, whom = wording.name(hop.reporting_entity), wording.name(hop.recipient)
                way = f"（{wording.word(report.channel)}）" if report.channel else ""
                stage = stage_words(hop.stage, hop.number, wording)
                yield f"{time_words(report.made)}，{who}向{whom}{stage}{way}：{named(file)}。"


def stage_words(stage: Stage, number: int, wording: Wording) -> str:
    """续报一、续报二 ….; the first and the last have no number."""
    counted = stage is Stage.FOLLOW_UP and number <= len(NUMERALS)
    return f"{wording.word(stage)}{NUMERALS[number - 1] if counted else ''}"


def orders(file: IncidentFile, period: Period, wording: Wording) -> Iterator[str]:
    """The words exactly as they were given."""
    for one in file.history:
        if period.holds(one) and isinstance(one.event, InstructionRecorded):
            leader = wording.name(one.event.leader)
            at, words = time_words(one.event.given), one.event.words.strip()
            yield f"{at}，{leader}（{wording.word(one.event.way)}）：“{words}”——{named(file)}。"


def warnings(file: IncidentFile, period: Period, wording: Wording) -> Iterator[str]:
    for one in file.history:
        if not period.holds(one):
            continue
        match one.event:
            case WarningColourStated(colour=colour, at=at):
                said = f"预警{wording.word(colour)}" if colour else "预警解除"
            case ResponseLevelDecided(response_level=level, decided=at):
                said = f"应急响应{wording.word(level)}" if level else "应急响应终止"
            case _:
                continue
        yield f"{time_words(at)}，{said}：{named(file)}。"
