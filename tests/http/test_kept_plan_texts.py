"""What an incident is handled by is kept word for word: a newer text changes nothing that was linked before."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from api.cli.checks.files import files
from api.cli.checks.finding import Asked
from api.plan_texts import kept_text
from contingency_plans.library import library
from desk.access import Role
from desk.files import Files
from tests.support.responding_pages import approve, who_sees

FLOOD = library()["flood"]
NEWER = replace(FLOOD, title="防汛应急预案（新版）", digest="cd" * 32)


@pytest.fixture
def officer(own_web):
    return own_web.browser(Role.DUTY_OFFICER)


@pytest.fixture
def incident(own_web, officer):
    """Linked to the flood plan, of which a newer text has come since."""
    incident = officer.take_call("青石河漫堤", klass="natural_disaster")
    assert officer.submit(f"/incidents/{incident}/plans", text="flood").status_code == 303
    own_web.running.plan_texts["flood"] = NEWER
    return incident


def test_the_text_is_kept_when_it_is_linked(own_web, incident):
    [linked] = who_sees(own_web, incident).plans.linked
    assert linked.pinned.digest == FLOOD.digest
    assert kept_text(own_web.running.settings.folder, FLOOD.digest) == FLOOD


def test_beside_the_incident_stands_the_text_that_was_linked(officer, incident):
    shown = officer.get(f"/incidents/{incident}/plan/flood").text
    assert FLOOD.title in shown
    assert NEWER.title not in shown
    assert "现行文本已经修改" in shown
    other = officer.take_call("小河涨水", klass="natural_disaster")
    assert NEWER.title in officer.get(f"/incidents/{other}/plan/flood").text


def test_an_older_text_is_read_by_its_digest_and_no_other_file_is(own_web, officer, incident):
    page = officer.get(f"/plans/library/flood?digest={FLOOD.digest}")
    assert FLOOD.title in page.text
    assert "现行文本已经修改" in page.text
    assert NEWER.title in officer.get("/plans/library/flood").text
    photo = Files(own_web.running.settings.folder).store(b"+++\n")
    for digest, status in (("ab" * 32, 404), ("../vault.key", 422), (photo, 404)):
        assert officer.get(f"/plans/library/flood?digest={digest}").status_code == status
    assert officer.get(f"/plans/library/typhoon?digest={FLOOD.digest}").status_code == 404


def test_a_response_starts_by_the_text_that_was_linked(own_web, officer, incident):
    link = who_sees(own_web, incident).plans.linked[0].link
    told = {"link": link, "response_level": "fourth", "words": "已漫堤"}
    sent = officer.submit(f"/incidents/{incident}/activations", **told)
    activation = sent.headers["location"].rsplit("/", 1)[-1]
    assert approve(own_web, activation, response_level="fourth").status_code == 303
    [response] = own_web.running.boards.board().responses
    assert response.cards == len(FLOOD.cards_at(FLOOD.response_levels[-1]))


def test_a_kept_text_that_was_altered_is_found_out(own_web, incident):
    asked = Asked(own_web.running.settings, own_web.clock.at)
    assert files(asked).ok
    Files(own_web.running.settings.folder).path(FLOOD.digest).write_bytes(b"x")
    assert not files(asked).ok
    assert kept_text(own_web.running.settings.folder, FLOOD.digest) is None
