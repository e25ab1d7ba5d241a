"""Papers about one incident: 专报 of a report, 值班快报, and the slip with a leader's words."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from domain.instruction import InstructionRecorded
from domain.report import ReportSigned
from domain.tasking import Tasking
from domain.telephone_signature import TelephoneSigned
from domain.words import Stage
from projections.documents import incident_words as words
from projections.documents.official import Paragraph, Told, at_words, headed, time_words
from projections.documents.paper_text import lines
from projections.documents.period import Period
from projections.handover_items import Wording
from projections.incident_file import IncidentFile

EXERCISE = "【演练】"
STRIPE, ON_EVERY_PAGE = "stripe", "演练　演练　不是真实事件　演练　演练"
TITLE_CHARS = 40  # what somebody typed as an incident's title may be a whole story


def special_report(file: IncidentFile, report: UUID, wording: Wording) -> Told:
    """The report's own text as it stands, to whom it went. A follow-up says which one it is."""
    found = file.reports[report]
    hop = found.hop
    stage = words.stage_words(hop.stage, hop.number, wording)
    which = "" if hop.stage is Stage.FIRST else f"（{stage}）"
    return Told(
        title=f"{mark(file)}关于{short_title(file)}的报告{which}",
        lead="",
        body=tuple(Paragraph(0, one) for one in lines(found.text)),
        addressee=wording.name(hop.recipient),
        signature=wording.name(hop.reporting_entity),
    )


def signer_of(file: IncidentFile, report: UUID) -> UUID | None:
    """Whoever signed it last, by hand or on the telephone; None: nobody yet, or it was told by word."""
    signed = [
        one.event.signer
        for one in file.history
        if one.originator_id == report and isinstance(one.event, ReportSigned | TelephoneSigned)
    ]
    return signed[-1] if signed else None


def flash(file: IncidentFile, at: datetime, wording: Wording, which: int = 1) -> Told:
    """All that is on record of it, up to `at`; the second and later ones say which they are."""
    known = Period(file.opened.recorded_at, at)
    heads = [
        ("信息报送", list(words.reports(file, known, wording))),
        ("领导批示", list(words.orders(file, known, wording))),
        ("预警和应急响应", list(words.warnings(file, known, wording))),
    ]
    told = [one for one in heads if one[1]]
    later = f"（第{which}期）" if which > 1 else ""
    title = f"{mark(file)}关于{short_title(file)}的情况{later}"
    return Told(title=title, lead=words.told(file, wording), body=headed(told))


def slip(file: IncidentFile, instruction: UUID, wording: Wording) -> Told:
    """The words as they were given; `lead` is what the office asks to be done about them."""
    found = file.instructions[instruction]
    asked = tuple(_asked(file.taskings[one], wording) for one in found.taskings)
    title, lead = f"{mark(file)}{words.named(file)}", "请按批示办理，按时反馈。"
    return Told(title=title, lead=lead, rows=asked, more=_said(found.recorded, wording))


def _said(recorded: InstructionRecorded, wording: Wording) -> tuple[tuple[str, str], ...]:
    return (
        ("leader", wording.name(recorded.leader)),
        ("given", f"{time_words(recorded.given)}（{wording.word(recorded.way)}）"),
        ("words", recorded.words.strip()),
    )


def _asked(tasking: Tasking, wording: Wording) -> tuple[str, ...]:
    given = tasking.given
    whom = [wording.name(one) for one in (given.unit, given.person) if one]
    received = time_words(tasking.received) if tasking.received else ""
    answered = f"{time_words(tasking.answered)} {tasking.answer}" if tasking.answered else ""
    return " ".join(whom), given.what, received, at_words(tasking.feedback_due), answered


def short_title(file: IncidentFile) -> str:
    opened: Any = file.opened.event
    title = opened.title.strip() or "突发情况"
    return title if len(title) <= TITLE_CHARS else f"{title[:TITLE_CHARS]}……"


def mark(file: IncidentFile) -> str:
    """An exercise is marked on every paper."""
    return EXERCISE if file.incident.exercise else ""
