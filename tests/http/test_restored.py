"""After a restore everybody is told what is missing; papers are numbered once somebody knows, and none twice."""

from uuid import uuid4

import pytest

from api.handover_list import items_now
from api.running import acting_as
from desk.restoration import RestoreOffice, restore_office
from domain.handover import ItemKind
from domain.restoration import OfficeRestored
from tests.support.doing import done_and_shown
from tests.support.papers import issue, issued, rows, today
from tests.support.patience import until

LOOK, TELL, CONFIRM = "/restored", "/restored/numbers", "/restored/acknowledgement"


def put_back_after(web, **gap):
    """From a copy of this very position, so much later."""
    head = web.running.log.head()
    web.copied = head.seq
    web.clock.forward(**gap)
    restored = OfficeRestored(
        epoch=0,
        made_at=head.recorded_at,
        events=head.seq,
        head=head.chain.hex(),
        last_recorded_at=head.recorded_at,
        by_words="周明",
        at=web.clock.at,
    )
    command = RestoreOffice(restored=restored, reason="硬盘坏了")
    done_and_shown(web, acting_as("restore", uuid4()), restore_office, command)


@pytest.fixture
def put_back(own_web):
    put_back_after(own_web, hours=1)
    return own_web


def test_it_is_a_banner_on_every_board_and_the_page_says_what_is_missing(put_back):
    officer = put_back.browser("duty_officer", on_shift=True)
    board = officer.get("/").text
    assert "本库是从" in board
    assert 'href="/restored"' in board
    page = officer.get(LOOK).text
    for words in ("硬盘坏了", "周明", "第2纪元", "重新登录", "突发事件信息专报"):
        assert words in page
    with officer.watch() as socket:
        hello = socket.receive_json()
    epochs = (hello["epoch"], hello["epoch_after"])
    assert epochs == (2, put_back.copied)
    assert f'data-epoch-after="{epochs[1]}"' in board


def test_it_is_handed_over_until_somebody_checked_it(put_back):
    officer = put_back.browser("duty_officer", on_shift=True)
    [told] = [one for one in items_now(put_back.running, str) if one.kind is ItemKind.RESTORATION]
    assert "缺口内的记录和编号尚未核对" in told.text
    assert officer.submit(CONFIRM, words="纸上两件已补录").status_code == 303
    kinds = {one.kind for one in items_now(put_back.running, str)}
    assert ItemKind.RESTORATION not in kinds


def test_no_paper_is_numbered_before_somebody_knows_and_no_number_of_paper_is_given_again(put_back):
    officer = put_back.browser("duty_officer", on_shift=True)
    refused = issue(put_back, officer, "bulletin", today(put_back))
    assert refused.status_code == 409
    assert "恢复核对" in refused.text
    told = {"series": "document-bulletin", "year": 2026, "last": 6, "words": "纸上有6号"}
    assert officer.submit(TELL, **told).status_code == 303
    assert officer.submit(TELL, **told).status_code == 409
    assert officer.submit(TELL, **told | {"series": "mine"}).status_code == 422
    assert officer.submit(CONFIRM, words=" ").status_code == 409
    assert officer.submit(CONFIRM, words="纸上两件已补录").status_code == 303
    issued(put_back, officer, "bulletin", today(put_back))
    [paper] = rows(put_back)
    assert paper.issued.number == 7
    assert "本库是从" not in officer.get("/").text
    assert "已确认" in officer.get(LOOK).text


def test_what_fell_due_in_the_gap_rings_at_once_and_is_marked(own_web):
    officer = own_web.browser("duty_officer", on_shift=True)
    officer.take_call("化工厂爆炸", caller_unit=str(own_web.town))
    put_back_after(own_web, hours=3)
    own_web.running.waiter.kick()
    until(lambda: any(one.lost and one.ran_out for one in own_web.running.boards.board().clocks))
    officer = own_web.browser("duty_officer", on_shift=True)
    assert "到时在恢复缺口内" in officer.get("/").text
    assert any(one.lost for one in own_web.running.boards.board().rings)


def test_a_log_that_was_never_put_back_says_so(web):
    officer = web.browser("duty_officer", on_shift=True)
    assert "没有从备份恢复过" in officer.get(LOOK).text
    assert officer.submit(CONFIRM, words="看过").status_code == 409
    told = {"series": "incident", "year": 2026, "last": 6, "words": "纸上有6号"}
    assert officer.submit(TELL, **told).status_code == 409
