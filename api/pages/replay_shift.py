"""回放到班次: who was named and had come, what was handed over, and what the shift had put on record by a moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from api.guarding import Asking, may, running_of
from api.pages.names import names_at
from api.pages.replayed import replay_page
from api.replaying import Looked, Moment, require_begun
from api.running import Running
from desk.access import Action
from desk.log.envelope import Recorded
from domain import handover as handovers
from domain.handover import Handover, HandoverOffered
from domain.kernel import fold
from domain.shift import ShiftSet
from domain.watch import watch_id
from projections.history_lines import Name, history_lines
from projections.posts_at import NEVER, ShiftThen, Turn, shift_at, turns_of
from projections.up_to import UpTo

router = APIRouter()

RECORDS_MAX = 300  # the newest of the shift
OFFERED_BEFORE = timedelta(days=1)  # its own handover, at the earliest, before it is to begin


@router.get("/replay/shifts/{shift}")
def show_shift_then(
    request: Request, shift: UUID, asking: Annotated[Asking, may(Action.REPLAY)], moment: Looked
) -> Response:
    """Of a shift that was not set yet, that nothing was known. Raises Unknown."""
    running, names = running_of(request), names_at(request, moment.seq)
    require_begun(running.log, shift, ShiftSet)
    told = _known_of(running, shift, moment, names.of)
    return replay_page(request, asking, "replay_shift.html", moment, names=names, **told)


def _known_of(running: Running, id: UUID, moment: Moment, name: Name) -> dict[str, Any]:
    known = UpTo(running.log, moment.seq)
    turns = turns_of(known.stream(watch_id(running.desk.register().office.unit)))
    shift, own = shift_at(known, id, turns, moment.at), [one for one in turns if one.shift == id]
    if shift is None:
        return {"shift": None}
    began, ended = _stretch(shift, own)
    log = running.log
    over = moment.seq if ended == NEVER else min(moment.seq, log.last_before(ended))
    recorded = list(UpTo(log, over).told(log.last_before(began)))
    offered = known.told(log.last_before(shift.starts - OFFERED_BEFORE), HandoverOffered)
    return {
        "shift": shift,
        "turns": own,
        "handovers": list(_handovers(known, id, offered)),
        "lines": history_lines(reversed(recorded[-RECORDS_MAX:]), name),
        "more": max(0, len(recorded) - RECORDS_MAX),
    }


def _stretch(shift: ShiftThen, own: list[Turn]) -> tuple[datetime, datetime]:
    """It answers for what happens from when the watch came to it until it left; by the plan where it never came."""
    return (own[0].came, own[-1].left) if own else (shift.starts, shift.ends)


def _handovers(known: UpTo, shift: UUID, offered: Iterable[Recorded]) -> Iterator[Handover]:
    """The one it was given, and the one it gave: as offered, accepted, disputed and signed by then."""
    own = [
        one.originator_id
        for one in offered
        if isinstance(one.event, HandoverOffered)
        and shift in (one.event.outgoing, one.event.relief)
    ]
    for id in dict.fromkeys(own):
        handover = fold(handovers.evolve, None, (one.event for one in known.stream(id)))
        if handover:
            yield handover
