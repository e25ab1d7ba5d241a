"""A grave call rings the leader; who is rung answers on the page or by program, and nobody else does."""

from __future__ import annotations

from uuid import uuid4

import pytest

from desk.access import Role
from domain.notice import Acknowledged, AckWay


@pytest.fixture
def rung(web, everyone):
    """The ring of a call about a trapped person, for the leader on the shift."""
    call = everyone.post("/api/v1/calls", {"what": "沟槽塌方", "figures": {"trapped": 1}})
    rings = web.running.boards.board().rings
    return next(one for one in rings if str(one.incident) == call.json()["answer"]["incident"])


def answers(web, rung):
    return [
        one.event for one in web.running.log.stream(rung.id) if isinstance(one.event, Acknowledged)
    ]


def test_the_desk_shows_who_is_rung_and_where_to_answer(everyone, rung):
    page = everyone.get("/").text
    assert f'href="/rings/{rung.id}"' in page
    assert "待应答" in page


def test_the_leader_who_is_rung_answers_and_the_desk_says_until_when(web, rung):
    leader = web.browser(Role.DUTY_LEADER, on_shift=True)
    sent = leader.submit(
        f"/rings/{rung.id}/acknowledgement", ring=rung.ring, minutes=10, words="我来办"
    )
    assert sent.status_code == 303
    [answer] = answers(web, rung)
    assert (answer.way, answer.words) == (AckWay.PAGE, "我来办")
    assert "承办至" in leader.get("/").text


def test_somebody_who_is_not_rung_answers_nothing(web, rung):
    stranger = web.browser(Role.DUTY_OFFICER, on_shift=True)
    sent = stranger.submit(f"/rings/{rung.id}/acknowledgement", ring=rung.ring)
    assert sent.status_code == 409
    assert answers(web, rung) == []


def test_a_program_answers_once_however_often_it_sends(web, rung):
    leader = web.program(Role.DUTY_LEADER, on_shift=True)
    key = str(uuid4())
    for _ in range(2):
        answer = leader.post(
            f"/api/v1/notices/{rung.id}/acknowledgement", {"ring": rung.ring}, key=key
        )
        assert answer.status_code in (200, 201)
    assert len(answers(web, rung)) == 1


def test_a_ring_that_is_not_there_is_missing(everyone):
    assert everyone.get(f"/rings/{uuid4()}").status_code == 404
