"""依据: whoever types a time says what it rests on; blank is now, by the key pressed."""

from __future__ import annotations

import pytest

from desk.access import Role
from domain.times import Basis
from projections.incident_file import gather
from tests.support.refusing import on_record


@pytest.fixture(scope="module")
def chief(web):
    return web.browser(Role.SECTION_CHIEF, on_shift=True)


@pytest.fixture
def incident(chief):
    return chief.take_call("化工厂爆炸")


def knew(web, chief, incident, **typed):
    town = str(web.town)
    answer = chief.submit(f"/incidents/{incident}/knowledge", unit=town, means="other", **typed)
    return answer, gather(web.log, incident).incident.knowledge[-1].learned


def test_a_typed_time_rests_on_what_was_said(web, chief, incident):
    _, learned = knew(web, chief, incident, at="10", basis="phone_bill")
    assert learned.basis is Basis.PHONE_BILL


def test_nothing_said_is_by_word_of_mouth_and_nothing_typed_is_the_key(web, chief, incident):
    assert knew(web, chief, incident, at="10")[1].basis is Basis.ORAL
    assert knew(web, chief, incident, basis="document")[1].basis is Basis.KEY_PRESS


@pytest.mark.parametrize("basis", ["key_press", "system", "梦"])
def test_no_typed_time_passes_for_a_measured_one(web, chief, incident, basis):
    before = on_record(web)
    answer = chief.submit(f"/incidents/{incident}/occurrence", at="10", basis=basis, reason="更正")
    assert answer.status_code == 422
    assert on_record(web) == before


def test_a_report_told_by_phone_keeps_its_basis(web, chief, incident):
    office = str(web.running.desk.register().office.unit)
    chief.submit(
        f"/incidents/{incident}/reports",
        entity=office,
        recipient=str(web.city),
        made="5",
        basis="counterpart_record",
        words="爆炸，伤亡不详",
    )
    [report] = gather(web.log, incident).reports.values()
    assert report.made.basis is Basis.COUNTERPART_RECORD
