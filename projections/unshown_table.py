"""Which events belong to the negative space: what a board does not show, or shows no more, by kind."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Any, NamedTuple

from domain.dial import DialOutcome
from domain.incoming_report import Outcome as Disposal
from domain.notice import Outcome
from domain.verdict import Decision


class Unshown(StrEnum):
    """The lists, in the order in which they are read."""

    SET_ASIDE = "set_aside"
    SILENCED = "silenced"
    LOWERED = "lowered"
    UNSENT = "unsent"
    CLOCKS = "clocks"
    DECLINED = "declined"
    DISMISSED = "dismissed"
    ENDED = "ended"
    TAKEN_BACK = "taken_back"
    UNREACHED = "unreached"
    UNKNOWN_READERS = "unknown_readers"


class Rule(NamedTuple):
    """`of`: whether this very event belongs there; None: every one of its topic does."""

    kind: Unshown
    of: Callable[[Any], bool] | None = None


def _set_aside(happened: Any) -> bool:
    return happened.outcome in (Disposal.NOISE, Disposal.INFORMATION)


def _not_accepted(happened: Any) -> bool:
    return happened.outcome is not Outcome.ACCEPTED


def _not_all_accepted(happened: Any) -> bool:
    return bool(happened.rejected + happened.unknown)


def _not_answered(happened: Any) -> bool:
    return happened.outcome is not DialOutcome.ANSWERED


def _uncounted(happened: Any) -> bool:
    return happened.uncounted is not None


def _off(happened: Any) -> bool:
    return bool(happened.clock_offset_seconds)


def _dismissed(happened: Any) -> bool:
    return happened.decision is not Decision.CONFIRMED


def _no_longer_sensitive(happened: Any) -> bool:
    return not happened.sensitive


def _each(kind: Unshown, topics: str) -> dict[str, Rule]:
    return {topic: Rule(kind) for topic in topics.split()}


TABLE: dict[str, Rule] = {
    "incoming.disposed": Rule(Unshown.SET_ASIDE, _set_aside),
    **_each(Unshown.SILENCED, "sound.silenced sound.lost deadline.acknowledged"),
    **_each(Unshown.SILENCED, "notice.acknowledged attendance.acknowledged exercise.held-up"),
    "incident.sensitivity-marked": Rule(Unshown.LOWERED, _no_longer_sensitive),
    **_each(Unshown.LOWERED, "special-period.ended"),
    "deadline.set": Rule(Unshown.CLOCKS, _uncounted),
    "desk-check.made": Rule(Unshown.CLOCKS, _off),
    "handover.offered": Rule(Unshown.CLOCKS, _off),
    **_each(Unshown.CLOCKS, "office.clock-doubted office.clock-explained deadline.restated"),
    **_each(Unshown.CLOCKS, "deadline.excused deadline.superseded deadline.resumed"),
    **_each(Unshown.CLOCKS, "plan-clock.excused plan-clock.moved plan-clock.withdrawn"),
    **_each(Unshown.CLOCKS, "desk-duty.excused desk-duty.withdrawn tasking.superseded"),
    **_each(Unshown.CLOCKS, "incident.occurrence-stated report.ink-dropped"),
    **_each(Unshown.CLOCKS, "office.epoch-began office.restored series.numbers-lost"),
    **_each(Unshown.DECLINED, "incident.plan-declined incident.plan-unlinked activation.dismissed"),
    **_each(Unshown.DECLINED, "plan-requirements.plan-unpinned duty-change.declined"),
    **_each(Unshown.DECLINED, "duty-change.refused handover.item-disputed"),
    "breach.decided": Rule(Unshown.DISMISSED, _dismissed),
    "duty-breach.decided": Rule(Unshown.DISMISSED, _dismissed),
    **_each(Unshown.DISMISSED, "breach.withdrawn breach.decision-revoked attendance.excused"),
    **_each(Unshown.DISMISSED, "duty-breach.withdrawn duty-breach.decision-revoked"),
    **_each(Unshown.DISMISSED, "spot-check.result-corrected"),
    **_each(Unshown.ENDED, "incident.closed incident.annulled incident.merged activation.ended"),
    **_each(Unshown.ENDED, "incident.absorbed incident.response-ended activation.called-off"),
    **_each(Unshown.ENDED, "exercise.called-off desk-note.ended plan.withdrawn unit.closed"),
    **_each(Unshown.TAKEN_BACK, "attachment.withdrawn document.withdrawn dial.withdrawn"),
    **_each(Unshown.TAKEN_BACK, "desk-note.struck desk-note.corrected report.corrected"),
    **_each(Unshown.TAKEN_BACK, "incoming.amended incoming.caller-stated report.draft-revised"),
    **_each(Unshown.TAKEN_BACK, "handover.withdrawn duty-change.withdrawn shift.dropped"),
    **_each(Unshown.TAKEN_BACK, "review.turning-point-removed review.reopened"),
    **_each(Unshown.TAKEN_BACK, "spot-check.stamp-taken-back report.found-untrue"),
    "notice.attempted": Rule(Unshown.UNREACHED, _not_accepted),
    "notice.attempts-summed": Rule(Unshown.UNREACHED, _not_all_accepted),
    "telling.sent": Rule(Unshown.UNREACHED, _not_accepted),
    "dial.ended": Rule(Unshown.UNREACHED, _not_answered),
    **_each(Unshown.UNREACHED, "channel.broke-down channel.withdrawn"),
    **_each(Unshown.UNKNOWN_READERS, "reading-trail.failed reading-trail.replaced"),
}

OPENS = {  # what stands there for as long as nothing comes of it
    "report.drafted": Unshown.UNSENT,
    "roster.drafted": Unshown.UNSENT,
    "activation.proposed": Unshown.DECLINED,
}
CLOSES = frozenset(  # sent, made known by word, published, begun; a dismissal is told for itself
    ["report.sent", "report.made", "roster.published", "activation.started", "activation.dismissed"]
)
STEPS = frozenset(  # lowered or not, against the one before on the same stream
    [
        "incident.level-decided",
        "incident.response-level-decided",
        "incident.warning-colour-stated",
        "activation.adjusted",
    ]
)
