"""值班日志: what is in the duty log, by when it was so; numbered within its day as it was recorded."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from operator import attrgetter
from uuid import UUID

from msgspec import Struct, structs

from desk.log.envelope import Recorded
from desk.register import SHANGHAI
from domain.attendance_events import AbsenceExcused, AbsenceNoted, Departed, LateNoted
from domain.channel import ChannelBrokeDown, ChannelRecovered
from domain.desk_duty import DeskDutyDone, DeskDutyExcused, DeskDutyRanOut
from domain.desk_note import NoteCorrected, NoteRecorded
from domain.dial import DialPlaced
from domain.handover import ItemDisputed
from domain.incident import IncidentAnnulled, IncidentClosed, IncidentMerged, LevelDecided
from domain.incident_marks import ResponseLevelDecided, WarningColourStated
from domain.incoming_report import CallerStated, IncomingAmended, IncomingReceived
from domain.instruction import InstructionRecorded
from domain.kernel import Event
from domain.notice import Rung
from domain.office import ClockDoubted, ClockExplained
from domain.ownership import OwnershipAccepted
from domain.report import ReportCorrected, ReportMade, ReportSent
from domain.shift import CheckedIn
from domain.sounding import SoundLost, SoundTested
from domain.special_period import SpecialPeriodDeclared, SpecialPeriodEnded
from domain.spot_check_events import (
    RectificationAsked,
    Rectified,
    ResultCorrected,
    ResultDecided,
    RoundBegan,
    RoundEnded,
)
from domain.tasking import TaskingGiven
from domain.times import Basis, WorldTime, moment
from domain.watch import WatchBegan, WatchPassed, WatchStayedOn, WatchTakenOver
from domain.whereabouts import WhereaboutsEnded, WhereaboutsStated
from projections.follower import Follower
from projections.rows import Rows, View

PROMPT = timedelta(minutes=5)  # recorded within so long of being so it is no late entry (补记)


class LogKind(StrEnum):
    """What a line of the duty log is about."""

    CALL = "call"  # 来电来文
    DIAL = "dial"  # 拨出
    RING = "ring"  # 叫应
    REPORT = "report"  # 报告
    INSTRUCTION = "instruction"  # 领导指示
    TASKING = "tasking"  # 交办
    INCIDENT = "incident"  # 事件处置
    WATCH = "watch"  # 到岗、交接
    ABSENCE = "absence"  # 迟到、脱岗、离岗
    DESK_DUTY = "desk_duty"  # 值班事务、特殊时期
    SPOT_CHECK = "spot_check"  # 抽查
    NOTE = "note"  # 记事
    MATTER = "matter"  # 首问负责
    WHEREABOUTS = "whereabouts"  # 领导去向
    EQUIPMENT = "equipment"  # 设备、通道、时钟


class LogEntry(Struct, frozen=True):
    """`corrects`: the day and number of the line that this one corrects."""

    seq: int
    number: int
    kind: LogKind
    stream: UUID
    at: WorldTime
    recorded_at: datetime
    exercise: bool
    corrects: tuple[str, int] | None = None

    @property
    def is_late(self) -> bool:
        return self.recorded_at - self.at.latest > PROMPT


ENTRIES: dict[type[Event], tuple[LogKind, str]] = {  # and which field says when; "": the recording
    IncomingReceived: (LogKind.CALL, "received"),
    IncomingAmended: (LogKind.CALL, ""),
    CallerStated: (LogKind.CALL, ""),
    DialPlaced: (LogKind.DIAL, "dialled"),
    Rung: (LogKind.RING, "at"),
    ReportMade: (LogKind.REPORT, "made"),
    ReportSent: (LogKind.REPORT, "sent"),
    ReportCorrected: (LogKind.REPORT, "corrected"),
    InstructionRecorded: (LogKind.INSTRUCTION, "given"),
    TaskingGiven: (LogKind.TASKING, ""),
    LevelDecided: (LogKind.INCIDENT, "decided"),
    ResponseLevelDecided: (LogKind.INCIDENT, "decided"),
    WarningColourStated: (LogKind.INCIDENT, "at"),
    IncidentClosed: (LogKind.INCIDENT, ""),
    IncidentAnnulled: (LogKind.INCIDENT, ""),
    IncidentMerged: (LogKind.INCIDENT, ""),
    CheckedIn: (LogKind.WATCH, "arrived"),
    WatchBegan: (LogKind.WATCH, "began"),
    WatchPassed: (LogKind.WATCH, "passed"),
    WatchTakenOver: (LogKind.WATCH, "taken"),
    WatchStayedOn: (LogKind.WATCH, "stated"),
    ItemDisputed: (LogKind.WATCH, ""),
    LateNoted: (LogKind.ABSENCE, "noticed_at"),
    AbsenceNoted: (LogKind.ABSENCE, "noticed_at"),
    AbsenceExcused: (LogKind.ABSENCE, ""),
    Departed: (LogKind.ABSENCE, "left"),
    DeskDutyDone: (LogKind.DESK_DUTY, "done"),
    DeskDutyRanOut: (LogKind.DESK_DUTY, "noticed_at"),
    DeskDutyExcused: (LogKind.DESK_DUTY, ""),
    SpecialPeriodDeclared: (LogKind.DESK_DUTY, ""),
    SpecialPeriodEnded: (LogKind.DESK_DUTY, ""),
    RoundBegan: (LogKind.SPOT_CHECK, "began"),
    ResultDecided: (LogKind.SPOT_CHECK, "decided"),
    ResultCorrected: (LogKind.SPOT_CHECK, ""),
    RectificationAsked: (LogKind.SPOT_CHECK, ""),
    Rectified: (LogKind.SPOT_CHECK, "done"),
    RoundEnded: (LogKind.SPOT_CHECK, "ended"),
    NoteRecorded: (LogKind.NOTE, "note.at"),
    NoteCorrected: (LogKind.NOTE, ""),
    OwnershipAccepted: (LogKind.MATTER, "accepted"),
    WhereaboutsStated: (LogKind.WHEREABOUTS, ""),
    WhereaboutsEnded: (LogKind.WHEREABOUTS, "ended"),
    ChannelBrokeDown: (LogKind.EQUIPMENT, "at"),
    ChannelRecovered: (LogKind.EQUIPMENT, "at"),
    ClockDoubted: (LogKind.EQUIPMENT, ""),
    ClockExplained: (LogKind.EQUIPMENT, ""),
    SoundTested: (LogKind.EQUIPMENT, "at"),
    SoundLost: (LogKind.EQUIPMENT, "since"),
}
CORRECTED = (LogKind.CALL, LogKind.REPORT, LogKind.NOTE)
CORRECTIONS = (IncomingAmended, CallerStated, ReportCorrected, NoteCorrected)


def fold_log(rows: Rows[LogEntry], recorded: Recorded) -> None:
    """A report that a call was is told by the call's own line."""
    kind, _ = ENTRIES[type(recorded.event)]
    command, stream = (f"command/{recorded.meta.command_id}", f"stream/{recorded.originator_id}")
    if kind is LogKind.REPORT and rows.get(command):
        return
    entry, day = _entry(rows, recorded, rows.get(stream))
    rows.put(_key(entry.at.earliest, entry.seq), entry)
    rows.put(day, entry)
    if kind is LogKind.CALL:
        rows.put(command, entry)
    if kind in CORRECTED and not rows.get(stream):
        rows.put(stream, entry)


def _entry(
    rows: Rows[LogEntry], recorded: Recorded, first: LogEntry | None
) -> tuple[LogEntry, str]:
    """Numbered within its day; and the day's key."""
    kind, field = ENTRIES[type(recorded.event)]
    entry = LogEntry(
        seq=recorded.seq,
        number=1,
        kind=kind,
        stream=recorded.originator_id,
        at=_when(recorded, field),
        recorded_at=recorded.recorded_at,
        exercise=recorded.meta.exercise is not None,
    )
    if first and isinstance(recorded.event, CORRECTIONS):
        entry = structs.replace(entry, corrects=(day_of(first), first.number))
    newest = rows.get(day := f"day/{day_of(entry)}")
    return structs.replace(entry, number=newest.number + 1) if newest else entry, day


def _when(recorded: Recorded, field: str) -> WorldTime:
    said = attrgetter(field)(recorded.event) if field else recorded.recorded_at
    return said if isinstance(said, WorldTime) else moment(said, Basis.SYSTEM)


def day_of(entry: LogEntry) -> str:
    return f"{entry.at.earliest.astimezone(SHANGHAI):%Y-%m-%d}"


def _key(at: datetime, seq: int = 0) -> str:
    """In the order of time, whatever is recorded when."""
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%S.%f}/{seq:012}"


def entries_between(follower: Follower, starts: datetime, ends: datetime) -> list[LogEntry]:
    """By when they were so; what is entered later stands in its place."""
    return follower.between(DUTY_LOG, _key(starts), _key(ends))


DUTY_LOG = View("duty_log", 5, LogEntry, frozenset(one.TOPIC for one in ENTRIES), fold_log)
