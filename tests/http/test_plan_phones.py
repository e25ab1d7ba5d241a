"""预案电话核对 on the page: which plan, which role, which number the network does not have any more."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from docx import Document
from msgspec.structs import replace

from api.plan_attached import attached_numbers
from api.running import acting_as
from contingency_plans.library import library
from contingency_plans.plan_phones import PhoneNamed
from desk.access import Role
from desk.files import Files
from tests.support.doing import done_and_shown
from tests.support.plans import FLOOD, NEW, PROFILE
from tests.support.registered import TellPlan, plan_told, tell_plan

STRANGE = PhoneNamed("组长 赵四", "13911112222")


def paper(*lines):
    """A Word file with a paragraph a line, and the same in a table."""
    made = Document()
    for line in lines:
        made.add_paragraph(line)
    row = made.add_table(rows=1, cols=2).rows[0].cells
    row[0].text, row[1].text = "副组长 钱五", "0100-7770001"
    kept = BytesIO()
    made.save(kept)
    return kept.getvalue()


def registered(web, **changes):
    version = replace(NEW, **changes)
    told = TellPlan(
        plan=FLOOD, told=plan_told(FLOOD, replace(PROFILE, jurisdiction="云州市临江区"), version)
    )
    done_and_shown(web, acting_as("tests", uuid4()), tell_plan, told)


@pytest.fixture
def officer(own_web):
    browser = own_web.browser(Role.DUTY_OFFICER)
    places = {"places": "云州市临江区", "drafting_days": "365", "shipped": "true"}
    assert browser.submit("/plans/coverage/list", **places).status_code == 303
    return browser


def test_a_number_nobody_has_is_told_with_its_plan_and_whose_it_was(own_web, officer):
    person = "组长：周敏 13800000000"
    sha256 = Files(own_web.running.settings.folder).store(paper(person, "组长：赵四 13911112222"))
    registered(own_web, text=sha256)
    page = officer.get("/plans/coverage").text
    assert "电话对不上的预案" in page
    assert "<code>13911112222</code>" in page
    assert "<code>0100-7770001</code>" in page
    assert "13800000000" not in page


def test_a_role_without_a_phone_is_told(own_web, officer):
    registered(own_web, library="flood")
    page = officer.get("/plans/coverage").text
    wanted = [one.name for one in library()["flood"].roles if one.phone_role == "principal"]
    assert wanted
    assert f"<span>{wanted[0]}</span> 查不到电话" in page


def test_a_plan_without_a_text_has_no_phones(own_web, officer):
    registered(own_web)
    assert "<b>0</b><span>电话对不上的预案</span>" in officer.get("/plans/coverage").text


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("组长：赵四 13911112222".encode(), (STRANGE,)),
        ("组长：赵四 13911112222".encode("gb18030"), (STRANGE,)),
        (b"%PDF-1.7 13911112222", ()),
        (b"\0\1\2", ()),
        (b"PK\x03\x04 torn", ()),
        (paper("x")[:400], ()),
        (b"\xff\xff\xff 13911112222", ()),
        (b"", ()),
    ],
    ids=["utf-8", "gb18030", "pdf", "binary", "torn", "cut", "no-encoding", "empty"],
)
def test_what_is_read_and_what_is_not(tmp_path, content, found):
    assert attached_numbers(tmp_path, Files(tmp_path).store(content)) == found


def test_a_file_that_is_gone_names_nobody(tmp_path):
    assert attached_numbers(tmp_path, "ab" * 32) == ()
