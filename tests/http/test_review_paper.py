"""The report of a review says what people chose and what the clocks said then and now, under a number of its own."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

from docx import Document
from msgspec.structs import replace

from api.running import acting_as
from desk.access import Role
from desk.calls import CallTaken, TakeCall, take_call
from desk.incidents import AnnulIncident, annul_incident
from domain.incoming_report import Heard
from domain.report import ReportMade
from domain.times import Basis, moment
from domain.words import IncidentClass
from tests.support.doing import done_and_shown
from tests.support.ladder import unit_id
from tests.support.papers import issue, issued, rows
from tests.support.plan_acts import a_kept_plan
from tests.support.reviewing import a_lesson, opened, positions


def reviewed(web, officer):
    """Assessed, with a turning point and a lesson about a plan."""
    incident, plan = opened(web, officer), a_kept_plan(web)["plan"]
    base, seq = f"/incidents/{incident}/review", positions(web, incident, ReportMade.TOPIC)[-1]
    assert officer.submit(f"{base}/points", seq=seq, words="十分钟报到市里").status_code == 303
    told = {"worked": "报送及时", "failed": "镇里没有回执"}
    assert officer.submit(f"{base}/assessment", **told).status_code == 303
    a_lesson(web, officer, incident, plan=str(plan))
    return incident


def texts(who, incident):
    answer = who.get(f"/documents/new/review/{incident}/docx")
    assert answer.status_code == 200, answer.text
    return [one.text for one in Document(BytesIO(answer.content)).paragraphs if one.text]


def test_it_tells_what_was_chosen_and_what_was_on_record(own_web):
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    told = "\n".join(texts(officer, reviewed(own_web, officer)))
    for words in (
        "关于化工厂爆炸的复盘报告",
        "十分钟报到市里",
        "用时10分钟",
        "现在认定",
        "报送及时",
        "镇里没有回执",
        "1. 镇村两级每月试拨（青石镇",
        "六、预案修订",
    ):
        assert words in told, words


def test_it_is_numbered_once_a_leader_has_signed_the_review(own_web):
    officer, chief = (
        own_web.browser(one, on_shift=True) for one in (Role.DUTY_OFFICER, Role.DUTY_LEADER)
    )
    incident = reviewed(own_web, officer)
    assert issue(own_web, officer, "review", incident).status_code == 409
    assert chief.submit(f"/incidents/{incident}/review/signature").status_code == 303
    issued(own_web, officer, "review", incident)
    [paper] = [one for one in rows(own_web) if one.issued.occasion.kind.value == "review"]
    assert (paper.issued.number, paper.issued.title) == (1, "关于化工厂爆炸的复盘报告")


def test_where_there_is_no_review_there_is_no_paper(own_web):
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    incident = officer.take_call("山洪")
    assert officer.get(f"/documents/new/review/{incident}").status_code == 404


def test_of_an_exercise_it_is_marked_and_what_it_means_for_a_plan_is_real(own_web):
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    plan, incident = a_kept_plan(own_web)["plan"], a_played(own_web)
    base = f"/incidents/{incident}/review"
    assert officer.submit(base).status_code == 303
    lesson = a_lesson(own_web, officer, incident, plan=str(plan))
    [called] = own_web.running.desk.register().plans[plan].revisions
    [told] = [one for one in own_web.log.stream(plan) if one.event == called]
    assert told.meta.exercise is None
    assert officer.submit(f"{base}/lessons/{lesson}/done", words="已试拨").status_code == 303
    assert officer.submit(f"{base}/assessment", worked="响应快").status_code == 303
    assert "exercise-tag" in officer.get(base).text
    assert any("【演练】关于" in one for one in texts(officer, incident))
    board = own_web.running.boards.board()
    assert board.lessons == ()


def a_played(web):
    """What an exercise left open was annulled at its end."""
    acting = replace(acting_as("sweep", uuid4()), exercise=unit_id("exercise"))
    heard = Heard(what="化工厂泄漏", klass=IncidentClass.ACCIDENT)
    call = TakeCall(received=moment(web.clock.at, Basis.KEY_PRESS), heard=heard)
    incident = done_and_shown(web, acting, take_call, call).answer(CallTaken).incident
    annulling = AnnulIncident(incident=incident, reason="演练结束")
    done_and_shown(web, acting_as("sweep", uuid4()), annul_incident, annulling)
    return incident
