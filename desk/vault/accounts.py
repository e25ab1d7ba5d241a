"""Accounts, sessions and tokens as plain values, and the refusals of the door."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from desk.access import Role
from domain.kernel import Refused, Value

PASSWORD_CHARS_MIN = 10
IDLE_MAX = timedelta(hours=12)
SESSION_MAX = timedelta(hours=36)  # a 24-hour shift and its handover


class NewAccount(Value):
    """`unit`: the scope is this unit and everything below it."""

    login: str
    name: str
    roles: tuple[Role, ...]
    unit: UUID
    person: UUID | None = None


class Account(Value):
    id: UUID
    login: str
    name: str
    roles: tuple[Role, ...]
    unit: UUID
    person: UUID | None
    disabled: bool = False


class Session(Value):
    """Somebody let in. `watches_only`: a wall screen, which may look at the board and nothing else."""

    account: Account
    token_hash: bytes
    began: datetime
    last_seen: datetime
    watches_only: bool = False


class TokenKind(StrEnum):
    """What a bearer token is for."""

    API = "api"
    WALL = "wall"


class LoginTaken(Refused):
    """账号名已被使用"""

    EN: ClassVar[str] = "This account name is taken"


class WeakPassword(Refused):
    """口令至少10位，且不得与账号名相同"""

    EN: ClassVar[str] = "A password has 10 characters or more and is not the account's name"


class TooManyTries(Refused):
    """尝试次数过多，请稍后再试"""

    EN: ClassVar[str] = "Too many attempts; wait a little"


class VaultBroken(Exception):
    """The vault and its key do not belong together, or one of them is damaged."""


def require_strong(login: str, password: str) -> None:
    if len(password) < PASSWORD_CHARS_MIN or password.lower() == login.lower():
        raise WeakPassword
