"""Two officers hand a night over at one PC: by keyboard, timed, and once without JavaScript."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest

from api.clock import wall
from desk.access import Role
from desk.duty import SetShift, set_shift
from desk.vault.accounts import NewAccount
from domain.shift import DutyPost, Seat
from tests.support.nights import a_night, a_shift
from tests.support.serving import a_staffed_office, serving

pytestmark = pytest.mark.browser

OUT, IN = "290417", "771204"
DAY = timedelta(days=1)


@pytest.fixture
def server(tmp_path):
    with a_staffed_office(tmp_path) as office:
        a_night(office)
        _next_shift(office)
    with serving(tmp_path) as server:
        yield server


def _next_shift(office):
    relief = office.person("韩冬")
    new = NewAccount(
        login="jieban", name="韩冬", roles=(Role.DUTY_OFFICER,), unit=office.county, person=relief
    )
    account = office.vault.create_account(new, "a relief of the night", office.clock.at)
    office.vault.pins.set(account.id, IN)
    office.vault.pins.set(office.accounts["zhiban"].id, OUT)
    starts = office.clock.at + DAY
    seats = (Seat(post=DutyPost.LEAD_OFFICER, person=relief),)
    office.do(
        set_shift, SetShift(starts=starts, ends=starts + DAY, seats=seats, set_at=office.at())
    )


def _sign(page, side, pin, name=None):
    form = page.locator(f"form[action$='/signature']:has(input[value={side}])")
    if name:
        form.locator("[name=person]").select_option(label=name)
    form.locator("[name=pin]").focus()
    page.keyboard.type(pin)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def hand_over(page):
    page.select_option("form[action$='/offer'] [name=person]", label="周敏 · 主班")
    page.select_option("[name=phone]", "fine")
    page.fill("[name=remarks]", "二号传真机缺纸")
    page.locator("form[action$='/offer'] button.main").press("Enter")
    page.locator("#list").wait_for()
    page.get_by_role("button", name="全部接收").press("Enter")
    page.locator("#list li.open").first.wait_for(state="detached")
    _sign(page, "outgoing", OUT, "周敏 · 主班")
    _sign(page, "relief", IN)


@pytest.mark.parametrize("javascript", [True, False], ids=["as usual", "JavaScript off"])
def test_a_full_handover_of_two_officers(server, open_screen, javascript, capsys):
    screen = open_screen(server, "zhiban", "/handover", java_script_enabled=javascript)
    began = time.monotonic()
    hand_over(screen.page)
    took = time.monotonic() - began
    duty = screen.go("/").page.locator("#duty").inner_text()
    assert "韩冬" in duty
    assert "周敏" not in duty
    assert screen.complaints == []
    with capsys.disabled():
        print(f"\n  a full handover of two officers, machine time: {took:.1f} s")


def test_a_shift_that_nobody_has_relieved_says_so_on_the_desk_and_on_the_wall(
    tmp_path, open_screen
):
    with a_staffed_office(tmp_path, at=wall() - timedelta(hours=25)) as office:
        a_shift(office)
        office.clock.forward(hours=25)
    with serving(tmp_path) as server:
        for path in ("/", "/wall"):
            screen = open_screen(server, "zhuren", path)
            said = screen.page.locator("#duty .unrelieved")
            told = said.evaluate("one => one.shadowRoot.textContent")
            assert told.startswith("超时未交接 1时")
            assert screen.complaints == []
