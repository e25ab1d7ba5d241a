"""来电人: who rang, found out after the call was taken. A registered unit has thereby reported to us."""

from __future__ import annotations

from uuid import UUID

from desk.calls import CallTaken, caller_told_us, sealed
from desk.draft import Draft
from desk.hops import surviving
from desk.settling import settle
from domain import incoming_report as incoming_reports
from domain.incoming_report import CallerStated, Incoming
from domain.kernel import Value


class StateCaller(Value):
    """Blank says nothing new: what is known stays."""

    incoming: UUID
    caller_unit: UUID | None = None
    caller_name: str = ""
    caller_post: str = ""
    call_back: str = ""


def state_caller(draft: Draft, stating: StateCaller) -> CallTaken:
    call = draft.require(stating.incoming, incoming_reports.evolve)
    draft.inherit(draft.exercise_of(stating.incoming))
    events = incoming_reports.state_caller(call, _stated(draft, call, stating))
    if events:
        draft.require_unchanged(stating.incoming, (CallerStated,))
    incident = surviving(draft, call.incident) if call.incident else None
    if draft.record(stating.incoming, events) and incident and call.caller_unit is None:
        caller_told_us(draft, stating.incoming, incident)
        settle(draft, incident)
    return CallTaken(incoming=stating.incoming, incident=incident)


def _stated(draft: Draft, call: Incoming, stating: StateCaller) -> CallerStated:
    id = stating.incoming
    return CallerStated(
        caller_unit=stating.caller_unit or call.caller_unit,
        caller_post=stating.caller_post.strip() or call.caller_post,
        caller_name=sealed(draft, id, "caller_name", stating.caller_name) or call.caller_name,
        call_back=sealed(draft, id, "call_back", stating.call_back) or call.call_back,
    )
