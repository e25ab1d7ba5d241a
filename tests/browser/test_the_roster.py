"""A month's roster in a real browser: a spreadsheet goes in, is published, and a seat changes hands; no JavaScript needed."""

from __future__ import annotations

from datetime import timedelta

import pytest
from openpyxl import Workbook

from api.clock import wall
from domain.working_days import BEIJING
from tests.support.nights import a_shift
from tests.support.screens import DESK
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

OFFICERS = ("王芳", "韩冬", "孙伟")
DAYS = 10


@pytest.fixture
def server(tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    with a_staffed_office(folder) as office:
        for name in ("陈立", *OFFICERS):
            office.person(name)
        a_shift(office)
    with serving(folder) as server:
        yield server


def days():
    """From the day after tomorrow on, so that nothing of it has begun."""
    first = wall().astimezone(BEIJING).date() + timedelta(days=2)
    return [first + timedelta(days=n) for n in range(DAYS)]


def a_sheet(path, wrong=None):
    book = Workbook()
    page = book.active
    page.append([f"{days()[0].year}年值班表", None, None])
    page.merge_cells("A1:C1")
    page.append(["日期", "带班领导", "值班员"])
    for n, day in enumerate(days()):
        name = wrong if wrong and n == 3 else OFFICERS[n % 3]
        page.append([f"{day.month}月{day.day}日", "陈 立", f"{name[0]} {name[1:]}"])
    book.save(path)
    return path


def look_at(screen, file):
    screen.page.set_input_files("input[name=file]", str(file))
    with screen.page.expect_navigation():
        screen.page.click("form[action='/roster/preview'] button")


def send(screen, button):
    with screen.page.expect_navigation():
        screen.page.click(button)


def choose(screen, form, field, label):
    screen.page.select_option(f"{form} [name={field}]", label=label)


def row_of(screen, day):
    screen.go(f"/roster?month={day:%Y-%m}")
    date = screen.page.get_by_role("cell", name=f"{day:%m-%d}", exact=True)  # no end of another
    return screen.page.locator("table.roster tr").filter(has=date).inner_text()


@pytest.fixture
def chief(server, open_screen):
    return open_screen(server, "zhuren", "/roster", size=DESK, java_script_enabled=False)


def publish(chief, file):
    look_at(chief, file)
    send(chief, "form[action='/roster/import'] button")
    chief.page.fill("[name=reason]", "前后班次另排")
    send(chief, "form[action$='/publication'] button")


def test_a_wrong_cell_is_shown_and_nothing_can_be_confirmed(chief, tmp_path):
    look_at(chief, a_sheet(tmp_path / "wrong.xlsx", wrong="查无人"))
    assert "C6：" in chief.page.inner_text("main")
    assert chief.page.locator("form[action='/roster/import']").count() == 0


def test_a_roster_is_published_and_a_seat_changes_hands(server, open_screen, chief, tmp_path):
    publish(chief, a_sheet(tmp_path / "roster.xlsx"))
    day = days()[3]  # five days ahead: nothing urgent, whatever day it is
    assert "王芳" in row_of(chief, day)
    officer = open_screen(server, "zhiban", "/duty-changes", java_script_enabled=False)
    form = "form:has(input[value=substitution])"
    choose(officer, form, "seat", f"{day:%m-%d} 08:30 王芳")
    choose(officer, form, "takes", "韩冬")
    officer.page.fill(f"{form} [name=reason]", "家中有事")
    send(officer, f"{form} button.main")
    send(officer, "form[action$='/consent'] button")
    assert "待批准" in officer.page.inner_text(".changes")
    chief.go("/duty-changes")
    chief.page.fill("form[action$='/approval'] [name=reason]", "连值一班")
    send(chief, "form[action$='/approval'] button")
    assert "韩冬" in row_of(officer, day)
    assert officer.complaints == chief.complaints == []
