"""Whether a handover's list is true: each item as the log has it, and nothing since that would have changed it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from contingency_plans import activation as activations
from contingency_plans import plan_clock as plan_clocks
from contingency_plans.activation_events import (
    ActivationAdjusted,
    ActivationCalledOff,
    ActivationDismissed,
    ActivationEnded,
    ActivationProposed,
    ActivationStarted,
)
from contingency_plans.plan_clock import (
    PlanClockExcused,
    PlanClockMet,
    PlanClockMoved,
    PlanClockRanOut,
    PlanClockSet,
    PlanClockWithdrawn,
)
from desk.draft import ChangedMeanwhile, Draft
from domain import attendance as attendances
from domain import deadline as deadlines
from domain import desk_duty as desk_duties
from domain import desk_note as notes
from domain import incident as incidents
from domain import instruction as instructions
from domain import notice as notices
from domain import report as reports
from domain import spot_check as spot_checks
from domain import tasking as taskings
from domain import whereabouts
from domain.attendance_events import AbsenceExcused, AbsenceNoted
from domain.channel import ChannelBrokeDown, ChannelRecovered, ChannelWithdrawn
from domain.deadline_events import (
    DeadlineExcused,
    DeadlineMet,
    DeadlineRanOut,
    DeadlineRestated,
    DeadlineSet,
    DeadlineSuperseded,
)
from domain.desk_duty import DeskDutyDone, DeskDutyExcused, DeskDutyRanOut, DeskDutySet
from domain.desk_note import NoteListed, NoteStruck
from domain.handover import Item, ItemKind
from domain.incident import (
    IncidentAnnulled,
    IncidentClosed,
    IncidentMerged,
    IncidentOpened,
    LevelDecided,
)
from domain.instruction import InstructionRecorded
from domain.notice import Acknowledged, RingEnded, Rung, RungForShift
from domain.office import ClockDoubted, ClockExplained
from domain.report import ReportDrafted, ReportSent, ReportSigned, ReportStanding
from domain.spot_check_events import RectificationAsked, Rectified, RoundBegan, RoundEnded
from domain.tasking import TaskingAnswered, TaskingAskedAgain, TaskingGiven, TaskingSuperseded
from domain.telephone_signature import InkDropped, InkSigned, TelephoneSigned
from domain.whereabouts import WhereaboutsEnded, WhereaboutsStated

RIVALS = tuple(  # what would have changed the list; check-ins and the handover's own events do not
    kind.TOPIC
    for kind in (
        IncidentOpened,
        IncidentClosed,
        IncidentAnnulled,
        IncidentMerged,
        LevelDecided,
        DeadlineSet,
        DeadlineMet,
        DeadlineRanOut,
        DeadlineRestated,
        DeadlineSuperseded,
        DeadlineExcused,
        DeskDutySet,
        DeskDutyDone,
        DeskDutyRanOut,
        DeskDutyExcused,
        AbsenceNoted,
        AbsenceExcused,
        Rung,
        RungForShift,
        Acknowledged,
        RingEnded,
        ReportDrafted,
        ReportSigned,
        ReportSent,
        InstructionRecorded,
        TaskingGiven,
        TaskingAnswered,
        TaskingAskedAgain,
        TaskingSuperseded,
        TelephoneSigned,
        InkSigned,
        InkDropped,
        ChannelBrokeDown,
        ChannelRecovered,
        ChannelWithdrawn,
        ClockDoubted,
        ClockExplained,
        NoteListed,
        NoteStruck,
        RoundBegan,
        RoundEnded,
        RectificationAsked,
        Rectified,
        WhereaboutsStated,
        WhereaboutsEnded,
        ActivationProposed,
        ActivationStarted,
        ActivationAdjusted,
        ActivationEnded,
        ActivationDismissed,
        ActivationCalledOff,
    )
)
PLAN_CLOCK_RIVALS = tuple(
    kind.TOPIC
    for kind in (
        PlanClockSet,
        PlanClockMet,
        PlanClockRanOut,
        PlanClockMoved,
        PlanClockExcused,
        PlanClockWithdrawn,
    )
)
LOOKED_AT_MAX = 1_000  # events of plan clocks: a register that is settled leaves hundreds
UNSENT = frozenset({ReportStanding.DRAFTED, ReportStanding.SIGNED})

# An item that names a stream: how it is read, and whether it still is what it is listed as.
LISTED: dict[ItemKind, tuple[Callable[[Any, Any], Any], Callable[[Any], bool]]] = {
    ItemKind.INCIDENT: (incidents.evolve, lambda one: one.standing is incidents.Standing.OPEN),
    ItemKind.CLOCK: (deadlines.evolve, lambda one: bool(one.open)),
    ItemKind.RING: (notices.evolve, lambda one: bool(one.is_ringing)),
    ItemKind.DRAFT: (reports.evolve, lambda one: one.standing in UNSENT),
    ItemKind.INSTRUCTION: (instructions.evolve, lambda _: True),
    ItemKind.TASKING: (taskings.evolve, lambda one: bool(one.open)),
    ItemKind.DESK_DUTY: (desk_duties.evolve, lambda one: bool(one.open)),
    ItemKind.ABSENCE: (attendances.evolve, lambda one: bool(one.absent)),
    ItemKind.INK: (reports.evolve, lambda one: one.ink is not None),
    ItemKind.NOTE: (notes.evolve, lambda one: bool(one.listed)),
    ItemKind.SPOT_CHECK: (spot_checks.evolve, lambda one: bool(one.unfinished)),
    ItemKind.WHEREABOUTS: (whereabouts.evolve, lambda one: not one.ended),
    ItemKind.RESPONSE: (activations.evolve, lambda one: not one.over),
    ItemKind.PLAN_CLOCK: (plan_clocks.evolve, lambda one: bool(one.open)),
}


class ListOutOfDate(ChangedMeanwhile):
    """交接清单已有变化：请重新提出交接，未变的项目不必重核"""

    EN: ClassVar[str] = (
        "The list has changed: offer the handover anew; what did not change stays accepted"
    )


def require_current(draft: Draft, seq: int) -> None:
    """Raises ListOutOfDate: neither side may sign for a list that is no longer true."""
    clocks = draft.streams_since(seq, PLAN_CLOCK_RIVALS, LOOKED_AT_MAX)
    if draft.any_since(seq, RIVALS) or any(_is_listed(draft, one) for one in clocks):
        raise ListOutOfDate(seq)


def _is_listed(draft: Draft, plan_clock: UUID) -> bool:
    """What the register owes is on a page of its own, and in no handover."""
    return draft.require(plan_clock, plan_clocks.evolve).clock_set.incident is not None


def require_true(draft: Draft, items: tuple[Item, ...]) -> None:
    """Raises ListOutOfDate, or Unknown: the views compose the list, the log says whether it is so."""
    keys = [item.key for item in items]
    if len(set(keys)) != len(keys):
        raise ListOutOfDate
    for item in items:
        if item.kind in LISTED:
            _require_as_listed(draft, item.kind, item.about)


def _require_as_listed(draft: Draft, kind: ItemKind, about: UUID | None) -> None:
    evolve, as_listed = LISTED[kind]
    if about is None or not as_listed(draft.require(about, evolve)):
        raise ListOutOfDate(about)
