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


def _times_in(command: Value) -> Iterator[WorldTime]:
    """However deep they lie: every command pays for this, so there is one walk and no recursion."""
    waiting: list[object] = [command]
    while waiting:
        told = waiting.pop()
        if isinstance(told, WorldTime):
            yield told
        elif isinstance(told, Value):
            waiting += [getattr(told, field) for field in told.__struct_fields__]
        elif isinstance(told, tuple):
            waiting += told
