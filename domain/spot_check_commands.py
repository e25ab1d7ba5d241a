"""What may be done in a round of spot checks: functions of it that answer with events; asked twice, done once."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.dial import TAKEN_BACK_WITHIN, DialOver, TooLateToTakeBack
from domain.kernel import Event, Refused, reason_given
from domain.spot_check import CheckedUnit, SpotCall, SpotCheck
from domain.spot_check_due import next_step, timed
from domain.spot_check_events import (
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
from domain.spot_check_words import CheckMethod, CheckOutcome, CheckStep


class NobodyToCheck(Refused):
    """没有可抽查的单位"""

    EN: ClassVar[str] = "There is no desk to be checked"


class NotDrawn(Refused):
    """该单位不在本次抽查之列"""

    EN: ClassVar[str] = "This desk is not in this round"


class RoundOver(Refused):
    """本次抽查已结束"""

    EN: ClassVar[str] = "This round is over"


class NotThisStep(Refused):
    """该单位此刻不需要这一步"""

    EN: ClassVar[str] = "This step is not due for this desk"


class NotDialled(Refused):
    """还没有拨出，请先拨号"""

    EN: ClassVar[str] = "Nobody has been rung yet: dial first"


class NotNormal(Refused):
    """带班领导不在岗或者业务不熟，不能记为正常"""

    EN: ClassVar[str] = "With the leader absent or the procedure unknown it is not in order"


def begin(check: SpotCheck | None, began: RoundBegan) -> list[Event]:
    if check:
        return []
    if not began.drawn:
        raise NobodyToCheck
    return [began]


def dial(check: SpotCheck, dialled: UnitDialled) -> list[Event]:
    """Raises RoundOver, NotDrawn, NotThisStep."""
    require_open(check)
    unit = drawn_unit(check, dialled.unit)
    if any(one.step is dialled.step for one in unit.calls):
        return []
    if next_step(unit) is not dialled.step:
        raise NotThisStep(dialled.step)
    return [timed(check, dialled)]


def answer(check: SpotCheck, answered: UnitAnswered | UnitSignedIn) -> list[Event]:
    """Raises RoundOver, NotDrawn, NotDialled, DialOver; NotThisStep where the unit speaks for itself."""
    require_open(check)
    call = _call(check, answered.unit, answered.step)
    if _speaks_for_itself(check, answered.step) and not isinstance(answered, UnitSignedIn):
        raise NotThisStep(answered.step)
    if call.answered:
        return []
    if call.outcome:
        raise DialOver(call.outcome)
    return [answered]


def call_back(check: SpotCheck, called: UnitCalledBack) -> list[Event]:
    """Also after the result, which stands until somebody corrects it. Raises RoundOver, NotDialled."""
    require_open(check)
    call = _call(check, called.unit, called.step)
    return [] if call.called_back or call.answered else [timed(check, called)]


def take_back(check: SpotCheck, slip: StampTakenBack, *, now: datetime) -> list[Event]:
    """Raises RoundOver, NotDialled, NotThisStep, DialOver, TooLateToTakeBack."""
    require_open(check)
    call = _call(check, slip.unit, slip.step)
    if _speaks_for_itself(check, slip.step):
        raise NotThisStep(slip.step)
    if call.outcome:
        raise DialOver(call.outcome)
    stamp = call.answered or call.placed.dialled
    if now > stamp.latest + TAKEN_BACK_WITHIN:
        raise TooLateToTakeBack
    return [timed(check, slip)]


def decide(check: SpotCheck, result: ResultDecided) -> list[Event]:
    """The same outcome twice is one; another one is a correction. Raises NotNormal."""
    call = _call(check, result.unit, result.step)
    if call.outcome is result.outcome:
        return []
    require_open(check)
    if call.outcome:
        raise DialOver(call.outcome)
    found = result.findings
    asked = (found.leader_in_place, found.matters_known, found.procedure_known)
    if result.outcome is CheckOutcome.NORMAL and False in asked:
        raise NotNormal
    return [timed(check, result)]


def correct(check: SpotCheck, corrected: ResultCorrected) -> list[Event]:
    """At any time. Raises NotDialled, ReasonMissing."""
    call = _call(check, corrected.unit, corrected.step)
    if call.outcome is None:
        raise NotDialled(corrected.step)
    if call.outcome is corrected.outcome:
        return []
    reason = reason_given(corrected.reason)
    return [timed(check, replace(corrected, reason=reason))]


def end(check: SpotCheck, ending: RoundEnded) -> list[Event]:
    """With desks that nobody asked it needs a reason."""
    if check.ended:
        return []
    if any(one.outcome is None for one in check.units):
        reason_given(ending.reason)
    return [timed(check, ending)]


def drawn_unit(check: SpotCheck, unit: UUID) -> CheckedUnit:
    """Raises NotDrawn."""
    found = next((one for one in check.units if one.unit == unit), None)
    if found is None:
        raise NotDrawn(unit)
    return found


def require_open(check: SpotCheck) -> None:
    """Raises RoundOver."""
    if check.ended:
        raise RoundOver(check.began.number)


def _speaks_for_itself(check: SpotCheck, step: CheckStep) -> bool:
    """Asked on its own screen: nobody else says that it is there, and no stamp of it is the officer's."""
    return check.began.method is CheckMethod.LINK and step is CheckStep.CHECK


def _call(check: SpotCheck, unit: UUID, step: CheckStep) -> SpotCall:
    """Raises NotDrawn, NotDialled."""
    calls = drawn_unit(check, unit).calls
    found = next((one for one in calls if one.step is step), None)
    if found is None:
        raise NotDialled(step)
    return found
