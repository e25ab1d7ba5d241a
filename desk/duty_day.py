"""值班日的规则: the shipped files, read once."""

from __future__ import annotations

from functools import cache
from importlib import resources

from domain.attendance_events import AttendancePolicy
from domain.attendance_file import parse_attendance


@cache
def attendance_policy() -> AttendancePolicy:
    return parse_attendance(_shipped("attendance.yaml"), "attendance.yaml")


def _shipped(name: str) -> str:
    return resources.files("domain").joinpath("duty_day", name).read_text(encoding="utf-8")
