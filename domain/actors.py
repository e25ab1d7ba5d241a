"""Who did it and who typed it, and the sealed words about people outside the office."""

from __future__ import annotations

from enum import StrEnum
from uuid import UUID

from domain.kernel import Value


class ActorKind(StrEnum):
    """Whose act it was."""

    PERSON = "person"  # a person in the register
    UNIT = "unit"  # a unit whose person is not named
    ACCOUNT = "account"  # an account of this system without a person behind it (set-up, kiosk)
    SYSTEM = "system"  # the system itself: sweep, clock watch


class Actor(Value):
    """One who acts: `id` is the person's, unit's or account's id, or the name of the system's part."""

    kind: ActorKind
    id: str


class Via(StrEnum):
    """Through which door an act came in."""

    DESK = "desk"
    PHONE = "phone"
    PAGE = "page"
    LINK = "link"  # the link in a message, without an account
    API = "api"
    CLI = "cli"
    SYSTEM = "system"


class Sealed(Value):
    """A word about a caller or victim, readable only with its subject's key from the vault.

    `box` is base64 of nonce and AES-256-GCM ciphertext. Erasing the key blinds the word and keeps the chain valid.
    """

    subject: UUID
    box: str


def system(part: str) -> Actor:
    return Actor(kind=ActorKind.SYSTEM, id=part)
