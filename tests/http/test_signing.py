"""The leader signs over the telephone: a number said back, a witness with a PIN, and ink on a silent clock."""

from __future__ import annotations

import pytest

from desk.access import Role
from domain.handover import ItemKind
from domain.report import ReportStanding
from domain.telephone_signature import InkRanOut, TelephoneSigned, text_number
from escalation.sweep import sweep
from projections.handover_items import Wording, open_items
from projections.incident_file import gather
from projections.inks import INKS

PIN = "290417"
TEXT = "临江区人民政府：8时50分许沟槽塌方，2人被困。"


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


@pytest.fixture
def second(own_web):
    """A second officer, who has a PIN."""
    person = own_web.people["无职"]
    account = own_web.new_account([Role.DUTY_OFFICER], person=person)
    own_web.vault.pins.set(account.id, PIN)
    return person


@pytest.fixture
def incident(officer):
    return officer.take_call("沟槽塌方", trapped=2)


@pytest.fixture
def report(own_web, officer, incident):
    form = {"entity": str(own_web.county), "recipient": str(own_web.city), "words": TEXT}
    officer.submit(f"/incidents/{incident}/drafts", **form)
    [report] = gather(own_web.log, incident).reports
    return report


def said_back(web, officer, report, second, **more):
    leader = web.people["沈立群"]
    form = {"by": str(leader), "number": text_number(TEXT), "witness": str(second), "pin": PIN}
    return officer.submit(f"/reports/{report}/telephone-signature", **(form | more))


def standing(web, incident, report):
    return gather(web.log, incident).reports[report].standing


def inks(web):
    return web.running.boards.read(lambda follower: list(follower.rows[INKS.name].values()))


def handed_over(web):
    """What the next shift is told is owed on paper."""
    names = {id: name for name, id in web.people.items()}
    wording = Wording(names.get, str, "{}".format)
    items = web.running.boards.read(lambda follower: open_items(follower.rows, wording))
    return [one.text for one in items if one.kind is ItemKind.INK]


def test_the_page_reads_out_the_number_and_the_signature_names_all_three(
    own_web, officer, second, incident, report
):
    number = text_number(TEXT)
    assert f"{number[:3]} {number[3:]}</b>" in officer.get(f"/incidents/{incident}").text
    assert said_back(own_web, officer, report, second).status_code == 303
    [line] = [one for one in own_web.log.stream(report) if isinstance(one.event, TelephoneSigned)]
    assert (line.event.signer, line.event.witness) == (own_web.people["沈立群"], second)
    assert line.meta.recorded_by.id == str(own_web.people["周敏"])
    assert standing(own_web, incident, report) is ReportStanding.SIGNED
    assert f"文号 {number}，无职见证；待补签" in officer.get(f"/incidents/{incident}").text
    assert PIN not in str(own_web.log.since(0, 100_000))


def test_a_wrong_pin_or_number_or_witness_signs_nothing(own_web, officer, second, incident, report):
    other = "000000" if text_number(TEXT) != "000000" else "111111"
    assert said_back(own_web, officer, report, second, pin="290418").status_code == 403
    assert said_back(own_web, officer, report, second, number=other).status_code == 409
    own_web.vault.pins.set(own_web.account(Role.DUTY_OFFICER, on_shift=True).id, PIN)
    alone = str(own_web.people["周敏"])
    assert said_back(own_web, officer, report, second, witness=alone).status_code == 409
    plain = {"by": str(own_web.people["沈立群"]), "way": "phone"}
    assert officer.submit(f"/reports/{report}/signature", **plain).status_code == 409
    assert standing(own_web, incident, report) is ReportStanding.DRAFTED


def test_a_text_changed_after_it_was_read_out_is_refused(
    own_web, officer, second, incident, report
):
    officer.submit(f"/reports/{report}/revision", text=f"{TEXT}已转移8人。")
    refused = said_back(own_web, officer, report, second)
    assert (refused.status_code, "文号与现稿不符" in refused.text) == (409, True)
    assert standing(own_web, incident, report) is ReportStanding.DRAFTED


def test_ink_is_owed_silently_and_recorded_when_it_is_there(
    own_web, officer, second, incident, report
):
    said_back(own_web, officer, report, second)
    assert handed_over(own_web) == ["2026-0001 · 沈立群"]
    own_web.clock.forward(hours=25)
    for _ in range(2):
        sweep(own_web.running.desk, own_web.clock.at)
    assert sum(isinstance(one.event, InkRanOut) for one in own_web.log.stream(report)) == 1
    own_web.running.boards.wait_for(own_web.log.head().seq, 60)
    assert [one.ran_out for one in inks(own_web)] == [True]
    next_day = own_web.browser(Role.DUTY_OFFICER)
    assert next_day.submit(f"/reports/{report}/ink").status_code == 303
    assert inks(own_web) == handed_over(own_web) == []
    assert next_day.submit(f"/reports/{report}/ink").status_code == 409
