"""整改: what a desk that did not pass is to put right, until when, and that it has."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from msgspec.structs import replace

from domain.kernel import Event, Refused
from domain.spot_check import SpotCheck
from domain.spot_check_commands import drawn_unit
from domain.spot_check_due import PASSED, timed
from domain.spot_check_events import RectificationAsked, Rectified


class NothingToRectify(Refused):
    """该单位没有需要整改的问题"""

    EN: ClassVar[str] = "There is nothing this desk has to put right"


class RectifyWhat(Refused):
    """请写明整改内容，期限须晚于现在"""

    EN: ClassVar[str] = "Say what is to be put right, by a time that is still to come"


def ask_rectification(check: SpotCheck, asked: RectificationAsked, *, now: datetime) -> list[Event]:
    """Asked anew with other words or another time, those hold. Raises NotDrawn, NothingToRectify, RectifyWhat."""
    unit = drawn_unit(check, asked.unit)
    if unit.outcome is None or unit.outcome in PASSED:
        raise NothingToRectify(asked.unit)
    if not asked.what.strip() or asked.due_at <= now:
        raise RectifyWhat(asked.due_at)
    before = unit.rectification and unit.rectification.asked
    told = replace(asked, what=asked.what.strip())
    if before and (before.what, before.due_at) == (told.what, told.due_at):
        return []
    return [timed(check, told)]


def rectify(check: SpotCheck, done: Rectified) -> list[Event]:
    """Raises NotDrawn, NothingToRectify."""
    unit = drawn_unit(check, done.unit)
    if unit.rectification is None:
        raise NothingToRectify(done.unit)
    return [] if unit.rectification.done else [timed(check, done)]
