"""One act of reading: who saw what, when, from where; its ids and never its content."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from uuid import UUID

import msgspec
from msgspec.structs import replace

from desk.log.instants import microseconds

ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ReadingKind(StrEnum):
    """What somebody did, or was not let do."""

    OPENED = "opened"  # a page, or an answer of the JSON interface
    SEARCHED = "searched"
    EXPORTED = "exported"  # a file left the system
    WATCHED = "watched"  # a board joined the live socket
    SIGNED_IN = "signed_in"
    REFUSED = "refused"
    NOT_SIGNED_IN = "not_signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    TOO_MANY_TRIES = "too_many_tries"
    LOST = "lost"  # `times` readings could not be kept here


class Reading(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """`route` and `things`: the way in and the ids its path named. `words`: what was searched for.

    `page`: the page it was asked from. `times`: how often the same within the writer's second.
    """

    at: datetime
    kind: ReadingKind
    account: UUID | None = None
    person: UUID | None = None
    roles: tuple[str, ...] = ()
    via: str = ""  # page, api, wall, link
    route: str = ""
    things: dict[str, str] = {}
    words: str = ""
    page: str = ""
    source: str = ""
    status: int = 0
    times: int = 1

    @property
    def about(self) -> str | None:
        """The thing asked for: of an incident's own pages the incident, else the last id in the path."""
        ids = (one for one in reversed(self.things.values()) if ID.fullmatch(one))
        return self.things.get("incident") or next(ids, None)


class Kept(msgspec.Struct, frozen=True):
    """A reading at its position of the trail."""

    seq: int
    reading: Reading


encode = msgspec.json.Encoder(order="deterministic").encode
decode = msgspec.json.Decoder(Reading).decode


def asked_by(one: Reading) -> tuple[int, str, str | None, str | None]:
    """When (µs), of which kind, by whom and about what, as they stand in columns of their own."""
    account = str(one.account) if one.account else None
    return microseconds(one.at), one.kind.value, account, one.about


def merged(readings: Sequence[Reading]) -> list[Reading]:
    """Of the same one within a batch the first, and how often: a flood costs a row a second."""
    counted: dict[bytes, list[Reading]] = {}
    for one in readings:
        counted.setdefault(encode(replace(one, at=readings[0].at)), []).append(one)
    return [replace(same[0], times=sum(one.times for one in same)) for same in counted.values()]
