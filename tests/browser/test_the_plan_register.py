"""A real register of plans in a real browser: looked at, confirmed, written out, edited, and only the difference comes in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from openpyxl import load_workbook

from api.plan_sheets.paper import COLUMNS
from contingency_plans.plan_columns import PlanColumn
from tests.support.nights import a_shift
from tests.support.plan_register_of import REGISTER
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

EDITED = "忠县地震应急预案"
PICTURES = os.environ.get("SHOUBAO_SCREENSHOTS")


@pytest.fixture
def server(tmp_path):
    folder = tmp_path / "office"
    folder.mkdir()
    with a_staffed_office(folder) as office:
        a_shift(office)
    with serving(folder) as server:
        yield server


def send(screen, form):
    with screen.page.expect_navigation():
        screen.page.click(f"form[action='{form}'] button")


def look_at(screen, file):
    screen.go("/plans/import").page.set_input_files("input[name=file]", str(file))
    send(screen, "/plans/preview")


def picture(screen, name):
    if PICTURES:
        screen.page.screenshot(path=Path(PICTURES) / f"{name}.png", full_page=True)


def edited(path):
    book = load_workbook(path)
    titles = COLUMNS.index(PlanColumn.TITLE)
    [row] = (one for one in book.active.iter_rows() if one[titles].value == EDITED)
    row[COLUMNS.index(PlanColumn.OWNER)].value = "县应急管理局"
    book.save(path)
    return path


def take_in_the_real_one(screen):
    look_at(screen, REGISTER)
    page = screen.page
    assert page.get_by_text("108 行，102 个预案，108 个版本").is_visible()
    assert page.locator("tr", has_text="高青县突发事件总体应急预案").get_by_text("〔202115").count()
    picture(screen, "plan-preview")
    send(screen, "/plans/import")
    assert page.locator("table.plans tbody tr").count() == 102


def exported(screen, folder):
    with screen.page.expect_download() as saved:
        screen.page.click("a[href='/plans/sheet']")
    saved.value.save_as(folder / "plans.xlsx")
    return folder / "plans.xlsx"


@pytest.mark.parametrize("scripts", [True, False], ids=["script", "no script"])
def test_a_register_comes_in_goes_out_edited_and_only_the_difference_comes_in(
    server, open_screen, tmp_path, scripts
):
    screen = open_screen(server, "zhiban", java_script_enabled=scripts)
    take_in_the_real_one(screen)
    book, page = exported(screen, tmp_path), screen.page
    look_at(screen, book)
    assert page.get_by_text("与预案库一致，没有要收入的").is_visible()
    look_at(screen, edited(book))
    assert page.locator("table.preview tbody tr").count() == 1
    assert page.get_by_text("编制单位：县政府办公室 → 县应急管理局").is_visible()
    picture(screen, "plan-difference")
    send(screen, "/plans/import")
    page.click(f"a:has-text('{EDITED}')")
    assert page.get_by_text("县应急管理局").first.is_visible()
    assert screen.complaints == []


def test_the_preview_is_accessible(server, open_screen, axe):
    screen = open_screen(server, "zhiban")
    look_at(screen, REGISTER)
    assert screen.violations(axe) == []
    assert screen.page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
