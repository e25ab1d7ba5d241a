"""A register of 108 plans of many offices, as it was found, and an empty register of ours to hold it against."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import Workbook

from api.plan_sheets.preview import preview
from api.sheets.reader import read_sheet
from desk.register import Register

FOUND = Path(__file__).with_name("register.csv").read_bytes()


def looked_at(content, known=None, name="plans.csv"):
    return preview(read_sheet(name, content, results=True), known or Register())


def taken_in(content, known=None, name="plans.csv"):
    """The register after the sheet."""
    before = known or Register()
    return before._replace(plans=looked_at(content, before, name).shelf)


def found_rows():
    return list(csv.reader(io.StringIO(FOUND.decode("utf-8-sig"))))


def as_csv(rows, encoding="utf-8"):
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode(encoding, errors="replace")


def as_xlsx(rows):
    book = Workbook()
    for row in rows:
        book.active.append(row)
    packed = io.BytesIO()
    book.save(packed)
    return packed.getvalue()


@pytest.fixture(scope="session")
def found():
    return looked_at(FOUND)


@pytest.fixture(scope="session")
def standing(found):
    return Register()._replace(plans=found.shelf)
