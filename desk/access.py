"""Who may do what to whom: roles, the scope of a unit and all below it, and the shift, decided here."""

from __future__ import annotations

from collections.abc import Iterable
from typing import ClassVar
from uuid import UUID

from desk.actions import Action as Action
from desk.actions import Role as Role
from domain.kernel import Refused, Value
from domain.network import Network


class Caller(Value):
    """One who asks: an account with its roles, its unit, and whether its person is on the shift now.

    `watches_only`: a wall screen, whoever signed in to set it up.
    """

    account: UUID
    person: UUID | None
    roles: tuple[Role, ...]
    unit: UUID
    on_shift: bool
    watches_only: bool = False


class NotAllowed(Refused):
    """无权进行此操作"""

    EN: ClassVar[str] = "You are not allowed to do this"

    def __init__(self, action: Action, *, hidden: bool) -> None:
        super().__init__(action.value)
        self.hidden = hidden  # True: answer as if the thing did not exist


DESK = frozenset({Role.DUTY_OFFICER, Role.DUTY_LEADER, Role.SECTION_CHIEF})
LEADING = frozenset({Role.DUTY_LEADER, Role.SECTION_CHIEF})
READING = DESK | {Role.AUDITOR}

# A call at 3 a.m. is never refused because a roster is missing: desk work asks for no shift.
# What binds the office asks a duty leader to be on it; the section chief answers at any hour.
# An auditor reads everything and changes nothing; an administrator reads no word of an incident (ADR 49).
MAY: dict[Action, frozenset[Role]] = {
    Action.SEE_BOARD: READING,
    Action.SET_UP_WALL: DESK,
    Action.SEE_RINGS: READING,
    Action.SEE_CHANNELS: READING | {Role.ADMINISTRATOR},
    Action.SEE_ACCOUNTS: frozenset({Role.AUDITOR, Role.ADMINISTRATOR}),
    Action.SEE_INCIDENT: READING | {Role.REPORTER},
    Action.SEE_PERSONAL: DESK,
    Action.SEE_REGISTER: READING | {Role.ADMINISTRATOR},
    Action.SEE_RULES: READING | {Role.ADMINISTRATOR, Role.REPORTER},
    Action.TAKE_CALL: DESK,
    Action.DISPOSE_CALL: DESK,
    Action.COMPLETE_CALL: DESK,
    Action.AMEND_INCIDENT: DESK,
    Action.DECIDE_LEVEL: LEADING,
    Action.ANNUL_INCIDENT: LEADING,
    Action.RECORD_REPORT: DESK | {Role.REPORTER},
    Action.DRAFT_REPORT: DESK | {Role.REPORTER},
    Action.SIGN_REPORT: LEADING,
    Action.SEND_REPORT: DESK | {Role.REPORTER},
    Action.EXCUSE_CLOCK: LEADING,
    Action.SET_SHIFT: LEADING,
    Action.SEE_POSTS: READING,
    Action.CHECK_IN: DESK,
    Action.SEE_ROSTER: READING,
    Action.DRAFT_ROSTER: DESK,
    Action.PUBLISH_ROSTER: LEADING,
    Action.CHANGE_DUTY: DESK,
    Action.EXPLAIN_CLOCK: LEADING,
    Action.CHECK_RESTORATION: DESK,
    Action.ANSWER_RING: DESK,
    Action.INSTRUCT: LEADING,
    Action.SEE_REVIEW: READING,
    Action.REVIEW_INCIDENT: DESK,
    Action.SIGN_REVIEW: LEADING,
    Action.SEE_PERFORMANCE: READING,
    Action.SEE_DOCUMENTS: READING,
    Action.ISSUE_DOCUMENT: DESK,
    Action.SEE_PLANS: READING,
    Action.KEEP_PLANS: DESK,
    Action.LINK_PLAN: DESK,
    Action.ACTIVATE_PLAN: LEADING,
    Action.RUN_EXERCISE: LEADING,
    Action.SEE_BREACH: READING | {Role.REPORTER},
    Action.STATE_ON_BREACH: DESK | {Role.REPORTER},
    Action.ALLEGE_BREACH: DESK,
    Action.DECIDE_BREACH: frozenset({Role.SECTION_CHIEF}),
    Action.ADD_FILE: DESK | {Role.REPORTER},
    Action.DIAL: DESK,
    Action.SPOT_CHECK: DESK,
    Action.SEE_SPOT_CHECKS: READING,
    Action.SEARCH: READING,
    Action.SEE_DUTY_LOG: READING,
    Action.KEEP_DUTY_LOG: DESK,
    Action.HAND_OVER: DESK,
    Action.TAKE_OVER_WATCH: LEADING,
    Action.SEE_HANDOVER: READING,
    Action.SET_PIN: DESK,
    Action.TEST_CHANNEL: DESK | {Role.ADMINISTRATOR},
    Action.EDIT_REGISTER: frozenset({Role.ADMINISTRATOR, Role.SECTION_CHIEF}),
    Action.EDIT_RULES: frozenset({Role.ADMINISTRATOR}),
    Action.MANAGE_ACCOUNTS: frozenset({Role.ADMINISTRATOR}),
    Action.EXPORT_DOSSIER: READING,
    Action.KEEP_RECEIPTS: frozenset(Role),
    Action.AUDIT: frozenset({Role.AUDITOR, Role.SECTION_CHIEF}),
    Action.REPLAY: LEADING | {Role.AUDITOR},
}
BINDING = frozenset(
    {
        Action.DECIDE_LEVEL,
        Action.ANNUL_INCIDENT,
        Action.SIGN_REPORT,
        Action.EXCUSE_CLOCK,
        Action.EXPLAIN_CLOCK,
        Action.TAKE_OVER_WATCH,
        Action.ACTIVATE_PLAN,
    }
)
EVERYBODYS = frozenset({Action.SEE_RULES, Action.KEEP_RECEIPTS})  # whatever unit they are of
# What a unit below may do about a thing that concerns it; to the office as a whole these are its own people's.
OF_A_THING = frozenset(
    {
        Action.SEE_INCIDENT,
        Action.SEE_BREACH,
        Action.STATE_ON_BREACH,
        Action.RECORD_REPORT,
        Action.DRAFT_REPORT,
        Action.SIGN_REPORT,
        Action.SEND_REPORT,
        Action.ADD_FILE,
    }
)
# What is said of an incident is the office's to say: a unit below speaks for itself in its reports.
OFFICE_ONLY = frozenset(
    {
        Action.SEE_PERSONAL,
        Action.DISPOSE_CALL,
        Action.COMPLETE_CALL,
        Action.DIAL,
        Action.AMEND_INCIDENT,
        Action.DECIDE_LEVEL,
        Action.ANNUL_INCIDENT,
        Action.EXCUSE_CLOCK,
        Action.INSTRUCT,
        Action.SEE_REVIEW,
        Action.REVIEW_INCIDENT,
        Action.SIGN_REVIEW,
        Action.SEE_POSTS,
        Action.ALLEGE_BREACH,
        Action.DECIDE_BREACH,
        Action.LINK_PLAN,
        Action.ACTIVATE_PLAN,
    }
)


def require(
    caller: Caller,
    action: Action,
    network: Network,
    office: UUID,
    units: Iterable[UUID] | None = None,
) -> None:
    """Raises NotAllowed. `units`: those the thing concerns; None: it is the office's own.

    A thing outside the caller's scope looks like one that does not exist.
    """
    if units is not None and not _in_scope(caller, network, office, units):
        raise NotAllowed(action, hidden=True)
    if not allowed(caller, action, network, office, units):
        raise NotAllowed(action, hidden=False)


def allowed(
    caller: Caller,
    action: Action,
    network: Network,
    office: UUID,
    units: Iterable[UUID] | None = None,
) -> bool:
    ours = caller.unit == office
    if action in OFFICE_ONLY and not ours:
        return False
    in_scope = ours or action in EVERYBODYS or _in_scope(caller, network, office, units)
    return in_scope and _role_may(caller, action)


def _role_may(caller: Caller, action: Action) -> bool:
    if caller.watches_only and action is not Action.SEE_BOARD:
        return False
    roles = MAY[action].intersection(caller.roles)
    if action in BINDING and not caller.on_shift:
        roles -= {Role.DUTY_LEADER}
    return bool(roles)


def _in_scope(caller: Caller, network: Network, office: UUID, units: Iterable[UUID] | None) -> bool:
    """The whole log is the office's own; another unit sees what concerns it or a unit below it."""
    if caller.unit == office:
        return True
    return units is not None and not network.subtree(caller.unit).isdisjoint(units)
