"""The real register of 108 plans, taken in by an office."""

from __future__ import annotations

from pathlib import Path

from api.plan_sheets.preview import preview
from api.sheets.reader import read_sheet
from desk.plans import register_plans

REGISTER = Path(__file__).parents[1] / "plan_sheets" / "register.csv"


def a_register(office):
    """`office`: any that does commands (`tests.support.office.Office`)."""
    shown = preview(read_sheet(REGISTER.name, REGISTER.read_bytes()), office.desk.register())
    office.do(register_plans, shown.command)
