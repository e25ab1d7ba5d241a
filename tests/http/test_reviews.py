"""After an incident: its review is opened, people choose what turned it, lessons get a clock, a leader signs."""

import pytest

from desk.access import Role
from domain.after_action import LessonDrawn
from domain.incident import IncidentOpened
from domain.notice import Rung
from domain.report import ReportMade
from projections.reviews import all_lessons
from tests.support.patience import until
from tests.support.plan_acts import a_kept_plan
from tests.support.reviewing import (
    a_lesson,
    an_ended,
    day_from,
    events_of,
    opened,
    positions,
    state,
)


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER, on_shift=True)


def test_it_is_proposed_once_the_incident_is_over_and_not_before(own_web, officer):
    incident = officer.take_call("山洪")
    assert "办结后再复盘" in officer.get(f"/incidents/{incident}/review").text
    assert officer.submit(f"/incidents/{incident}/review").status_code == 409
    assert f"/incidents/{incident}/review" not in officer.get(f"/incidents/{incident}").text
    over = an_ended(own_web, officer)
    assert f'href="/incidents/{over}/review"' in officer.get(f"/incidents/{over}").text
    for _ in range(2):
        assert officer.submit(f"/incidents/{over}/review").status_code == 303
    assert len(events_of(own_web, over)) == 1


def test_the_timeline_is_made_from_the_log_and_the_clocks_say_then_and_now(own_web, officer):
    incident = opened(own_web, officer)
    page = officer.get(f"/incidents/{incident}/review").text
    for words in ("接报", "10分", "当时认定", "现在认定", "信息报送"):
        assert words in page
    of_reports = officer.get(f"/incidents/{incident}/review?strand=report").text
    assert "一人受伤" in of_reports
    assert "处置完毕" in page
    assert (
        f'href="/incidents/{incident}/review">2026-0001 化工厂爆炸' in officer.get("/lessons").text
    )
    assert "处置完毕" not in of_reports.split('id="timeline"')[1]


def test_turning_points_are_places_of_this_incidents_log(own_web, officer):
    incident = opened(own_web, officer)
    seq = positions(own_web, incident, ReportMade.TOPIC)[-1]
    base = f"/incidents/{incident}/review/points"
    assert officer.submit(base, seq=seq, words="及时报了市里").status_code == 303
    assert "★ 及时报了市里" in officer.get(f"/incidents/{incident}/review").text
    other = officer.take_call("山洪")
    [foreign] = positions(own_web, other, IncidentOpened.TOPIC)
    for wrong in (foreign, own_web.log.head().seq + 5):
        assert officer.submit(base, seq=wrong, words="x").status_code == 409
    assert officer.submit(base, seq="0", words="x").status_code == 422
    [point] = state(own_web, incident).review.points
    gone = officer.submit(f"{base}/{point.point}/removal", reason="记错了")
    assert gone.status_code == 303
    assert state(own_web, incident).review.points == ()


def test_a_lesson_has_a_clock_that_runs_out_quietly_and_is_done_with_evidence(own_web, officer):
    incident = opened(own_web, officer)
    me = own_web.people["周敏"]
    lesson = a_lesson(own_web, officer, incident, person=str(me), due=day_from(own_web, 2))
    assert "镇村两级每月试拨" in officer.get("/waiting").text
    before = own_web.log.head().seq
    own_web.clock.forward(days=4)
    own_web.running.waiter.kick()
    until_over(own_web)
    officer = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    assert own_web.log.rows_since(before, 9, (Rung.TOPIC,)) == []
    assert "整改逾期1项" in officer.get("/").text
    base = f"/incidents/{incident}/review/lessons/{lesson}"
    assert officer.submit(f"{base}/done").status_code == 409  # nothing shows it
    assert (
        officer.submit(f"{base}/done", words="已试拨", number="青政办〔2026〕3号").status_code
        == 303
    )
    assert "青政办〔2026〕3号" in officer.get("/lessons?standing=done").text
    assert "整改逾期" not in officer.get("/").text


def until_over(web):
    until(lambda: web.running.boards.board().lessons)


def test_a_leader_moves_and_drops_a_lesson_and_signs(own_web, officer):
    incident = opened(own_web, officer)
    lesson, base = a_lesson(own_web, officer, incident), f"/incidents/{incident}/review"
    moved = {"due": day_from(own_web, 60), "reason": "设备采购"}
    assert officer.submit(f"{base}/lessons/{lesson}/due", **moved).status_code == 403
    chief = own_web.browser(Role.SECTION_CHIEF)
    assert chief.submit(f"{base}/lessons/{lesson}/due", **moved).status_code == 303
    assert (
        chief.submit(f"{base}/lessons/{lesson}/dropping", reason="并入年度计划").status_code == 303
    )
    assert "并入年度计划" in chief.get("/lessons?standing=dropped").text
    assert chief.submit(f"{base}/signature", words="同意").status_code == 409
    told = {"worked": "十分钟报市", "failed": "镇里没有回执"}
    assert officer.submit(f"{base}/assessment", **told).status_code == 303
    assert "复盘待审签" in chief.get("/waiting").text
    assert officer.submit(f"{base}/signature", words="同意").status_code == 403
    assert chief.submit(f"{base}/signature", words="同意").status_code == 303
    assert officer.submit(f"{base}/assessment", worked="改了").status_code == 409
    assert chief.submit(f"{base}/reopening", reason="补充材料").status_code == 303
    assert officer.submit(f"{base}/assessment", worked="改了").status_code == 303


def test_a_lesson_about_a_plan_calls_for_its_revision_there(own_web, officer):
    plan = a_kept_plan(own_web)["plan"]
    incident = opened(own_web, officer)
    a_lesson(own_web, officer, incident, plan=str(plan))
    page = officer.get(f"/plans/{plan}").text
    assert f"/incidents/{incident}/review#lesson-" in page
    assert officer.get("/plans/clocks").text.count("镇村两级每月试拨") == 0
    [called] = own_web.running.desk.register().plans[plan].revisions
    [drawn] = [one for one in events_of(own_web, incident) if isinstance(one, LessonDrawn)]
    assert (called.revision, called.words) == (drawn.revision, "镇村两级每月试拨")


def test_what_is_lacking_is_refused_and_what_is_not_there_is_unknown(own_web, officer):
    incident = opened(own_web, officer)
    base = f"/incidents/{incident}/review"
    for wrong in ({"words": " "}, {"owner": ""}, {"due": day_from(own_web, -2)}):
        told = {"words": "x", "owner": str(own_web.town), "due": day_from(own_web, 3)} | wrong
        assert officer.submit(f"{base}/lessons", **told).status_code == 409
    nobody = own_web.people["周敏"]
    assert officer.submit(f"{base}/lessons/{nobody}/done", words="x").status_code == 404
    assert officer.submit(f"{base}/points/{nobody}/removal", reason="x").status_code == 409
    assert own_web.running.boards.read(lambda follower: all_lessons(follower.rows)) == []
