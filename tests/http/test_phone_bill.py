"""The phone bill page: what is on both sides and on one, nothing kept, and bad files refused by their cell."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

import pytest

from api.phone_bill_file import BYTES_MAX, ROWS_MAX
from desk.access import Role
from desk.register import SHANGHAI
from tests.support.refusing import on_record
from tests.support.web import a_web

HEAD = "对方号码,开始时间,通话时长,呼叫类型\n"
NUMBER = "13900001111"


@pytest.fixture(scope="module")
def web(tmp_path_factory):
    with a_web(tmp_path_factory.mktemp("office")) as web:
        yield web


@pytest.fixture(scope="module")
def officer(web):
    return web.browser(Role.DUTY_OFFICER)


def send(browser, content):
    form = {"csrf": browser.web.vault.csrf(browser.token), "command_id": str(uuid4())}
    files = {"file": ("话单.csv", content)}
    return browser.client.post("/phone-bill", data=form, files=files)


def written(at, how="%Y-%m-%d %H:%M:%S"):
    return at.astimezone(SHANGHAI).strftime(how)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize(
    "how", ["%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S", "%Y年%m月%d日 %H:%M:%S", "%Y%m%d%H%M%S"]
)
def test_a_bill_tells_what_is_on_both_sides_and_on_one(web, officer, encoding, how):
    officer.take_call(call_back=NUMBER)
    now = web.clock.at
    rows = [(f"+86 {NUMBER}", now), ("5550199", now + timedelta(seconds=5))]
    text = HEAD + "".join(f"{number},{written(at, how)},00:31,被叫\n" for number, at in rows)
    before = on_record(web)
    page = send(officer, text.encode(encoding))
    assert page.status_code == 200, page.text
    assert "话单 2 条，对上 1 条" in page.text
    assert "5550199" in page.text
    assert on_record(web) == before


def test_a_logged_call_that_the_carrier_does_not_know_is_listed(web, officer):
    web.clock.at += timedelta(hours=2)
    officer.take_call(call_back="13900002222")
    now = web.clock.at
    around = [now - timedelta(minutes=5), now + timedelta(minutes=5)]
    page = send(officer, (HEAD + "".join(f"119,{written(at)},1,主叫\n" for at in around)).encode())
    assert "记录有、话单无 1" in page.text
    assert "13900002222" in page.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "文件是空的"),
        (HEAD.encode(), "文件是空的"),
        (b"a,b\n1,2\n", "话单首行须有且只有一列号码"),
        ((HEAD + "110,昨天,1,主叫\n").encode(), "B2"),
        ((HEAD + "110,2026-02-30 01:00,1,主叫\n").encode(), "B2"),
        ((HEAD + "\n未知,2026-11-25 01:00,1,主叫\n").encode(), "A3"),
        (
            (HEAD + "110\x00,2026-11-25 01:00\n").encode(),
            "不是 xlsx、xls、ods 表格，也不是 csv 文本",
        ),
        (b"\xff\xff\x81", "文字编码无法识别"),
        ((HEAD + '"110,2026\n').encode(), "引号不成对"),
        ((HEAD + "110,2026-11-25 01:00\n" * (ROWS_MAX + 1)).encode(), "表格太大"),
        (b"1" * (BYTES_MAX + 1), "表格太大"),
    ],
)
def test_a_bad_file_is_refused_whole_and_says_where(officer, content, words):
    answer = send(officer, content)
    assert answer.status_code == 422
    assert words in answer.text


def test_the_page_is_one_click_from_who_learned_when(officer):
    incident = officer.take_call()
    assert 'href="/phone-bill"' in officer.get(f"/incidents/{incident}/knowledge").text
    assert 'type="file"' in officer.get("/phone-bill").text
