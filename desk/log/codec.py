"""Events to canonical bytes and back. Strict: what is not understood whole is not understood."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Any, NamedTuple
from uuid import UUID

import msgspec
from eventsourcing.persistence import Mapper, StoredEvent

import contingency_plans
import domain
from desk.log.envelope import Acting, Meta, RawClock
from domain.kernel import TOPICS, Event, Value

for _package in (domain, contingency_plans):  # a program that needs few of them can read all
    for _module in iter_modules(_package.__path__, f"{_package.__name__}."):
        import_module(_module.name)

Upcast = Callable[[dict[str, Any]], dict[str, Any]]
UPCASTS: dict[tuple[str, int], Upcast] = {}  # (topic, version found) -> data of the next version

NUL = re.compile(
    rb"(?<!\\)(?:\\\\)*\\u0000"
)  # as JSON writes it; not a typed backslash before u0000

encode = msgspec.json.Encoder(order="sorted").encode


class Undecodable(Exception):
    """A stored row this program does not understand: it is parked, never guessed."""


class Unstorable(ValueError):
    """An event that could not be read back as it is: a program's mistake, stopped before it is for ever."""


class Appended(NamedTuple):
    """An event on its way into the log, as the library's recorders pass it on."""

    originator_id: UUID
    originator_version: int
    event: Event


class Codec(Mapper[UUID]):
    """The library's mapper with our bytes. Its StoredEvent holds the data alone; meta is the writer's."""

    def __init__(self) -> None:
        super().__init__(transcoder=None)  # type: ignore[arg-type]  # our bytes need none

    def to_stored_event(self, domain_event: Any) -> StoredEvent:
        return StoredEvent(
            domain_event.originator_id,
            domain_event.originator_version,
            domain_event.event.TOPIC,
            data_of(domain_event.event),
        )

    def to_domain_event(self, stored_event: StoredEvent) -> Any:
        event, _ = decode(stored_event.topic, None, stored_event.state)
        return Appended(
            UUID(str(stored_event.originator_id)), stored_event.originator_version, event
        )


def data_of(event: Event) -> bytes:
    """Canonical JSON of an event's data, proven to read back. Raises Unstorable.

    Structs do not check their fields when made, and the encoder writes NaN as null and a float as it is.
    """
    try:
        data = encode(event)
        if encode(_data_decoder(type(event))(data)) != data:
            raise Unstorable(f"{event.TOPIC} does not read back as it was written")
    except (msgspec.MsgspecError, UnicodeError, TypeError) as error:
        raise Unstorable(f"{event.TOPIC}: {error}") from error
    if b"u0000" in data and NUL.search(data):  # the pattern alone costs more than the encoding
        raise Unstorable(f"{event.TOPIC} holds a NUL, which databases cut texts at")
    return data


def meta_of(acting: Acting, clock: RawClock) -> bytes:
    return encode(
        Meta(
            by=acting.by,
            recorded_by=acting.recorded_by,
            post=acting.post,
            via=acting.via,
            command_id=acting.command_id,
            cause=acting.cause,
            rule_book=acting.rule_book,
            exercise=acting.exercise,
            clock=clock,
        )
    )


def state_of(data: bytes, meta: bytes) -> bytes:
    """Canonical JSON of an event on record; `data` sorts before `meta`."""
    return b'{"data":%b,"meta":%b}' % (data, meta)


def learn_types() -> None:
    """For whoever opens a log, before there are threads.

    msgspec 0.22 lets a second thread see a type half built that a first one has just met: the process
    dies of it, most likely right after a start, when everybody comes at once.
    """
    for event in TOPICS.values():
        _decoder(event)
        _data_decoder(event)
    for kind in _descendants(Value):
        msgspec.json.Decoder(kind)


def decode(topic: str, version: int | None, state: bytes) -> tuple[Event, Meta]:
    """Raises Undecodable. `version` None stands for the newest."""
    kind = TOPICS.get(topic)
    if kind is None:
        raise Undecodable(f"unknown topic {topic}")
    try:
        if version is None or version == kind.VERSION:
            envelope = _decoder(kind)(state)
            return envelope.data, envelope.meta
        return _decode_older(kind, version, state)
    except (msgspec.MsgspecError, ValueError, KeyError) as error:
        raise Undecodable(f"{topic} version {version}: {error}") from error


def _decode_older(kind: type[Event], version: int, state: bytes) -> tuple[Event, Meta]:
    if version > kind.VERSION:
        raise Undecodable(f"{kind.TOPIC} version {version} is of a later program")
    found = msgspec.json.decode(state)
    data = found["data"]
    for older in range(version, kind.VERSION):
        data = UPCASTS[kind.TOPIC, older](data)
    return msgspec.convert(data, kind), msgspec.convert(found["meta"], Meta)


def _descendants(kind: type[Value]) -> Iterator[type[Value]]:
    for below in kind.__subclasses__():
        yield below
        yield from _descendants(below)


@cache
def _data_decoder(kind: type[Event]) -> Callable[[bytes], Event]:
    return msgspec.json.Decoder(kind).decode


@cache
def _decoder(kind: type[Event]) -> Callable[[bytes], Any]:
    envelope = msgspec.defstruct(
        "Envelope", [("data", kind), ("meta", Meta)], forbid_unknown_fields=True
    )
    return msgspec.json.Decoder(envelope).decode
