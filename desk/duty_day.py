"""值班日的规则: the shipped files, read once."""

from __future__ import annotations

from functools import cache
from importlib import resources

from domain.attendance_events import AttendancePolicy
from domain.attendance_file import parse_attendance
from domain.desk_duty_file import DutyRule, parse_duties


@cache
def attendance_policy() -> AttendancePolicy:
    return parse_attendance(_shipped("attendance.yaml"), "attendance.yaml")


def _shipped(name: str) -> str:
    return resources.files("domain").joinpath("duty_day", name).read_text(encoding="utf-8")


@cache
def duty_rules() -> tuple[DutyRule, ...]:
    return parse_duties(_shipped("duties.yaml"), "duties.yaml")
