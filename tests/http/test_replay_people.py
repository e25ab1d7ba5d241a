"""What had been sent to one person: as far as it was on record at the moment, and no further."""

from __future__ import annotations

import re
from uuid import uuid4

from api.rendering import stamp_text
from desk.access import Role
from desk.attempts import RecordAttempt, record_attempt
from domain.notice import Outcome, Rung
from escalation.sending_record import acting
from tests.support.doing import done_and_shown


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


def replayed(web, ring, seq):
    page = web.browser(Role.AUDITOR).get(f"/replay/people/{ring.person}?seq={seq}").text
    cells = page.partition("<tbody>")[2].partition("</tr>")[0].split("</td>")
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in cells[2:5]]


def accepted(web, ring):
    """By the mail, a minute later; the position."""
    web.clock.forward(minutes=1)
    told = RecordAttempt(
        notice=ring.id,
        number=ring.ring,
        channel="mail",
        address="x@example.org",
        outcome=Outcome.ACCEPTED,
        said="250 OK",
        at=web.clock.at,
        attempts=1,
    )
    done_and_shown(web, acting(uuid4()), record_attempt, told)
    return web.log.position


def test_what_the_channel_said_and_what_was_opened_and_answered_stands_from_then_on(own_web):
    own_web.browser(Role.DUTY_OFFICER, on_shift=True).take_call("储罐爆炸", dead=3)
    [ring] = own_web.running.boards.board().rings
    rung, leader = own_web.log.position, own_web.browser(Role.DUTY_LEADER, on_shift=True)
    taken = accepted(own_web, ring)
    own_web.clock.forward(minutes=1)
    leader.get(f"/rings/{ring.id}")
    read = stamp_text(own_web.clock.at)
    own_web.clock.forward(minutes=1)
    leader.submit(f"/rings/{ring.id}/acknowledgement", ring=ring.ring, minutes=10, words="我来办")
    own_web.running.trail.write()
    assert replayed(own_web, ring, rung) == ["当时没有通道答复", "—", "—"]
    said, *after = replayed(own_web, ring, taken)
    assert re.fullmatch(r"mail (通道)?已受理 .*", said)
    assert after == ["—", "—"]
    _, opened, answered = replayed(own_web, ring, own_web.log.position)
    assert opened == read
    assert re.search(r"我来办 承办至 \d\d-\d\d", answered)
