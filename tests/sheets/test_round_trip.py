"""The register written as a sheet and read in again changes nothing, whatever people have typed into it."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from api.sheets.template import empty_sheet, written_sheet
from domain.person import PersonProfile, Tenure
from domain.unit import UnitProfile
from domain.words import Line, Tier, UnitKind
from projections.network import PersonRow, UnitRow
from tests.support.sheets import (
    REGISTERED_PEOPLE,
    REGISTERED_UNITS,
    a_unit,
    look,
    states,
    taken_in,
)

LANGUAGES = st.sampled_from(["zh", "en"])
TRAPS = st.sampled_from(
    [
        "=1+1", "+86", "-", "无", "none", "@甲", "'甲", "_x0041_", "张 三", "Ａ（甲）", "甲\x0b乙",
        "甲\ufffe乙", "甲、乙", "139.0", "13900000001.0", "注：甲", "名称", "\u200b", "甲\n乙", '"甲"', " ",
    ]
)  # fmt: skip
WORDS = TRAPS | st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12
)
NAMES = WORDS.filter(str.strip)
TIMES = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1), timezones=st.just(UTC))


@st.composite
def registers(draw):
    """Names repeat, units stand under closed ones, people hold posts of units they have left."""
    ids = draw(st.lists(st.uuids(), min_size=1, max_size=6, unique=True))
    above = [None, UUID(int=7)]
    units = []
    for id in ids:
        parent = draw(st.sampled_from(above))
        units.append(UnitRow(id, draw(profiles(parent))))
        above.append(id)
    people = draw(st.lists(persons(above[1:]), max_size=6, unique_by=lambda one: one.id))
    return units, people


def profiles(parent):
    return st.builds(
        UnitProfile,
        name=NAMES,
        short_name=WORDS,
        tier=st.sampled_from(Tier),
        kind=st.sampled_from(UnitKind),
        lines=st.lists(st.sampled_from(Line), unique=True, max_size=3).map(tuple),
        parent=st.just(parent),
        region_code=WORDS,
        duty_phone=WORDS,
        fax=WORDS,
    )


def persons(units):
    unit = st.sampled_from(units)
    held = st.builds(Tenure, post=NAMES, unit=unit, since=TIMES)
    posts = st.lists(held, max_size=3, unique_by=lambda one: (one.post, one.unit)).map(tuple)
    profile = st.builds(PersonProfile, name=NAMES, unit=unit, phone=WORDS)
    return st.builds(PersonRow, id=st.uuids(), profile=profile, posts=posts)


@settings(max_examples=60, deadline=None)
@given(registers(), LANGUAGES)
def test_the_register_as_a_sheet_is_the_register(register, language):
    units, people = register
    shown = look(written_sheet(language, units, people), units, people)
    assert set(states(shown)) <= {"same"}, [row.message("en") for row in shown.told]
    assert not shown.unread
    assert len({row.number for row in shown.rows if row.sheet == "单位"}) in (0, len(units))


@settings(max_examples=20, deadline=None)
@given(registers())
def test_no_cell_is_ever_a_formula(register):
    content = written_sheet("zh", *register)
    cells = [cell for sheet in load_workbook(io.BytesIO(content)) for row in sheet for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert all(cell.value is None for cell in cells if cell.data_type == "n")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_an_edited_sheet_takes_in_only_what_was_edited(language):
    content = written_sheet(language, REGISTERED_UNITS, REGISTERED_PEOPLE)
    workbook = load_workbook(io.BytesIO(content))
    units, people = workbook.worksheets
    units["A4"], units["F5"], units["F6"] = ["临江区政府"] * 3
    people["B3"], people["C3"] = "临江区", "13900000077"
    packed = io.BytesIO()
    workbook.save(packed)
    shown = look(packed.getvalue())
    assert [row.message("zh") for row in shown.told] == [
        "名称 临江区人民政府 → 临江区政府",
        "电话 13900000001 → 13900000077",
    ]
    after = taken_in(shown)
    assert not look(packed.getvalue(), *after).told


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_empty_sheet_asks_for_nothing_and_takes_what_is_filled_in(language):
    assert not look(empty_sheet(language)).rows
    workbook = load_workbook(io.BytesIO(empty_sheet(language)))
    units, people = workbook.worksheets
    offered = {one.formula1 for one in units.data_validations.dataValidation}
    tier, kind = (sorted(offered, key=len)[at].strip('"').split(",")[1] for at in (1, 0))
    units.append(["白沙街道办事处", "白沙街道", tier, kind, "", "临江区"])
    people.append(["李四", "白沙街道", 13900000009, "主任", datetime(2026, 3, 1)])
    packed = io.BytesIO()
    workbook.save(packed)
    assert states(look(packed.getvalue())) == ["new", "new"]


def test_a_unit_that_shares_its_name_is_written_by_its_id():
    twin = a_unit("青石镇人民政府", Tier.TOWNSHIP, short="青石")
    village = a_unit("青石村", Tier.UNIT, parent=twin)
    units = [*REGISTERED_UNITS, twin, village]
    content = written_sheet("zh", units, [])
    assert str(twin.id) in {
        cell.value for row in load_workbook(io.BytesIO(content)).worksheets[0] for cell in row[:6]
    }
    assert set(states(look(content, units, []))) == {"same"}
