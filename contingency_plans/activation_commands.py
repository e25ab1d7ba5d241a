"""What may be done with a response: functions of its state that answer with events."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar

from contingency_plans.activation import Activation
from contingency_plans.activation_events import (
    ActivationAdjusted,
    ActivationCalledOff,
    ActivationDismissed,
    ActivationEnded,
    ActivationEvaluated,
    ActivationProposed,
    ActivationStanding,
    ActivationStarted,
    FrozenCard,
    LeftOver,
    UnitTold,
)
from contingency_plans.plan_text import cards_at
from domain.incident import Standing
from domain.incident_marks import ResponseLevel
from domain.kernel import Event, Refused, reason_given
from domain.times import WorldTime


class NotAwaitingApproval(Refused):
    """该启动建议已批准、未获批准或已作废"""

    EN: ClassVar[str] = "This proposal was approved, dismissed or called off already"


class NotInForce(Refused):
    """该响应未在启动状态"""

    EN: ClassVar[str] = "This response is not in force"


class CardsOpen(Refused):
    """尚有行动卡未完成：请办结、说明，或逐张写明遗留理由"""

    EN: ClassVar[str] = "Cards are open: have them done or excused, or say of each why it is left"


class NotUnitOfResponse(Refused):
    """该单位不在本次响应的通知范围"""

    EN: ClassVar[str] = "This unit is not among those this response is told to"


class NothingEvaluated(Refused):
    """请写明哪些有效、哪些无效，或至少一条问题"""

    EN: ClassVar[str] = "Say what worked and what did not, or name at least one finding"


class NotEnded(Refused):
    """响应终止后才能评估"""

    EN: ClassVar[str] = "A response is evaluated after it has ended"


def propose(activation: Activation | None, proposed: ActivationProposed) -> list[Event]:
    return [] if activation else [proposed]


def dismiss(activation: Activation, *, reason: str) -> list[Event]:
    _require_proposed(activation)
    return [ActivationDismissed(reason=reason_given(reason))]


def start(activation: Activation, started: ActivationStarted) -> list[Event]:
    """Approval and start are one: there is no moment at which one is on record without the other."""
    _require_proposed(activation)
    return [started]


def tell_unit(activation: Activation, told: UnitTold) -> list[Event]:
    _require_in_force(activation)
    assert activation.started
    if all(one.unit != told.unit for one in activation.started.notified):
        raise NotUnitOfResponse(told.unit)
    return [] if told in activation.told else [told]


def adjust(
    activation: Activation, *, level: ResponseLevel, reason: str, adjusted: WorldTime
) -> list[Event]:
    _require_in_force(activation)
    said = reason_given(reason)
    if activation.response_level is level:
        return []
    assert activation.started
    before, after = activation.asked, cards_at(activation.started.cards, level)
    return [
        ActivationAdjusted(
            response_level=level,
            previous=activation.response_level,
            begun=_without(after, before),
            withdrawn=_without(before, after),
            reason=said,
            adjusted=adjusted,
        )
    ]


def end(
    activation: Activation,
    *,
    conditions: str,
    left_over: tuple[LeftOver, ...],
    open_cards: Iterable[str],
    ended: WorldTime,
) -> list[Event]:
    """`open_cards`: those neither done nor excused; each must be left over expressly."""
    _require_in_force(activation)
    still = set(open_cards)
    left = tuple(one for one in left_over if one.card in still and one.reason.strip())
    if still - {one.card for one in left}:
        raise CardsOpen
    return [ActivationEnded(conditions=reason_given(conditions), left_over=left, ended=ended)]


def evaluate(activation: Activation, evaluated: ActivationEvaluated) -> list[Event]:
    if activation.standing is not ActivationStanding.ENDED:
        raise NotEnded
    if activation.evaluated == evaluated:
        return []
    if not (evaluated.worked.strip() or evaluated.failed.strip() or evaluated.findings):
        raise NothingEvaluated
    return [evaluated]


def call_off(activation: Activation, *, standing: Standing) -> list[Event]:
    """Nothing is left in force, or waiting for a signature, of an incident that is no more."""
    if activation.over:
        return []
    return [ActivationCalledOff(standing=standing)]


def _without(those: tuple[FrozenCard, ...], these: tuple[FrozenCard, ...]) -> tuple[str, ...]:
    known = {one.id for one in these}
    return tuple(one.id for one in those if one.id not in known)


def _require_proposed(activation: Activation) -> None:
    if activation.standing is not ActivationStanding.PROPOSED:
        raise NotAwaitingApproval


def _require_in_force(activation: Activation) -> None:
    if not activation.in_force:
        raise NotInForce
