"""预案文本库 through its pages: read by level, beside the incident, refused where there is none."""

from __future__ import annotations

import pytest

from api.markdown import markdown
from contingency_plans.library import library
from desk.access import Role


@pytest.fixture(scope="module")
def page(web):
    return web.browser(Role.DUTY_OFFICER)


@pytest.fixture(scope="module")
def incident(web):
    officer = web.browser(Role.DUTY_OFFICER, on_shift=True)
    return officer.take_call("青石河漫堤", caller_unit=web.town, figures={"trapped": 4})


def test_every_text_of_the_library_is_listed_and_can_be_read(page):
    shelf = page.get("/plans/library").text
    for id, text in library().items():
        assert f'href="/plans/library/{id}"' in shelf
        read = page.get(f"/plans/library/{id}").text
        assert text.title in read
        assert all(card.evidence in read for card in text.cards)


def test_a_level_shows_its_own_cards_and_whom_it_notifies(page):
    whole = page.get("/plans/library/flood").text
    mild = page.get("/plans/library/flood?level=fourth").text
    assert "请求上级和友邻增援" in whole
    assert "请求上级和友邻增援" not in mild
    assert "核实险情，定位到村组和工程" in mild
    assert "人民武装部" not in mild


def test_the_plan_stands_beside_what_is_known_of_the_incident(page, incident):
    shown = page.get(f"/incidents/{incident}/plan/flood").text
    assert "青石河漫堤" in shown
    assert "接报必问" in shown
    assert "头十分钟" in shown
    assert page.get(f"/incidents/{incident}/plan/flood?level=first").text.count("card-") == 14


def test_a_text_that_is_not_there_is_said_so(page, incident):
    for path in ("/plans/library/none", f"/incidents/{incident}/plan/none"):
        assert page.get(path).status_code == 404
    assert page.get("/plans/library/flood?level=fifth").status_code == 422


def test_markdown_shows_no_tag_and_no_link_of_the_writer_s():
    shown = markdown("<b>x</b> [y](http://z) ![p](http://z) <http://z>\n\n### h\n\n1. **k**\n")
    assert "<b>" not in shown
    assert "<a" not in shown
    assert "<img" not in shown
    assert "<h3>h</h3>" in shown
    assert "<strong>k</strong>" in shown


def test_a_kind_is_written_as_people_say_it_and_kept_as_rules_name_it(web, page):
    incident = page.take_call("楼板塌了", caller_unit=web.town)
    page.submit(f"/incidents/{incident}/class", klass="accident", subtype="坍塌")
    shown = page.get(f"/incidents/{incident}").text
    assert '<span class="tag">坍塌</span>' in shown
    assert 'value="collapse" list="subtypes"' in shown
    page.submit(f"/incidents/{incident}/class", klass="accident", subtype="龙卷风吹倒")
    assert '<span class="tag">龙卷风吹倒</span>' in page.get(f"/incidents/{incident}").text
