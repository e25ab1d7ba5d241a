"""The rules in force are found by their words; an office's own file and its holiday notices are adopted or refused whole."""

from __future__ import annotations

import re

import pytest

from desk.access import Role
from tests.rules.test_rule_overlay import own, rules


@pytest.fixture
def chief(own_web):
    return own_web.browser(Role.ADMINISTRATOR)


def shown(page, **asked):
    text = page.client.get("/rules", params=asked).text
    return re.findall(r"<td><b>([\w-]+)</b>", text)


def test_rules_are_found_by_line_level_words_and_doubt(chief):
    assert {"A01", "C02", "F04-COUNTY"} <= set(shown(chief))
    assert shown(chief, line="environment")[:2] == ["D01", "D02"]
    assert "D01" not in shown(chief, line="environment", level="I")
    assert shown(chief, q="493号 第九条") == ["C01", "C02"]
    doubtful = shown(chief, line="health", doubtful="true")
    assert "E01" in doubtful
    assert "C02" not in shown(chief, doubtful="true")
    assert shown(chief, q="没有这样的规则") == []


def test_a_rule_is_shown_with_what_it_speaks_of_and_local_ones_with_their_place(chief):
    chief.submit("/rules", preset=["wuhan", "hunan"])
    text = chief.client.get("/rules", params={"q": "C12-GRAVE"}).text
    assert "湖南<br>类别 事故灾难 · 等级 特别重大、重大 · 不含 environment" in text
    assert re.search(r'value="wuhan" checked>武汉2020<', text)
    assert "类别 不限 · 等级 不限" in chief.client.get("/rules", params={"q": "A07"}).text


def test_the_offices_own_file_is_adopted_with_the_presets(chief, own_web):
    file = own_web.running.settings.folder / "rules.yaml"
    file.write_text(own(rules()), encoding="utf-8")
    assert chief.submit("/rules", preset="wuhan").status_code == 303
    assert shown(chief)[-1] == "X01"


def test_a_wrong_one_changes_nothing_and_says_in_which_line(chief, own_web):
    before = own_web.running.desk.register().book_hash
    file = own_web.running.settings.folder / "rules.yaml"
    file.write_text(own(rules(policy="loud")), encoding="utf-8")
    refused = chief.submit("/rules", preset="wuhan")
    assert refused.status_code == 409
    assert "rules.yaml:13" in refused.text
    assert own_web.running.desk.register().book_hash == before


def test_a_year_nobody_knows_is_said_until_its_notice_is_put_on_record(chief):
    assert "2027 放假安排未导入" in chief.get("/rules").text
    noticed = chief.submit(
        "/rules/holidays",
        year="2027",
        document="国办发明电〔2026〕7号",
        off="2027-01-01 2027-02-06\n2027-02-07",
        worked="2027-02-20",
    )
    assert noticed.status_code == 303
    assert "2027 放假安排已知" in chief.get("/rules").text


@pytest.mark.parametrize(
    ("off", "worked"),
    [("2027-01-01", "2027-01-01"), ("2026-01-01", ""), ("元旦", ""), ("2027-01-01 2027-01-01", "")],
)
def test_a_notice_that_contradicts_itself_is_refused(chief, off, worked):
    refused = chief.submit(
        "/rules/holidays", year="2027", document="某通知", off=off, worked=worked
    )
    assert refused.status_code == 409
    assert "2027 放假安排未导入" in chief.get("/rules").text
