"""From an incident's page to a response in force and its record, by forms alone; and what those forms refuse."""

from __future__ import annotations

import pytest

from desk.access import Role
from domain.words import Level
from tests.support.responding_pages import a_proposal, approve, linked, who_sees, with_text


@pytest.fixture
def officer(own_web):
    return with_text(own_web).browser(Role.DUTY_OFFICER)


@pytest.fixture
def incident(officer):
    return officer.take_call("化工厂硫酸泄漏", klass="accident")


def record(web, activation):
    return web.browser(Role.DUTY_OFFICER).get(f"/activations/{activation}").text


def plans_of(officer, incident):
    """The form that proposes a response."""
    shown = officer.get(f"/incidents/{incident}").text
    return shown.split(f'action="/incidents/{incident}/activations"')[1].split("</form>")[0]


def test_a_plan_is_proposed_with_its_reasons_and_linked_as_it_stands(own_web, officer, incident):
    shown = officer.get(f"/incidents/{incident}").text
    assert "危险化学品泄漏应急预案（样本）" in shown
    assert "事件种类相符" in shown
    linked(own_web, officer, incident)
    told = who_sees(own_web, incident).plans.linked[0]
    assert told.pinned.digest == own_web.running.plan_texts["chemical"].digest
    assert told.reasons[0].words == "化工"


def test_a_change_of_class_or_figures_changes_what_is_proposed(officer, incident):
    assert "建议 二级" not in officer.get(f"/incidents/{incident}").text
    officer.submit(f"/incidents/{incident}/figures", dead="11")
    shown = officer.get(f"/incidents/{incident}").text
    assert "达到响应条件" in shown
    assert "11" in shown


def test_approved_its_cards_stand_on_the_board_and_in_its_record(own_web, officer, incident):
    officer.submit(f"/incidents/{incident}/figures", trapped="3")
    activation = a_proposal(own_web, officer, incident)
    sent = approve(
        own_web,
        activation,
        roles=["site"],
        owners=[str(own_web.town)],
        posts=["总指挥"],
        holders=[str(own_web.people["沈立群"])],
        units=[str(own_web.town)],
    )
    assert sent.status_code == 303, sent.text
    board = own_web.running.boards.board()
    assert [one.name for one in board.plan_clocks] == ["卡片alarm", "卡片cordon", "卡片watch"]
    assert {one.who for one in board.plan_clocks} == {"青石镇"}
    [response] = board.responses
    assert (response.plan, response.cards) == ("危险化学品泄漏应急预案（样本）", 3)
    shown = record(own_web, activation)
    for words in ("ab" * 32, "2026-11", "沈立群", "青石镇", "被困", "本级不要求", "泄漏未止"):
        assert words in shown


def test_a_card_is_done_with_evidence_excused_and_given_time(own_web, officer, incident):
    activation = a_proposal(own_web, officer, incident)
    approve(own_web, activation)
    base = f"/activations/{activation}/cards"
    empty = officer.submit(f"{base}/alarm/done", words=" ")
    assert empty.status_code == 409
    assert "请写明如何完成" in empty.text
    assert officer.submit(f"{base}/alarm/done", words="警报已响，照片3张").status_code == 303
    assert "警报已响，照片3张" in record(own_web, activation)
    moved = officer.submit(f"{base}/cordon/time", minutes="30", reason="道路中断")
    assert moved.status_code == 303
    chief = own_web.browser(Role.SECTION_CHIEF)
    assert chief.submit(f"{base}/watch/excuse", reason="已撤离").status_code == 303
    [left] = own_web.running.boards.board().plan_clocks
    assert left.name == "卡片cordon"
    assert officer.submit(f"{base}/nothing/done", words="x").status_code == 404


def test_told_acknowledged_adjusted_ended_and_evaluated(own_web, officer, incident):
    activation = a_proposal(own_web, officer, incident)
    approve(own_web, activation, units=[str(own_web.town)])
    base, chief = f"/activations/{activation}", own_web.browser(Role.SECTION_CHIEF)
    assert (
        officer.submit(f"{base}/told", unit=str(own_web.town), channel="phone").status_code == 303
    )
    sent = chief.submit(f"{base}/adjustment", response_level="second", reason="火势扩大")
    assert sent.status_code == 303
    names = {one.name for one in own_web.running.boards.board().plan_clocks}
    assert names == {"卡片alarm", "卡片cordon", "卡片evacuate"}
    assert chief.submit(f"{base}/ending", words="险情排除").status_code == 409
    left = {"cards": ["alarm", "cordon", "evacuate"], "reasons": ["已交环保"] * 3}
    ended = chief.submit(f"{base}/ending", fulfilled=["泄漏源已堵住"], words="监测正常", **left)
    assert ended.status_code == 303, ended.text
    assert own_web.running.boards.board().responses == ()
    said = officer.submit(f"{base}/evaluation", worked="快", findings="名单缺漏\n电话已改")
    assert said.status_code == 303
    shown = record(own_web, activation)
    for words in ("二级", "火势扩大", "泄漏源已堵住；监测正常", "已交环保", "名单缺漏", "电话已改"):
        assert words in shown


def test_no_response_level_that_the_text_does_not_have(own_web, officer, incident):
    link = linked(own_web, officer, incident)
    assert '<option value="fourth"' not in plans_of(officer, incident)
    wanted = {"link": link, "response_level": "fourth", "words": "泄漏未止"}
    refused = officer.submit(f"/incidents/{incident}/activations", **wanted)
    assert refused.status_code == 409
    assert "没有这一响应级别" in refused.text
    activation = a_proposal(own_web, officer, incident)
    assert approve(own_web, activation, response_level="fourth").status_code == 409
    approve(own_web, activation)
    chief, other = own_web.browser(Role.SECTION_CHIEF), {"response_level": "first", "reason": "重"}
    assert chief.submit(f"/activations/{activation}/adjustment", **other).status_code == 409


def test_another_text_than_was_pinned_starts_nothing(own_web, officer, incident):
    activation = a_proposal(own_web, officer, incident)
    texts = own_web.running.plan_texts
    texts["chemical"] = texts["chemical"].__class__(
        **{f: getattr(texts["chemical"], f) for f in texts["chemical"].__struct_fields__}
        | {"digest": "cd" * 32}
    )
    assert approve(own_web, activation).status_code == 409
    assert "文本在关联之后已更新" in officer.get(f"/incidents/{incident}").text


def test_somebody_else_writes_down_a_leaders_word_or_shows_their_pin(own_web, officer, incident):
    leader = own_web.people["沈立群"]
    activation = a_proposal(own_web, officer, incident)
    told = {"response_level": "third", "scope": "青石镇", "words": "同意", "by": str(leader)}
    wrong = officer.submit(f"/activations/{activation}/approval", pin="000000", **told)
    assert wrong.status_code == 403
    assert officer.submit(f"/activations/{activation}/approval", **told).status_code == 303
    started = own_web.running.boards.board().responses
    assert len(started) == 1
    assert "沈立群" in record(own_web, activation)


def test_an_officer_alone_starts_nothing(own_web, officer, incident):
    activation = a_proposal(own_web, officer, incident)
    assert f"/activations/{activation}#approval" in officer.get(f"/incidents/{incident}").text
    told = {"response_level": "third", "scope": "青石镇", "words": "同意"}
    assert officer.submit(f"/activations/{activation}/approval", **told).status_code == 403


def test_an_express_no_answers_the_clock_and_the_level_above_is_noted(own_web, officer, incident):
    chief = own_web.browser(Role.SECTION_CHIEF)
    chief.submit(f"/incidents/{incident}/level", level=Level.III.value)
    [clock] = own_web.running.boards.board().plan_clocks
    assert clock.name == "决定启动或者不启动预案"
    assert "决定启动或者不启动预案" in officer.get(f"/incidents/{incident}").text
    assert 'data-purpose="plan"' in officer.get(f"/incidents/{incident}").text
    no = chief.submit(f"/incidents/{incident}/plans/decline", reason="现场已控制")
    assert no.status_code == 303
    assert own_web.running.boards.board().plan_clocks == ()
    assert 'data-purpose="plan"' not in officer.get(f"/incidents/{incident}").text
    upper = {"tier": "city", "response_level": "third", "words": "市应急委电话"}
    officer.submit(f"/incidents/{incident}/upper-response", **upper)
    shown = officer.get(f"/incidents/{incident}").text
    assert "现场已控制" in shown
    assert "市应急委电话" in shown


def test_the_wall_tells_of_no_person(own_web, officer, incident):
    activation = a_proposal(own_web, officer, incident)
    who = str(own_web.people["镇长"])
    approve(own_web, activation, roles=["site"], owners=[who])
    shown = own_web.wall().get("/wall").text
    assert "卡片cordon" in shown
    assert "危险化学品泄漏应急预案（样本）" in shown
    assert "镇长" not in shown


def test_unlinked_with_a_reason_it_is_proposed_again(own_web, officer, incident):
    link = linked(own_web, officer, incident)
    path = f"/incidents/{incident}/plans/{link}/unlinking"
    assert officer.submit(path, reason=" ").status_code == 409
    assert officer.submit(path, reason="选错").status_code == 303
    assert who_sees(own_web, incident).plans.linked == ()
