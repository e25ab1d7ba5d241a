"""What had been sent to one person: as far as it was on record at the moment, and no further."""

from __future__ import annotations

from uuid import uuid4

from desk.access import Role
from domain.notice import Rung


def test_whoever_is_on_no_register_is_nobody(own_web):
    assert own_web.browser(Role.AUDITOR).get(f"/replay/people/{uuid4()}").status_code == 404


def test_a_person_to_whom_nothing_was_sent_is_told_as_that(own_web):
    person = own_web.people["无职"]
    own_web.clock.forward(minutes=1)
    page = own_web.browser(Role.AUDITOR).get(f"/replay/people/{person}")
    assert page.status_code == 200
    assert "此前没有发给本人的" in page.text
    assert "当时所知，不是现在" in page.text


def test_a_ring_is_told_from_the_moment_it_was_sent_and_not_before(own_web):
    before = own_web.log.position
    own_web.clock.forward(minutes=1)
    own_web.browser(Role.DUTY_OFFICER, on_shift=True).take_call("储罐爆炸", dead=3)
    own_web.clock.forward(minutes=1)
    [rung] = own_web.log.since(before, topics=(Rung.TOPIC,))[:1]
    path = f"/replay/people/{rung.event.person}"
    auditor = own_web.browser(Role.AUDITOR)
    known = auditor.get(path).text
    assert "<b>叫应</b>" in known
    assert f'href="/replay/incidents/{rung.event.incident}?' in known
    assert "<b>当班岗位</b> 在岗带班" in known
    assert "<b>叫应</b>" not in auditor.get(f"{path}?seq={rung.seq - 1}").text
