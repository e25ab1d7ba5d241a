"""What accounts are for, and what a route lets somebody do: who may do which stands in desk/access.py."""

from __future__ import annotations

from enum import StrEnum


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
    SEE_RINGS = "see_rings"
    SEE_CHANNELS = "see_channels"
    SEE_ACCOUNTS = "see_accounts"
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
    SEE_REVIEW = "see_review"
    REVIEW_INCIDENT = "review_incident"
    SIGN_REVIEW = "sign_review"
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
    REPLAY = "replay"
    EXPORT_DOSSIER = "export_dossier"
    KEEP_RECEIPTS = "keep_receipts"
