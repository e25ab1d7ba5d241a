"""设备 tested on the shift's page: faulty on board and wall since then, until it is found fine."""

from __future__ import annotations

from desk.access import Role
from tests.support.two_shifts import next_shift, offer


def test_what_is_faulty_stands_on_board_and_wall_until_it_is_mended(own_web):
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    done = officer.submit("/desk-checks", fax="faulty", phone="fine", words="卡纸")
    assert done.status_code == 303
    assert "传真故障 自 11-24 09:00:00" in officer.get("/").text
    assert "传真故障" in own_web.wall().get("/wall").text
    assert "卡纸" in officer.get("/shift").text
    own_web.clock.forward(minutes=30)
    officer.submit("/desk-checks", fax="faulty")
    assert "自 11-24 09:00:00" in officer.get("/").text
    officer.submit("/desk-checks", fax="fine", clock_offset="-1")
    assert own_web.running.boards.board().faults == ()


def test_a_handover_tests_as_well(own_web):
    chief = own_web.browser(Role.SECTION_CHIEF)
    _, relief = next_shift(own_web, chief, lead=own_web.people["无职"])
    assert offer(own_web, chief, relief, video="faulty").status_code == 303
    assert [one.device.value for one in own_web.running.boards.board().faults] == ["video"]


def test_somebody_tests_something_or_nothing_is_told(own_web):
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    assert "请至少检查一项" in officer.submit("/desk-checks").text
    nobody = own_web.browser(Role.DUTY_OFFICER)
    assert "不对应人员" in nobody.submit("/desk-checks", fax="fine").text
