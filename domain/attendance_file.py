"""两个十: the file that says how early people come, when they are absent, and who is woken for it."""

from __future__ import annotations

from datetime import timedelta

from domain.attendance_events import AttendancePolicy
from domain.escalation_policy import EscalationPolicy, PolicyStep, resolve
from domain.kernel import Value
from domain.rule_text import read_page


class AttendanceFile(Value):
    """What stands in it."""

    title: str
    source: str
    early: timedelta
    absent_after: timedelta
    steps: tuple[PolicyStep, ...]


def parse_attendance(text: str, name: str) -> AttendancePolicy:
    """Raises RuleError, which names the file and the line."""
    written = read_page(text, name).read_as(AttendanceFile)
    policy = EscalationPolicy(id="absence", name=written.title, own=written.steps)
    return AttendancePolicy(
        early_seconds=int(written.early.total_seconds()),
        absent_after_seconds=int(written.absent_after.total_seconds()),
        steps=resolve(policy, timedelta(0), own=True).steps,
        source=written.source,
    )
