"""抽查、点名: one round of spot checks of subordinate desks, as it stands: every call of every desk that was drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Value
from domain.spot_check_events import (
    FellDue,
    RectificationAsked,
    Rectified,
    ResultCorrected,
    ResultDecided,
    RoundBegan,
    RoundEnded,
    StampTakenBack,
    UnitAnswered,
    UnitCalledBack,
    UnitDialled,
    UnitSignedIn,
)
from domain.spot_check_words import CheckDue, CheckOutcome, CheckStep
from domain.times import WorldTime


class SpotCall(Value):
    """One call of one unit. `outcome`: as corrected; `result`: as decided first."""

    placed: UnitDialled
    answered: WorldTime | None = None
    signed_in: UnitSignedIn | None = None
    called_back: WorldTime | None = None
    result: ResultDecided | None = None
    outcome: CheckOutcome | None = None

    @property
    def step(self) -> CheckStep:
        return self.placed.step

    @property
    def reached(self) -> WorldTime | None:
        return self.answered or self.called_back


class Rectification(Value):
    asked: RectificationAsked
    done: Rectified | None = None
    over: bool = False


class CheckedUnit(Value):
    """`overdue`: its follow-up fell due and was not done."""

    unit: UUID
    calls: tuple[SpotCall, ...] = ()
    rectification: Rectification | None = None
    overdue: bool = False

    @property
    def outcome(self) -> CheckOutcome | None:
        """Of the check itself: whoever answers the second call has not answered the first."""
        return self.calls[0].outcome if self.calls else None


class SpotCheck(Value):
    began: RoundBegan
    units: tuple[CheckedUnit, ...]
    ended: RoundEnded | None = None

    @property
    def unfinished(self) -> bool:
        """Somebody is still to be asked, or something to be put right."""
        return self.ended is None or bool(self.to_rectify)

    @property
    def to_rectify(self) -> tuple[Rectification, ...]:
        asked = (one.rectification for one in self.units if one.rectification)
        return tuple(one for one in asked if one.done is None)


def evolve(check: SpotCheck | None, happened: Event) -> SpotCheck:
    match happened:
        case RoundBegan(drawn=drawn):
            return SpotCheck(began=happened, units=tuple(CheckedUnit(unit=one) for one in drawn))
        case RoundEnded() if check:
            return replace(check, ended=happened)
    if check is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no spot check's")
    changed: Any = happened
    change = CHANGES[type(happened)]
    units = (change(one, changed) if one.unit == changed.unit else one for one in check.units)
    return replace(check, units=tuple(units))


def _dialled(unit: CheckedUnit, happened: UnitDialled) -> CheckedUnit:
    return replace(unit, calls=(*unit.calls, SpotCall(placed=happened)), overdue=False)


def _taken_back(unit: CheckedUnit, happened: StampTakenBack) -> CheckedUnit:
    """The answer if there is one, else the call."""
    if any(one.step is happened.step and one.answered for one in unit.calls):
        return _call(unit, happened, answered=None)
    return replace(unit, calls=tuple(one for one in unit.calls if one.step is not happened.step))


def _fell_due(unit: CheckedUnit, happened: FellDue) -> CheckedUnit:
    if happened.due is CheckDue.FOLLOW_UP or unit.rectification is None:
        return replace(unit, overdue=True)
    return replace(unit, rectification=replace(unit.rectification, over=True))


def _rectified(unit: CheckedUnit, happened: Rectified) -> CheckedUnit:
    asked = unit.rectification
    return replace(unit, rectification=asked and replace(asked, done=happened))


def _call(unit: CheckedUnit, happened: Any, **changes: Any) -> CheckedUnit:
    changed = (replace(o, **changes) if o.step is happened.step else o for o in unit.calls)
    return replace(unit, calls=tuple(changed))


CHANGES: dict[type[Event], Callable[[CheckedUnit, Any], CheckedUnit]] = {
    UnitDialled: _dialled,
    UnitAnswered: lambda unit, e: _call(unit, e, answered=e.answered),
    UnitSignedIn: lambda unit, e: _call(unit, e, answered=e.answered, signed_in=e),
    UnitCalledBack: lambda unit, e: _call(unit, e, called_back=e.called_back),
    StampTakenBack: _taken_back,
    ResultDecided: lambda unit, e: _call(unit, e, result=e, outcome=e.outcome),
    ResultCorrected: lambda unit, e: _call(unit, e, outcome=e.outcome),
    RectificationAsked: lambda unit, e: replace(unit, rectification=Rectification(asked=e)),
    Rectified: _rectified,
    FellDue: _fell_due,
}
