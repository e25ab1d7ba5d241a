"""After a call was taken: where the next report goes, and how what was written down wrong is put right."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from desk.access import Role
from projections.incident_file import gather


@pytest.fixture
def officer(web):
    return web.browser(Role.DUTY_OFFICER)


def chosen(page, name):
    [select] = re.findall(rf'<select name="{name}".*?</select>', page)
    return re.findall(r'value="([^"]*)" selected', select)


def test_a_report_is_offered_from_the_units_of_the_clock_that_presses(web, officer):
    incident = officer.take_call()
    page = officer.get(f"/incidents/{incident}").text
    assert chosen(page, "entity") == [str(web.county)]
    assert chosen(page, "recipient") == [str(web.city)]


def test_with_no_clock_open_it_is_offered_from_us_one_step_up(web, officer):
    incident = officer.take_call("咨询")
    ends = {"entity": web.county, "recipient": web.city}
    for channel in ("phone", "written"):
        officer.submit(f"/incidents/{incident}/reports", channel=channel, **ends)
    page = officer.get(f"/incidents/{incident}").text
    assert not any(one.open for one in gather(web.log, incident).deadlines.values())
    assert chosen(page, "entity") == [str(web.county)]
    assert chosen(page, "recipient") == [str(web.city)]


def test_a_window_to_supplement_is_shown_with_its_end(web, officer):
    incident = officer.take_call(klass="accident", occurred="0845")
    officer.submit(f"/incidents/{incident}/reports", entity=web.county, recipient=web.city)
    page = officer.get(f"/incidents/{incident}").text
    [shown] = re.findall(r"补报窗口：(.*?)</p>", page)
    assert "可补报至" in shown
    assert "12-24" in shown
    assert "C06" in shown


def test_a_report_whose_time_was_written_down_wrong_is_put_right(web, officer):
    incident = officer.take_call()
    web.clock.forward(minutes=40)
    ends = {"entity": web.county, "recipient": web.city}
    officer.submit(f"/incidents/{incident}/reports", words="已报", **ends)
    page = officer.get(f"/incidents/{incident}").text
    [path] = re.findall(r'action="(/reports/[0-9a-f-]+/correction)"', page)
    answer = officer.submit(path, text="已报", made="30", reason="听录音核实")
    assert answer.status_code == 303
    [report] = gather(web.log, incident).reports.values()
    assert web.clock.at - report.made.earliest == timedelta(minutes=30)
    assert officer.submit(path, text="已报", made="半点", reason="核实").status_code == 422


def test_a_call_is_completed_from_the_page_of_its_incident(web, officer):
    incident = officer.take_call("起火")
    page = officer.get(f"/incidents/{incident}").text
    [path] = re.findall(r'action="(/calls/[0-9a-f-]+/completion)"', page)
    answer = officer.submit(path, what="仓库起火", place="滨江路8号", injured="4", dead="")
    assert re.match(rf"/incidents/{incident}\?taken=.+#sources$", answer.headers["location"])
    file = gather(web.log, incident)
    [heard] = [one.heard for one in file.calls.values()]
    assert (heard.what, heard.place.text) == ("仓库起火", "滨江路8号")
    assert [(one.figure, one.value) for one in file.incident.facts] == [("injured", 4)]
    assert "滨江路8号" in officer.get(f"/incidents/{incident}").text


def test_a_call_is_not_completed_over_somebody_elses_words(officer):
    incident = officer.take_call("起火")
    page = officer.get(f"/incidents/{incident}").text
    [path] = re.findall(r'action="(/calls/[0-9a-f-]+/completion)"', page)
    seen = re.search(r'name="seen" value="(\d+)"', page).group(1)
    assert officer.submit(path, what="仓库起火", seen=seen).status_code == 303
    assert officer.submit(path, what="车间起火", seen=seen).status_code == 412
