"""Notes on the duty log's page: one short form, put right by a later line, sealed, and handed on when marked."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from desk.access import Role
from tests.support.noting import a_note


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


def test_a_visitor_is_a_line_of_the_log_and_sealed(own_web, officer):
    own_web.clock.forward(minutes=20)
    note = a_note(own_web, officer, origin="宏达化工", visitor_name="李四", at="0910")
    text = officer.get("/duty-log").text
    for words in ("来访", "反映供水", "宏达化工", "李四", "09:10", f"/desk-notes/{note}"):
        assert words in text
    auditor = own_web.browser(Role.AUDITOR)
    for path in ("/duty-log", f"/desk-notes/{note}"):
        assert "李四" not in auditor.get(path).text
        assert "〔保密〕" in auditor.get(path).text


def test_a_correction_is_a_later_line_with_its_reason(own_web, officer):
    note = a_note(own_web, officer)
    answer = officer.submit(f"/desk-notes/{note}/correction", words="反映供气", reason="听错")
    assert answer.status_code == 303
    text = officer.get("/duty-log").text
    assert "反映供水" in text
    assert "反映供气；理由 听错" in text
    assert "更正补充" in text
    assert officer.submit(f"/desk-notes/{note}/correction", words="x").status_code == 409


def test_it_ends_with_a_result_and_only_once(own_web, officer):
    note = a_note(own_web, officer, kind="fault", words="二号传真机卡纸")
    own_web.clock.forward(minutes=30)
    assert officer.submit(f"/desk-notes/{note}/ending", words="已修好").status_code == 303
    assert "已修好（09:30）" in officer.get("/duty-log").text
    again = officer.submit(f"/desk-notes/{note}/ending", words="x", ended="5")
    assert again.status_code == 409


def test_marked_it_is_handed_over_until_it_ends(own_web, officer, desk):
    note = a_note(own_web, officer, kind="fax", words="防汛电报待签收", listed="true")
    assert "防汛电报待签收" in officer.get("/handover").text
    officer.submit(f"/desk-notes/{note}/handing-on")
    assert "防汛电报待签收" not in officer.get("/handover").text
    officer.submit(f"/desk-notes/{note}/handing-on", listed="true")
    assert "防汛电报待签收" in officer.get("/handover").text
    officer.submit(f"/desk-notes/{note}/ending")
    assert "防汛电报待签收" not in officer.get("/handover").text


def test_a_note_of_nothing_of_no_kind_or_of_no_time_is_refused(own_web, officer):
    assert officer.submit("/desk-notes", kind="fax", words=" ").status_code == 409
    assert officer.submit("/desk-notes", kind="gossip", words="x").status_code == 422
    assert officer.submit("/desk-notes", kind="fax", words="x", at="昨天").status_code == 422
    assert officer.get(f"/desk-notes/{own_web.town}").status_code == 404
    assert officer.get(f"/desk-notes/{quote('无')}").status_code == 422
