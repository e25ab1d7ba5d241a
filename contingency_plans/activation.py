"""预案启动: one response: proposed, in force with its cards, adjusted, ended, evaluated."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from msgspec.structs import replace

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
    UnitTold,
)
from contingency_plans.plan_text import cards_at
from domain.incident_marks import ResponseLevel
from domain.kernel import Event, Value

OVER = (ActivationStanding.ENDED, ActivationStanding.DISMISSED, ActivationStanding.CALLED_OFF)


class Activation(Value):
    """`response_level`: proposed, or as it stands by the last adjustment."""

    proposed: ActivationProposed
    response_level: ResponseLevel
    standing: ActivationStanding = ActivationStanding.PROPOSED
    started: ActivationStarted | None = None
    told: tuple[UnitTold, ...] = ()
    adjusted: tuple[ActivationAdjusted, ...] = ()
    ended: ActivationEnded | None = None
    evaluated: ActivationEvaluated | None = None
    dismissed: str = ""

    @property
    def called_off(self) -> bool:
        return self.standing is ActivationStanding.CALLED_OFF

    @property
    def over(self) -> bool:
        return self.standing in OVER

    @property
    def in_force(self) -> bool:
        return self.standing is ActivationStanding.IN_FORCE

    @property
    def asked(self) -> tuple[FrozenCard, ...]:
        """The cards that the standing level asks for; none before the start and after the end."""
        if self.started is None or not self.in_force:
            return ()
        return cards_at(self.started.cards, self.response_level)


def evolve(activation: Activation | None, happened: Event) -> Activation:
    if isinstance(happened, ActivationProposed):
        return Activation(proposed=happened, response_level=happened.response_level)
    if activation is None or type(happened) not in CHANGES:
        raise TypeError(f"{happened!r} is no activation's, or comes before any was proposed")
    return replace(activation, **CHANGES[type(happened)](activation, happened))


CHANGES: dict[type[Event], Callable[[Activation, Any], dict[str, Any]]] = {
    ActivationDismissed: lambda _, e: {
        "standing": ActivationStanding.DISMISSED,
        "dismissed": e.reason,
    },
    ActivationStarted: lambda _, e: {
        "standing": ActivationStanding.IN_FORCE,
        "response_level": e.response_level,
        "started": e,
    },
    UnitTold: lambda a, e: {"told": (*a.told, e)},
    ActivationAdjusted: lambda a, e: {
        "response_level": e.response_level,
        "adjusted": (*a.adjusted, e),
    },
    ActivationEnded: lambda _, e: {"standing": ActivationStanding.ENDED, "ended": e},
    ActivationEvaluated: lambda _, e: {"evaluated": e},
    ActivationCalledOff: lambda _a, _e: {"standing": ActivationStanding.CALLED_OFF},
}
