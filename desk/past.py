"""What is told has happened: a command that names a time still to come is refused, however it came in."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from domain.kernel import Value
from domain.office import Office
from domain.times import WorldTime, require_past


def require_told(command: Value, office: Office | None, now: datetime) -> None:
    """Raises NotYet. While the office's own clock is in doubt it judges nobody's watch."""
    if office and office.doubt:
        return
    for time in _times_in(command):
        require_past(time, now)


def _times_in(told: object) -> Iterator[WorldTime]:
    if isinstance(told, WorldTime):
        yield told
    elif isinstance(told, Value):
        for field in told.__struct_fields__:
            yield from _times_in(getattr(told, field))
    elif isinstance(told, tuple):
        for one in told:
            yield from _times_in(one)
