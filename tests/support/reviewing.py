"""A review by its pages: an incident told upward, closed, and reviewed, as an officer and a leader click it."""

from __future__ import annotations

from datetime import timedelta
from uuid import uuid4

from api.running import acting_as
from desk.after_action import ReopenReview, ReviewAnswer
from desk.lessons import DrawLesson, LessonAnswer, draw_lesson
from desk.register import SHANGHAI
from domain import after_action as reviews
from domain.after_action import ReviewOpened, review_id
from domain.times import Basis, moment
from projections.incident_file import gather
from projections.reviews import review_of
from tests.support.doing import done_and_shown


def an_ended(web, who):
    """Told a city ten minutes after it was heard; closed an hour later."""
    incident = who.take_call("化工厂爆炸", caller_unit=str(web.town))
    web.clock.forward(minutes=10)
    us = str(web.county)
    told = {"entity": us, "recipient": str(web.city), "words": "一人受伤"}
    assert who.submit(f"/incidents/{incident}/reports", **told).status_code == 303
    web.clock.forward(hours=1)
    assert who.submit(f"/incidents/{incident}/closing", reason="处置完毕").status_code == 303
    return incident


def opened(web, who):
    incident = an_ended(web, who)
    assert who.submit(f"/incidents/{incident}/review").status_code == 303
    return incident


def day_from(web, days):
    return (web.clock.at.astimezone(SHANGHAI).date() + timedelta(days=days)).isoformat()


def a_lesson(web, who, incident, **more):
    """Its id."""
    told = {"words": "镇村两级每月试拨", "owner": str(web.town), "due": day_from(web, 30)} | more
    answer = who.submit(f"/incidents/{incident}/review/lessons", **told)
    assert answer.status_code == 303, answer.text
    return state(web, incident).review.lessons[-1].lesson


def state(web, incident):
    return web.running.boards.read(lambda follower: review_of(follower.rows, incident))


def events_of(web, incident):
    return [one.event for one in web.log.stream(review_id(incident))]


def positions(web, incident, topic):
    return [one.seq for one in gather(web.log, incident).history if one.topic == topic]


def a_review(web, incident):
    """Of an incident that is still open, as no page would open it, with a lesson: what a path may name."""
    id, at = review_id(incident), moment(web.clock.at, Basis.KEY_PRESS)

    def begin(draft, _):
        draft.load(id, reviews.evolve)
        draft.record(id, [ReviewOpened(incident=incident, moderator=None, opened=at)])
        return ReviewAnswer(incident=incident, review=id)

    done_and_shown(
        web, acting_as("tests", uuid4()), begin, ReopenReview(incident=incident, reason="")
    )
    drawing = DrawLesson(
        incident=incident,
        words="每月试拨",
        owner=None,
        owner_words="各村",
        person=None,
        plan=None,
        due_at=web.clock.at + timedelta(days=30),
        drawn=at,
    )
    done = done_and_shown(web, acting_as("tests", uuid4()), draw_lesson, drawing)
    return {"lesson": done.answer(LessonAnswer).lesson, "point": uuid4()}
