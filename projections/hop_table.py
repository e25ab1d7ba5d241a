"""逐级报告表: of one incident every hop with its clock, its report and its verdict, as known then and as known now."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from desk.log.envelope import Recorded
from domain.deadline import Deadline, Standing
from domain.deadline_events import DeadlineMet, DeadlineRanOut, Uncounted
from domain.report import ReceiptRecorded, ReportMade, ReportSent
from domain.rule import Bindingness, Citation, ClockStart, Form
from domain.times import WorldTime, first_of
from domain.words import Channel, Stage
from projections.history_lines import Name
from projections.incident_file import IncidentFile

MINUTE = timedelta(minutes=1)


class HopVerdict(StrEnum):
    """What became of one duty on one hop."""

    MET = "met"  # 按时
    LATE = "late"  # 迟
    NOT_MET = "not_met"  # 未报
    RUNNING = "running"  # 未到时限
    UNCOUNTED = "uncounted"  # 不计
    EXCUSED = "excused"  # 迟，已免责
    NO_MORE = "no_more"  # 已不须报


class Judged(NamedTuple):
    """`seconds_late`: of a late report. `at`: when the log said so first, or last."""

    verdict: HopVerdict
    met: WorldTime | None
    seconds_late: int
    recorded_at: datetime | None


class HopRow(NamedTuple):
    """One duty. `evidence`: positions of the log that show it."""

    deadline: UUID
    who: str
    whom: str
    stage: Stage
    channel: Channel | None
    occurred: WorldTime | None
    learned: WorldTime | None
    start_kind: ClockStart
    start: WorldTime
    limit_seconds: int
    due_at: datetime
    then: Judged | None  # None: nothing had been decided yet
    now: Judged
    receipt: WorldTime | None
    rule: str
    citation: Citation
    binding: bool  # 必须 and seen; otherwise it only reminds
    uncounted: Uncounted | None
    evidence: tuple[int, ...]

    @property
    def minutes_used(self) -> int | None:
        """From its start to its report; None where nobody reported, or one of both is not known to the minute."""
        met, start = self.now.met, self.start
        if met is None or any(one.latest - one.earliest > MINUTE for one in (met, start)):
            return None
        return int((met.earliest - start.earliest).total_seconds()) // 60

    @property
    def differs(self) -> bool:
        """Whether what is known now says something else than what was known then."""
        if self.then is None:
            return False
        before, after = self.then, self.now
        return (before.verdict, before.seconds_late) != (after.verdict, after.seconds_late)


def hop_table(file: IncidentFile, name: Name) -> tuple[HopRow, ...]:
    """In the order in which they came due. A window is a right and no duty."""
    clocks = [one for one in file.deadlines.items() if one[1].terms.form is not Form.WINDOW]
    rows = (_row(id, clock, file, name) for id, clock in clocks)
    return tuple(sorted(rows, key=lambda row: (row.due_at, row.who, row.whom, row.rule)))


def _row(id: UUID, clock: Deadline, file: IncidentFile, name: Name) -> HopRow:
    terms = clock.terms
    own = [one for one in file.history if one.originator_id == id]
    return HopRow(
        deadline=id,
        who=name(terms.reporting_entity),
        whom=name(terms.recipient),
        stage=terms.stage,
        channel=terms.channel,
        occurred=file.incident.occurred,
        learned=_learned(file, terms.reporting_entity),
        start_kind=terms.start_kind,
        start=clock.start,
        limit_seconds=terms.limit_seconds,
        due_at=clock.due_at,
        then=_then(own, clock),
        now=_now(clock),
        receipt=_receipt(file, clock.met_by),
        rule=terms.rule,
        citation=terms.citation,
        binding=terms.bindingness is Bindingness.SHALL and terms.confirmed,
        uncounted=clock.uncounted,
        evidence=(own[0].seq, *_told_at(file, clock.met_by)),
    )


def _now(clock: Deadline) -> Judged:
    late = clock.seconds_late
    if clock.standing is Standing.MET:
        verdict = _of_a_report(clock, late)
    elif clock.standing is Standing.SUPERSEDED:
        verdict = HopVerdict.NO_MORE
    elif clock.uncounted:
        verdict = HopVerdict.UNCOUNTED
    else:
        ran_out = clock.standing is Standing.RAN_OUT
        verdict = HopVerdict.NOT_MET if ran_out else HopVerdict.RUNNING
    return Judged(verdict, clock.met_at, late, None)


def _of_a_report(clock: Deadline, late: int) -> HopVerdict:
    if not late:
        return HopVerdict.MET
    if clock.uncounted:
        return HopVerdict.UNCOUNTED
    return HopVerdict.EXCUSED if clock.excused else HopVerdict.LATE


def _then(own: Iterable[Recorded], clock: Deadline) -> Judged | None:
    """The first the log said of it: met, or run out with nothing reported."""
    for recorded in own:
        match recorded.event:
            case DeadlineMet(met_at=met, seconds_late=late):
                verdict = HopVerdict.LATE if late else HopVerdict.MET
                return Judged(verdict, met, late, recorded.recorded_at)
            case DeadlineRanOut():
                return Judged(HopVerdict.NOT_MET, None, 0, recorded.recorded_at)
    return None


def _learned(file: IncidentFile, unit: UUID) -> WorldTime | None:
    return first_of(one.learned for one in file.incident.knowledge if one.unit == unit)


def _receipt(file: IncidentFile, report: UUID | None) -> WorldTime | None:
    received = [
        one.event.received
        for one in file.history
        if one.originator_id == report and isinstance(one.event, ReceiptRecorded)
    ]
    return received[-1] if received else None


def _told_at(file: IncidentFile, report: UUID | None) -> tuple[int, ...]:
    told = (ReportMade, ReportSent, ReceiptRecorded)
    return tuple(
        one.seq
        for one in file.history
        if one.originator_id == report and isinstance(one.event, told)
    )
