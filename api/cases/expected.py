"""What officials found, as a case file tells it. Read by whoever scores, never by whoever plays."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from api.cases.reader import CaseRefused
from api.cases.shapes import Case
from domain.breach import BreachKind
from domain.kernel import Value

AMBIGUOUS = "ambiguous"  # the source does not say which of several kinds it was


class ExpectedRow(Value):
    """One finding about one unit. No breach: it was praised as timely."""

    obligor: str
    breaches: tuple[BreachKind, ...]
    any_of: bool
    strength: Literal["A", "B", "C"]
    recipient: str | None = None
    delay_over_minutes: Annotated[int, Meta(ge=0)] | None = None
    quote: Any = None

    @property
    def scored(self) -> bool:
        """C: nobody judged it."""
        return self.strength != "C"


def expected_rows(case: Case) -> tuple[ExpectedRow, ...]:
    """Those that can be scored: of a case that can be replayed, found by somebody. Raises CaseRefused."""
    try:
        rows = msgspec.convert(case.expected or (), tuple[ExpectedRow, ...])
    except msgspec.ValidationError as error:
        raise CaseRefused(Path(case.id), f"expected: {error}") from None
    return tuple(one for one in rows if one.scored) if case.replayable is True else ()
