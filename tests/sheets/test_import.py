"""A sheet goes through the running office: looked at, confirmed as one command, and kept by the log."""

from __future__ import annotations

import re
from uuid import uuid4

import pytest

from api.sheets.kept import FILES_MAX
from api.sheets.reader import BYTES_MAX, read_sheet
from desk.access import Role
from tests.support.sheets import OF_REGISTER, PEOPLE, UNITS, a_csv, a_workbook, newest_of_register
from tests.support.web import a_web

WORKS = ("红旗机械厂", "单位", "企业", "青石镇")
LI = ("李四", "红旗机械厂", "13900000009", "厂长、主班")
BOTH = a_workbook(单位=[UNITS, WORKS], 人员=[PEOPLE, LI])
FILE = re.compile(r'name="file" value="([0-9a-f-]+)"')


@pytest.fixture
def web(tmp_path):
    with a_web(tmp_path) as web:
        yield web


@pytest.fixture
def chief(web):
    return web.browser(Role.SECTION_CHIEF)


def look_at(browser, content, name="名单.xlsx"):
    form = {"csrf": browser.web.vault.csrf(browser.token)}
    return browser.client.post("/register/preview", data=form, files={"file": (name, content)})


def file_in(page):
    return FILE.search(page.text)[1]


def confirm(browser, page, **fields):
    return browser.submit("/register/import", file=file_in(page), **fields)


def test_looking_takes_nothing_in_and_confirming_takes_in_everything_at_once(web, chief):
    before = newest_of_register(web.log)
    page = look_at(chief, BOTH)
    assert (page.status_code, newest_of_register(web.log)) == (200, before)
    assert confirm(chief, page).headers["location"] == "/register"
    events = web.log.since(before, 100, OF_REGISTER)
    assert [one.event.TOPIC for one in events] == [
        "unit.registered",
        "person.registered",
        "person.post-taken",
        "person.post-taken",
    ]
    assert len({one.meta.command_id for one in events}) == 1
    shown = chief.get("/register").text
    assert "红旗机械厂" in shown
    assert "厂长" in shown


def test_the_same_sheet_again_offers_nothing_to_confirm(web, chief):
    confirm(chief, look_at(chief, BOTH))
    page = look_at(chief, BOTH)
    assert "表中内容与现有登记一致" in page.text
    assert not FILE.search(page.text)


def test_a_confirmation_sent_twice_is_done_once(web, chief):
    page = look_at(chief, BOTH)
    command = str(uuid4())
    first = confirm(chief, page, command_id=command)
    head = newest_of_register(web.log)
    second = confirm(chief, page, command_id=command)
    assert (first.status_code, second.status_code, newest_of_register(web.log)) == (303, 303, head)


def test_two_tabs_that_confirm_the_same_file_take_it_in_once(web, chief):
    page = look_at(chief, BOTH)
    confirm(chief, page)
    head = newest_of_register(web.log)
    assert confirm(chief, page).status_code == 303
    assert newest_of_register(web.log) == head


def test_what_became_wrong_between_look_and_confirmation_is_refused_whole(web, chief):
    page = look_at(chief, BOTH)
    for unit in (web.works, web.town):
        chief.submit(f"/register/units/{unit}/closing", reason="撤并")
    head = newest_of_register(web.log)
    refused = confirm(chief, page)
    assert refused.status_code == 422
    assert "未导入任何内容" in refused.text
    assert newest_of_register(web.log) == head


def test_a_sheet_confirmed_after_somebody_elses_is_looked_at_again_first(web, chief):
    page = look_at(chief, BOTH)
    other = web.browser(Role.ADMINISTRATOR)
    assert confirm(other, look_at(other, a_csv(UNITS, WORKS), "单位.csv")).status_code == 303
    head = newest_of_register(web.log)
    assert confirm(chief, page).status_code == 412
    assert newest_of_register(web.log) == head
    assert confirm(chief, look_at(chief, BOTH)).status_code == 303


def test_a_sheet_with_a_wrong_row_cannot_be_confirmed(web, chief):
    page = look_at(chief, a_csv(UNITS, WORKS, ("白沙厂", "", "企业", "")), "名单.csv")
    assert "B列 层级：必须填写" in page.text
    assert "有 1 行有误" in page.text
    assert not FILE.search(page.text)


def test_a_preview_expires_and_says_so(web, chief):
    page = look_at(chief, BOTH)
    web.clock.forward(minutes=31)
    answer = confirm(chief, page)
    assert (answer.status_code, "预览已过期" in answer.text) == (422, True)


def test_nobody_confirms_what_another_account_looked_at(web, chief):
    page = look_at(chief, BOTH)
    answer = confirm(web.browser(Role.ADMINISTRATOR), page)
    assert (answer.status_code, "预览已过期" in answer.text) == (422, True)


def test_only_a_few_files_are_kept_at_a_time(web):
    accounts = [web.new_account([Role.SECTION_CHIEF]) for _ in range(FILES_MAX + 1)]
    browsers = [web.browser_of(account) for account in accounts]
    pages = [look_at(browser, BOTH) for browser in browsers]
    answers = [confirm(*one).status_code for one in zip(browsers, pages, strict=True)]
    assert answers == [422] + [303] * FILES_MAX


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"MZ\x90\x00" + bytes(100), "不是 xlsx、xls、ods 表格，也不是 csv 文本"),
        (b"", "文件是空的"),
        (a_csv(("甲", "乙")), "没有找到表头"),
        (b"x" * (BYTES_MAX + 1), "表格太大"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_words(web, chief, content, words):
    head = newest_of_register(web.log)
    answer = look_at(chief, content, "名单.csv")
    assert (answer.status_code, words in answer.text) == (422, True)
    assert newest_of_register(web.log) == head


def test_the_register_leaves_as_a_workbook_and_comes_back_the_same(web, chief):
    workbook = chief.get("/register/sheet")
    assert workbook.headers["content-type"].endswith("spreadsheetml.sheet")
    assert len(read_sheet("register.xlsx", workbook.content)) == 2
    assert "表中内容与现有登记一致" in look_at(chief, workbook.content).text
    assert "没有可导入的内容" in look_at(chief, chief.get("/register/sheet/empty").content).text


def test_who_may_only_see_the_register_gets_the_workbook_and_imports_nothing(web):
    officer = web.browser(Role.DUTY_OFFICER)
    assert officer.get("/register/sheet").status_code == 200
    assert look_at(officer, BOTH).status_code == 403
    assert officer.submit("/register/import", file=str(uuid4())).status_code == 403
