"""A version as the register writes it out: its cells by column, in the reader's words."""

from __future__ import annotations

from datetime import date

from api.languages import say, word_of
from contingency_plans.plan import Plan
from contingency_plans.plan_columns import PlanColumn
from contingency_plans.plan_events import IssueDate, PlanVersion
from contingency_plans.plan_status import read_status
from contingency_plans.plan_subtypes import SUBTYPES
from contingency_plans.plan_titles import whole_title

BETWEEN = "、"


def cells_of(plan: Plan, version: PlanVersion, language: str) -> dict[PlanColumn, str]:
    profile = plan.profile
    classes = BETWEEN.join(word_of(language, one) for one in profile.classes)
    return {
        PlanColumn.JURISDICTION: profile.jurisdiction,
        PlanColumn.TIER: word_of(language, profile.tier) if profile.tier else "",
        PlanColumn.TITLE: whole_title(profile.title, version.label),
        PlanColumn.TYPE: word_of(language, profile.type),
        PlanColumn.CLASS: classes or say(language, "plan_register.any_class"),
        PlanColumn.SUBTYPES: BETWEEN.join(SUBTYPES.get(one, one) for one in profile.subtypes),
        PlanColumn.OWNER: profile.owner,
        PlanColumn.ISSUER: version.issuer,
        PlanColumn.APPROVER: version.approver,
        PlanColumn.ISSUED: _day(version.issued),
        PlanColumn.NUMBER: _number(version),
        PlanColumn.PUBLISHED: _day(version.published),
        PlanColumn.STATUS: status_of(plan, version, language),
        PlanColumn.VALID_UNTIL: version.valid_until.isoformat() if version.valid_until else "",
        PlanColumn.SECRECY: word_of(language, profile.secrecy),
        PlanColumn.NOTE: version.note,
        PlanColumn.ID: f"{plan.id}/{version.id}",
    }


def status_of(plan: Plan, version: PlanVersion, language: str) -> str:
    """As found; and that it is over, where the words do not say so."""
    over = [one for one in plan.replaced if one.version == version.id]
    if not over or read_status(version.status).over:
        return version.status
    on: date | None = over[-1].on
    told = (
        say(language, "plan_register.over_on", day=on)
        if on
        else say(language, "plan_register.over")
    )
    return f"{version.status}；{told}" if version.status else told


def _day(day: IssueDate | None) -> str:
    return day.words if day else ""


def _number(version: PlanVersion) -> str:
    """Mended, it says how it was found."""
    if not version.doc_no or version.doc_no == version.doc_no_found or not version.doc_no_found:
        return version.doc_no or version.doc_no_found
    return f"{version.doc_no}(原文“{version.doc_no_found}”)"
