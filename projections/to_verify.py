"""待核: what a call has not told yet, in the order of the form. Nothing of it holds up the incident."""

from __future__ import annotations

from collections.abc import Iterator

from domain.facts import Figure
from domain.incoming_report import Heard
from domain.words import IncidentClass

COUNTED = (Figure.DEAD, Figure.MISSING, Figure.TRAPPED, Figure.SERIOUS_INJURED, Figure.INJURED)


def to_verify(heard: Heard, *, call_back: bool, caller: bool) -> tuple[str, ...]:
    """The keys of the words the form asks with; a figure confirmed as 0 is told."""
    return tuple(_asked(heard, call_back=call_back, caller=caller))


def _asked(heard: Heard, *, call_back: bool, caller: bool) -> Iterator[str]:
    counted = {fact.figure for fact in heard.facts}
    told = {
        "intake.call_back": call_back,
        "intake.place": heard.place is not None,
        "intake.what": bool(heard.what),
        "intake.klass": heard.klass is not IncidentClass.UNKNOWN,
        "intake.occurred": heard.occurred is not None,
        **{f"Figure.{figure.value}": figure in counted for figure in COUNTED},
        "intake.developing": heard.still_developing is not None,
        "intake.caller_name": caller,
        "intake.told": bool(heard.already_told),
    }
    yield from (word for word, known in told.items() if not known)
