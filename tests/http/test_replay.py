"""The board of any moment: whatever was recorded later is not there, and nothing passes for now."""

from __future__ import annotations

import re
from datetime import timedelta
from urllib.parse import urlencode

import pytest

from api.replaying import local_text
from desk.access import Role


@pytest.fixture
def history(own_web):
    """Two calls, ten minutes apart; the first incident's level was raised in between."""
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    own_web.clock.forward(minutes=1)
    officer.take_call("储罐爆炸")
    own_web.first = own_web.log.position
    own_web.clock.forward(minutes=10)
    officer.take_call("国道相撞")
    own_web.clock.forward(minutes=5)
    return own_web


@pytest.fixture
def auditor(history):
    return history.browser(Role.AUDITOR)


def replayed(browser, **moment):
    return browser.get(f"/replay?{urlencode(moment)}")


def test_a_position_shows_what_stood_there_and_nothing_later(history, auditor):
    then = replayed(auditor, seq=history.first).text
    assert "储罐爆炸" in then
    assert "国道相撞" not in then
    assert "国道相撞" in replayed(auditor).text


@pytest.mark.parametrize("page", ["desk", "wall"])
@pytest.mark.parametrize(("back", "known"), [(6, False), (5, True), (0, True)])
def test_a_time_shows_whatever_was_recorded_by_then(history, auditor, back, known, page):
    at = local_text(history.clock.at - timedelta(minutes=back))
    assert ("国道相撞" in replayed(auditor, at=at, page=page).text) is known


def test_the_newest_moment_holds_what_was_recorded_ahead_of_the_clock(history, auditor):
    """The machine's clock was set back: times of record went on from where they were."""
    history.clock.at -= timedelta(minutes=20)
    history.browser(Role.DUTY_OFFICER, on_shift=True).take_call("冷库漏氨")
    assert "冷库漏氨" in replayed(auditor).text


def test_the_address_of_a_moment_within_a_second_keeps_what_that_second_recorded(history, auditor):
    history.clock.forward(seconds=1.2)
    history.browser(Role.DUTY_OFFICER, on_shift=True).take_call("冷库漏氨")
    history.clock.forward(seconds=0.5)
    [way] = re.findall(r'href="/replay\?page=wall&amp;([^"]*)"', replayed(auditor).text)
    assert "冷库漏氨" in auditor.get(f"/replay?page=wall&{way}").text


def test_its_clock_stands_at_the_moment_and_everything_says_that_it_is_not_now(history, auditor):
    at = history.clock.at - timedelta(minutes=7)
    page = replayed(auditor, at=local_text(at)).text
    stood = f"{at:%Y-%m-%dT%H:%M:%S}.000Z"
    assert f'<meta name="office-time" content="{stood}" data-speed="0">' in page
    assert "<title>回放 " in page
    assert "当时所知，不是现在" in page


def test_nothing_on_it_leads_back_to_the_live_incident(history, auditor):
    page = replayed(auditor, seq=history.first).text
    assert 'href="/incidents/' not in page
    assert 'href="/incidents/' in auditor.get("/").text


def linked(page, which):
    """The position that the bar's link of this kind leads to, and the page's other words."""
    words, seq = re.search(rf'href="/replay\?(.*?)seq=(\d+)" rel="{which}"', page.text).groups()
    return words, int(seq)


def test_the_next_and_the_previous_record_are_links_and_a_command_is_one_step(history, auditor):
    before = linked(replayed(auditor, seq=history.first), "prev")[1]
    assert linked(replayed(auditor, seq=before), "next") == ("", history.first)
    assert history.first - before > 1  # a call opens an incident and its clocks
    assert "已是最新记录" in replayed(auditor, seq=history.log.position).text
    assert "已是首条记录" in replayed(auditor, seq=1).text


def test_its_links_keep_what_else_the_address_says(history, auditor):
    page = replayed(auditor, seq=history.first, page="wall")
    assert linked(page, "prev")[0] == "page=wall&amp;"
    assert '<input type="hidden" name="page" value="wall">' in page.text


@pytest.mark.parametrize(
    ("moment", "status", "words"),
    [
        ({"seq": 0}, 404, "该时刻早于首条记录"),
        ({"seq": 10**9}, 404, "该时刻尚未到来"),
        ({"seq": -1}, 422, ""),
        ({"at": "1999-01-01 00:00"}, 404, "该时刻早于首条记录"),
        ({"at": "2199-01-01 00:00"}, 404, "该时刻尚未到来"),
        ({"at": "昨天"}, 422, "时间写法不认识"),
        ({"seq": "", "at": ""}, 200, "已是最新记录"),
    ],
)
def test_a_moment_outside_the_record_is_refused_in_words(auditor, moment, status, words):
    answer = replayed(auditor, **moment)
    assert answer.status_code == status
    assert words in answer.text
