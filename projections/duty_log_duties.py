"""Lines of the duty log about what the desk owes each day, who did not come to it, and whom it checked."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from desk.log.envelope import Recorded
from domain.desk_duty import DeskDutySet
from domain.spot_check_events import RoundBegan
from projections.duty_log_columns import Columns, Desk, in_words, only


def tell_desk_duty(desk: Desk, history: Sequence[Recorded], told: Recorded) -> Columns:
    duty = next((one.name for one, _ in only(history, DeskDutySet)), "")
    return Columns(what="；".join(filter(None, (duty, in_words(told, desk.words)))))


def tell_spot_check(desk: Desk, history: Sequence[Recorded], told: Recorded) -> Columns:
    """Of which round, and of which unit where it is one's."""
    number = next((one.number for one, _ in only(history, RoundBegan)), "")
    unit = getattr(told.event, "unit", None)
    return Columns(
        source=desk.words.name(unit) if isinstance(unit, UUID) else "",
        what=f"{number} {in_words(told, desk.words)}",
    )


def tell_absence(desk: Desk, _: Sequence[Recorded], told: Recorded) -> Columns:
    missing = getattr(told.event, "persons", ())
    who = "、".join(desk.words.name(one) for one in missing)
    return Columns(who=who, what=in_words(told, desk.words))
