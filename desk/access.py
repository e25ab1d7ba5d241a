"""Who may do what to whom: roles, the scope of a unit and all below it, and the shift, decided here."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from domain.kernel import Refused, Value
from domain.network import Network


class Role(StrEnum):
    """What an account is for."""

    REPORTER = "reporter"  # 信息员: reports for a unit below or beside the office
    DUTY_OFFICER = "duty_officer"  # 值班员
    DUTY_LEADER = "duty_leader"  # 带班领导
    SECTION_CHIEF = "section_chief"  # 值班室主任
    AUDITOR = "auditor"  # 审计员
    ADMINISTRATOR = "administrator"  # 管理员


class Action(StrEnum):
    """What a route lets somebody do."""

    SEE_BOARD = "see_board"
    SET_UP_WALL = "set_up_wall"
    SEE_INCIDENT = "see_incident"
    SEE_PERSONAL = "see_personal"  # sealed words
    SEE_REGISTER = "see_register"
    SEE_RULES = "see_rules"
    TAKE_CALL = "take_call"
    DISPOSE_CALL = "dispose_call"
    COMPLETE_CALL = "complete_call"
    AMEND_INCIDENT = "amend_incident"
    DECIDE_LEVEL = "decide_level"
    ANNUL_INCIDENT = "annul_incident"
    RECORD_REPORT = "record_report"
    DRAFT_REPORT = "draft_report"
    SIGN_REPORT = "sign_report"
    SEND_REPORT = "send_report"
    EXCUSE_CLOCK = "excuse_clock"
    SET_SHIFT = "set_shift"
    SEE_POSTS = "see_posts"
    CHECK_IN = "check_in"
    SEE_ROSTER = "see_roster"
    DRAFT_ROSTER = "draft_roster"
    PUBLISH_ROSTER = "publish_roster"
    CHANGE_DUTY = "change_duty"
    EXPLAIN_CLOCK = "explain_clock"
    CHECK_RESTORATION = "check_restoration"
    ANSWER_RING = "answer_ring"
    INSTRUCT = "instruct"
    SEE_PERFORMANCE = "see_performance"
    SEE_DOCUMENTS = "see_documents"
    ISSUE_DOCUMENT = "issue_document"
    SEE_BREACH = "see_breach"
    STATE_ON_BREACH = "state_on_breach"
    ALLEGE_BREACH = "allege_breach"
    DECIDE_BREACH = "decide_breach"
    ADD_FILE = "add_file"
    DIAL = "dial"
    SPOT_CHECK = "spot_check"
    SEE_SPOT_CHECKS = "see_spot_checks"
    SEARCH = "search"
    SEE_PLANS = "see_plans"
    KEEP_PLANS = "keep_plans"
    LINK_PLAN = "link_plan"
    ACTIVATE_PLAN = "activate_plan"
    RUN_EXERCISE = "run_exercise"
    SEE_DUTY_LOG = "see_duty_log"
    KEEP_DUTY_LOG = "keep_duty_log"
    HAND_OVER = "hand_over"
    TAKE_OVER_WATCH = "take_over_watch"
    SEE_HANDOVER = "see_handover"
    SET_PIN = "set_pin"
    TEST_CHANNEL = "test_channel"
    EDIT_REGISTER = "edit_register"
    EDIT_RULES = "edit_rules"
    MANAGE_ACCOUNTS = "manage_accounts"
    AUDIT = "audit"


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
MAY: dict[Action, frozenset[Role]] = {
    Action.SEE_BOARD: READING,
    Action.SET_UP_WALL: READING,
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
    Action.ALLEGE_BREACH: READING,
    Action.DECIDE_BREACH: frozenset({Role.SECTION_CHIEF, Role.AUDITOR}),
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
    Action.AUDIT: frozenset({Role.AUDITOR, Role.SECTION_CHIEF}),
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
    in_scope = ours or action is Action.SEE_RULES or _in_scope(caller, network, office, units)
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
