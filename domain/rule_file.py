"""Reads a file of rules or of escalation policies strictly: which line is wrong, and why."""

from __future__ import annotations

import msgspec

from domain.escalation_policy import EscalationPolicy
from domain.kernel import Value
from domain.ring_manners import RingManners, fault
from domain.rule import ClockStart, Form, Rule
from domain.rule_text import Page, read_page

WORKING_DAYS_MAX = 250  # a year of them


class RulesFile(Value):
    """What stands in one rules file."""

    title: str
    rules: tuple[Rule, ...]
    preset: str | None = None


class PoliciesFile(Value):
    """Whom to wake when and how, and how often anybody may be rung."""

    policies: tuple[EscalationPolicy, ...]
    manners: RingManners = RingManners()


def parse_rules(text: str, name: str) -> tuple[Rule, ...]:
    """The rules of one file. Raises RuleError, which names the file and the line."""
    page = read_page(text, name)
    written = page.read_as(RulesFile)
    check_rules(page, written.rules)
    return tuple(
        msgspec.structs.replace(rule, preset=rule.preset or written.preset)
        for rule in written.rules
    )


def title_of(text: str, name: str) -> str:
    """What people call the rules of one file. Raises RuleError, which names the file and the line."""
    return read_page(text, name).read_as(RulesFile).title


def parse_policies(text: str, name: str) -> PoliciesFile:
    """Raises RuleError, which names the file and the line."""
    page = read_page(text, name)
    written = page.read_as(PoliciesFile)
    if found := fault(written.manners):
        field, why = found
        raise page.error(f"{field} {why}", "manners", field)
    return written


def check_rules(page: Page, rules: tuple[Rule, ...]) -> None:
    """Raises RuleError for what the shape of the data cannot say."""
    for number, rule in enumerate(rules):
        _check(page, number, rule)
        if any(rule.id == earlier.id for earlier in rules[:number]):
            raise page.error(f"rule {rule.id} stands here twice", "rules", number, "id")


def _check(page: Page, number: int, rule: Rule) -> None:
    where = ("rules", number)
    for needed in ("classes", "levels"):
        if not getattr(rule.applies_to, needed):
            raise page.error(f"{needed} is empty", *where, "applies_to", needed)
    if not rule.recipients:
        raise page.error("recipients is empty", *where, "recipients")
    _check_applies(page, number, rule)
    _check_form(page, number, rule)
    _check_limit(page, number, rule)
    _check_days(page, number, rule)


def _check_applies(page: Page, number: int, rule: Rule) -> None:
    """What it says in one place it must not take back in another."""
    where, applies = ("rules", number), rule.applies_to
    for subtype in applies.except_subtypes:
        if subtype in applies.subtypes:
            why = f"{subtype} is both named and excepted"
            raise page.error(why, *where, "applies_to", "except_subtypes")
    for level in rule.reach:
        if level not in applies.levels:
            raise page.error(f"reach names {level}, levels does not", *where, "reach")


def _check_form(page: Page, number: int, rule: Rule) -> None:
    where = ("rules", number)
    again = rule.clock_start in (ClockStart.REPORT_MADE, ClockStart.LOCAL_HOUR)
    if (rule.form is Form.CADENCE) != again:
        raise page.error("a cadence, and only a cadence, counts from a report or an hour", *where)
    if (rule.hour is not None) != (rule.clock_start is ClockStart.LOCAL_HOUR):
        raise page.error("an hour stands with local_hour and nowhere else", *where)


def _check_limit(page: Page, number: int, rule: Rule) -> None:
    where = ("rules", number)
    if sum(one is not None for one in (rule.limit, rule.working_days, rule.hour)) > 1:
        raise page.error("limit, working_days and hour exclude each other", *where)
    if rule.hour is not None and rule.hour.tzinfo is not None:
        raise page.error("hour is Beijing time and names no zone", *where, "hour")
    if rule.limit is not None and rule.limit_seconds < 1:
        raise page.error("a limit is one second or more", *where, "limit")
    if rule.working_days is not None and not 1 <= rule.working_days <= WORKING_DAYS_MAX:
        raise page.error(f"working_days is 1 to {WORKING_DAYS_MAX}", *where, "working_days")


def _check_days(page: Page, number: int, rule: Rule) -> None:
    if rule.valid_from and rule.valid_to and rule.valid_to < rule.valid_from:
        raise page.error("valid_to lies before valid_from", "rules", number, "valid_to")
