"""What a channel is given to send, and what it may answer."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple, Protocol

from domain.notice import Outcome

SAID_MAX = 120
CUT = "…"


class Message(NamedTuple):
    """One message to one address. `short` fits one SMS; `key` is the same for a repeated attempt."""

    key: str
    thread: str  # the same for all messages of one ring
    address: str
    name: str
    subject: str
    short: str
    long: str
    at: datetime
    exercise: bool = False
    test: bool = False


class Answer(NamedTuple):
    """`own`: the channel itself failed, whatever it was given; else it refused this message."""

    outcome: Outcome
    said: str
    own: bool = False


class Reply(NamedTuple):
    """A short message somebody sent back."""

    sender: str
    text: str


class Channel(Protocol):
    """Whatever takes time is awaited: the lane ends it when its time is over."""

    async def send(self, message: Message) -> Answer: ...


def accepted(said: str) -> Answer:
    return Answer(Outcome.ACCEPTED, said)


def rejected(said: str, *, own: bool = False) -> Answer:
    return Answer(Outcome.REJECTED, said, own)


def unknown(said: str) -> Answer:
    """Never this message's fault: nobody said no to it."""
    return Answer(Outcome.UNKNOWN, said, own=True)


def cut_short(said: str, secrets: Iterable[str]) -> str:
    """One printable line for the log, without the secrets a server may have echoed."""
    for secret in secrets:
        said = said.replace(secret, CUT)
    line = " ".join("".join(one if one.isprintable() else " " for one in said).split())
    return line if len(line) <= SAID_MAX else line[: SAID_MAX - 1] + CUT
