"""Every incident is found by what people remember of it, and nobody by a sealed word."""

from __future__ import annotations

import pytest

from desk.access import Role


@pytest.fixture
def desk(own_web):
    page = own_web.browser(Role.DUTY_OFFICER, on_shift=True)
    place = "青石镇 Yuanfan 化工厂"
    page.take_call("硫酸储罐爆炸", place=place, caller_name="王某", call_back="13800000077")
    page.take_call("国道相撞", place="K104")
    return page


def found(page, words):
    text = page.client.get("/search", params={"q": words}).text
    return [one for one in ("硫酸储罐爆炸", "国道相撞") if f">{one}</a>" in text]


@pytest.mark.parametrize("words", ["储罐", "青石", "yuanfan 爆炸", "0001"])
def test_by_a_part_of_the_number_the_words_or_the_place(desk, words):
    assert found(desk, words) == ["硫酸储罐爆炸"]


@pytest.mark.parametrize("words", ["储罐 K104", "王某", "13800000077", "%", "_", "opened_at", ""])
def test_by_words_that_never_stand_together_by_a_sealed_word_or_by_no_word_nothing(desk, words):
    assert found(desk, words) == []


def test_a_closed_incident_is_found_too(desk):
    incident = desk.take_call("电梯困人")
    desk.submit(f"/incidents/{incident}/closing", reason="已解救")
    page = desk.get("/search?q=电梯").text
    assert f"/incidents/{incident}" in page
    assert "已结束" in page
