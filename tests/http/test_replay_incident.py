"""本机关此刻所知: one incident as it was known, what differs from now marked, and no way to act on it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from api.replaying import local_text
from desk.access import Role


@pytest.fixture(scope="module")
def history(web):
    """One dead by 09:11; an hour later it is told that by then it had been three."""
    officer = web.browser(Role.DUTY_OFFICER, on_shift=True)
    web.clock.forward(minutes=1)
    web.before = web.log.position
    incident = officer.take_call("储罐爆炸")
    web.path = f"/incidents/{incident}"
    officer.submit(f"{web.path}/figures", dead="1")
    web.then, web.at = web.log.position, web.clock.at
    web.clock.forward(hours=1)
    officer.submit(f"{web.path}/figures", dead="3", at=local_text(web.at).replace("T", " "))
    chief = web.browser(Role.SECTION_CHIEF)
    chief.submit(f"{web.path}/level", level="II", reason="死亡3人")
    return web


@pytest.fixture
def auditor(history):
    return history.browser(Role.AUDITOR)


def known(browser, history, **moment):
    page = browser.get(f"/replay{history.path}", params=moment)
    assert page.status_code == 200
    return page.text


def row_of(page, label):
    [row] = re.findall(
        rf'<tr class="mark-(\w+)">\s*<th scope="row">{label}\s*</th>(.*?)</tr>', page, re.S
    )
    mark, cells = row
    return mark, [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in cells.split("</td>")]


def test_a_figure_that_was_corrected_stands_beside_the_one_that_was_known(history, auditor):
    mark, (then, now, difference, _) = row_of(known(auditor, history, seq=history.then), "死亡")
    assert mark == "corrected"
    assert then.startswith("1 截至")
    assert now.startswith("3 截至")
    assert difference.startswith("后来更正")


def test_what_was_decided_later_is_no_correction(history, auditor):
    mark, (then, now, difference, _) = row_of(known(auditor, history, seq=history.then), "等级")
    assert (mark, then, now) == ("developed", "尚无记录", "重大")
    assert difference.startswith("后续变化")


def test_a_figure_that_a_caller_told_stands_under_the_caller(own_web):
    town = own_web.town
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    incident = officer.take_call("储罐爆炸", caller_unit=str(town), dead="2")
    page = own_web.browser(Role.AUDITOR).get(f"/replay/incidents/{incident}").text
    name = re.search(r"来电单位</i> ([^<]+)<", page)[1]
    assert f"<i>来源</i> {name}<" in page


def test_every_correction_leads_to_the_moment_it_was_made(history, auditor):
    page = known(auditor, history, seq=history.then)
    seqs = {int(one) for one in re.findall(rf'href="/replay{history.path}\?seq=(\d+)">\d\d-', page)}
    assert seqs
    assert all(history.then < seq <= history.log.position for seq in seqs)
    assert row_of(known(auditor, history, seq=max(seqs)), "死亡")[0] == "same"


def test_before_it_was_known_the_page_says_so_and_shows_what_was_so(history, auditor):
    page = known(auditor, history, seq=history.before)
    assert "此刻本机关尚不知道这一事件" in page
    assert row_of(page, "死亡")[1][0] == "尚无记录"
    assert 'id="history"' not in page


def test_nothing_on_it_can_be_acted_on_and_nothing_is_from_later(history, auditor):
    leader = history.browser(Role.DUTY_LEADER, on_shift=True)
    page = known(leader, history, seq=history.then)
    main = page[page.index("<main") :]
    assert 'method="post"' not in main
    assert "死亡3人" not in main[main.index('id="clocks"') :]
    assert "储罐爆炸" in main[main.index('id="clocks"') :]


def test_the_board_of_then_leads_to_the_incident_of_then(history, auditor):
    board = auditor.get("/replay", params={"seq": history.then}).text
    assert f'href="/replay{history.path}?seq={history.then}"' in board
    at = local_text(history.at + timedelta(minutes=5))
    assert "本机关此刻所知" in known(auditor, history, at=at)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_is_read_in_either_language(history, language):
    reader = history.browser(Role.AUDITOR)
    reader.client.cookies.set("language", language, domain="127.0.0.1")
    page = known(reader, history, seq=history.then)
    assert {"zh": "本机关此刻所知", "en": "What this office knew at that minute"}[language] in page


def test_an_incident_that_never_was_is_unknown(auditor):
    assert auditor.get("/replay/incidents/00000000-0000-0000-0000-000000000001").status_code == 404
