"""排当日事务: once after a start, and once whenever the office's day has changed."""

from __future__ import annotations

import logging
from datetime import date, datetime

from desk.desk import Desk
from desk.duty_plan import PlanDeskDuties, plan_desk_duties
from domain.working_days import BEIJING
from escalation.sweep import acting

log = logging.getLogger("shoubao.day_plan")


class DayPlan:
    """Belongs to one thread at a time. What cannot be planned now is tried again at the next look."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._planned: date | None = None

    def follow(self, now: datetime) -> None:
        day = now.astimezone(BEIJING).date()
        office = self._desk.register().founded
        if day == self._planned or office is None:
            return
        try:
            self._desk.act(acting(office.unit, now), plan_desk_duties, PlanDeskDuties(day=day))
        except Exception:  # a day that cannot be planned must keep nobody from the board
            log.exception("the duties of %s could not be planned", day)
        else:
            self._planned = day
