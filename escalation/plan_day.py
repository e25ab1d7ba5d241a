"""预案时限每日核对: what is in force depends on the day, and what is due on the holidays that are known."""

from __future__ import annotations

import logging
from datetime import date, datetime

from desk.desk import Desk
from desk.plan_requirements import SettleRequirements, settle_all_requirements
from desk.plan_settling import SettlePlans, settle_plans
from domain.holidays import HolidaysNoticed
from domain.working_days import BEIJING
from escalation.sweep import acting

log = logging.getLogger("shoubao.plan_day")

AT_ONCE = 10  # plans a command: nobody at the desk waits for the whole register


class PlanDay:
    """Belongs to one thread at a time. Once after a start, once a day, and after each notice of holidays.

    Never before the office is served: a large register takes seconds, and nothing of it is urgent.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._looked: tuple[date, tuple[HolidaysNoticed, ...]] | None = None

    def follow(self, now: datetime) -> None:
        register = self._desk.register()
        if register.founded is None:
            return
        known = (now.astimezone(BEIJING).date(), register.founded.holidays)
        if known == self._looked:
            return
        try:
            every = tuple(register.plans)
            for first in range(0, len(every), AT_ONCE):
                settling = SettlePlans(plans=every[first : first + AT_ONCE])
                self._desk.act(acting(every[first], now), settle_plans, settling)
            settled = acting(register.founded.unit, now)
            self._desk.act(settled, settle_all_requirements, SettleRequirements())
        except Exception:  # a plan that cannot be settled must keep nobody from the board
            log.exception("the plans could not be settled on %s", known[0])
        else:
            self._looked = known
