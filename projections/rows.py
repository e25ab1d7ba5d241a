"""The rows of one view while it folds: read through, changed in memory, written once a batch."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from desk.log.envelope import Recorded

Row = TypeVar("Row", bound=msgspec.Struct)
Load = Callable[[str], bytes | None]

KEPT_ROWS_MAX = 20_000  # of a view that is not resident; beyond it, clean rows are read again


encode = msgspec.json.Encoder(order="sorted").encode


@cache
def decoder_of(row_type: type[Row]) -> Callable[[bytes], Row]:
    """One a type: it takes longer to make than to use."""
    return msgspec.json.Decoder(row_type).decode


class Rows(Generic[Row]):
    """Rows by key. A row is frozen: to change it, put a new one.

    Changes of one event are staged until `keep`; `undo` drops them, so that an event that cannot be
    folded leaves nothing half done.
    """

    def __init__(self, row_type: type[Row], load: Load) -> None:
        self._row_type = row_type
        self._decode = decoder_of(row_type)
        self._load = load
        self._rows: dict[str, Row | None] = {}
        self._staged: dict[str, Row | None] = {}
        self._dirty: set[str] = set()
        self._gone: set[str] = set()  # of which nothing but their absence is held

    def get(self, key: object) -> Row | None:
        name = str(key)
        if name in self._staged:
            return self._staged[name]
        if name not in self._rows:
            stored = self._load(name)
            self._hold(name, self._decode(stored) if stored else None)
        return self._rows[name]

    def _hold(self, name: str, row: Row | None) -> None:
        self._rows[name] = row
        if row is None:
            self._gone.add(name)

    def put(self, key: object, row: Row) -> None:
        self._staged[str(key)] = row

    def drop(self, key: object) -> None:
        self._staged[str(key)] = None

    def keep(self) -> None:
        if self._staged:
            for name, row in self._staged.items():
                self._hold(name, row)
            self._dirty.update(self._staged)
            self._staged.clear()

    def undo(self) -> None:
        self._staged.clear()

    def take_changes(self) -> dict[str, bytes | None]:
        """The rows changed since the last call, encoded; None for a dropped one."""
        changes = {
            key: None if (row := self._rows[key]) is None else encode(row) for key in self._dirty
        }
        self._dirty.clear()
        return changes

    def warm(self, stored: dict[str, bytes]) -> None:
        """Takes in rows from the store: a resident view holds all of them."""
        self._rows.update({key: self._decode(doc) for key, doc in stored.items()})

    def whole(self) -> dict[str, bytes]:
        """Every row held in memory, encoded."""
        return {key: encode(row) for key, row in self.items()}

    def fork(self, load: Load) -> Rows[Row]:
        """The same rows, to go on from: whatever is folded into it leaves these as they are."""
        fresh = Rows(self._row_type, load)
        fresh._rows, fresh._gone = dict(self._rows), set(self._gone)
        return fresh

    def change(self, stored: Mapping[str, bytes | None]) -> None:
        """Takes in what the store says has changed; None for a dropped row."""
        for key, doc in stored.items():
            self._hold(key, None if doc is None else self._decode(doc))

    def cool(self) -> None:
        """Forgets rows beyond the limit; only to be called when none is dirty."""
        if len(self._rows) > KEPT_ROWS_MAX:
            self._rows.clear()
            self._gone.clear()

    def forget_dropped(self) -> None:
        """A resident view need not remember what is gone; it may be long, so it is not gone through."""
        for name in self._gone:
            if self._rows[name] is None:
                del self._rows[name]
        self._gone.clear()

    def items(self) -> Iterator[tuple[str, Row]]:
        """Every row held in memory, in the order it came in: all of them for a resident view."""
        return ((key, row) for key, row in list(self._rows.items()) if row is not None)

    def values(self) -> Iterator[Row]:
        return (row for _, row in self.items())


class View(NamedTuple):
    """One question's answer, folded from the log. Raise `version` and it is rebuilt."""

    name: str
    version: int
    row: type[msgspec.Struct]
    topics: frozenset[str]
    fold: Callable[[Rows[Any], Recorded], None]
    resident: bool = False  # small enough to stay in memory whole
