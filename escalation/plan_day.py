"""预案时限每日核对: what is in force depends on the day, and what is due on the holidays that are known."""

from __future__ import annotations

import logging
from datetime import date, datetime
from uuid import UUID

from desk.desk import Desk
from desk.plan_requirements import SettleRequirements, settle_all_requirements
from desk.plan_settling import SettlePlans, settle_plans
from domain.holidays import HolidaysNoticed
from domain.working_days import BEIJING
from escalation.patience import Patience
from escalation.sweep import acting

log = logging.getLogger("shoubao.plan_day")

AT_ONCE = 10  # plans a command: nobody at the desk waits for the whole register


class PlanDay:
    """Belongs to one thread at a time. Once after a start, once a day, and after each notice of holidays.

    Never before the office is served: a large register takes seconds, and nothing of it is urgent.
    What cannot be settled is tried again by itself, and holds up nothing else.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._looked: tuple[date, tuple[HolidaysNoticed, ...]] | None = None
        self._due: tuple[UUID, ...] = ()
        self._requirements_due = False
        self._patience = Patience()

    def follow(self, now: datetime) -> None:
        register = self._desk.register()
        if register.founded is None:
            return
        known = (now.astimezone(BEIJING).date(), register.founded.holidays)
        if known != self._looked:
            self._looked, self._due, self._requirements_due = known, tuple(register.plans), True
        if self._due:
            self._due = self._left_over(now)
        if self._requirements_due:
            self._requirements_due = not self._settle_requirements(register.founded.unit, now)

    def _left_over(self, now: datetime) -> tuple[UUID, ...]:
        """Of several together, each by itself where one of them keeps the others back."""
        asked = [one for one in self._due if not self._patience.waits(one, now)]
        sick = [one for one in self._due if one not in set(asked)]
        for first in range(0, len(asked), AT_ONCE):
            some = tuple(asked[first : first + AT_ONCE])
            if len(some) == 1 or not self._settle(some, now, aloud=False):
                sick += [one for one in some if not self._alone(one, now)]
        return tuple(sick)

    def _alone(self, plan: UUID, now: datetime) -> bool:
        settled = self._settle((plan,), now, aloud=True)
        if settled:
            self._patience.recovered(plan)
        else:
            self._patience.failed(plan, now)
        return settled

    def _settle(self, some: tuple[UUID, ...], now: datetime, *, aloud: bool) -> bool:
        try:
            self._desk.act(acting(some[0], now), settle_plans, SettlePlans(plans=some))
        except Exception:  # a plan that cannot be settled must keep nobody from the board
            if aloud:
                log.exception("plan %s could not be settled at %s", some[0], now)
            return False
        return True

    def _settle_requirements(self, unit: UUID, now: datetime) -> bool:
        try:
            self._desk.act(acting(unit, now), settle_all_requirements, SettleRequirements())
        except Exception:  # nor may a list of required plans
            log.exception("the required plans could not be settled at %s", now)
            return False
        return True
