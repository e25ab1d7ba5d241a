"""PIN: who stands at the shared desk and acts, proved apart from who is signed in there."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from fastapi import Request

from api.guarding import running_of
from api.problems import TurnedAway


class WrongPin(TurnedAway):
    """PIN不对，或此人尚未设置PIN"""

    EN: ClassVar[str] = "The PIN is wrong, or this person has set none"


def require_pin(request: Request, person: UUID, pin: str) -> None:
    """Raises WrongPin, TooManyTries. To be asked before the command is made: the PIN goes no further."""
    running = running_of(request)
    now, source = running.clock().now, request.client.host if request.client else ""
    accounts = [
        one for one in running.vault.accounts() if one.person == person and not one.disabled
    ]
    if not any(running.vault.pins.check(one.id, pin, now, source) for one in accounts):
        raise WrongPin
