"""What became of each message: the channels' last word, opened, answered until when, asked again, over."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest

from desk.log.envelope import Recorded
from domain.notice import Acknowledged, Attempted, Outcome, RingEnded, Rung
from domain.tasking import TaskingAnswered, TaskingAskedAgain, TaskingGiven, TaskingReceived
from domain.telling import TellingRead, TellingSent, Told
from domain.times import Basis, moment
from projections.sent import messages
from projections.up_to import UpTo

WHO, OTHER, STREAM, INCIDENT = (UUID(int=n) for n in range(1, 5))
NINE = datetime(2026, 11, 24, 1, tzinfo=UTC)
WHEN = moment(NINE + timedelta(minutes=3), Basis.ORAL)


def made(kind, **fields):
    """An event of which only these fields matter here."""
    return kind(**{name: fields.get(name) for name in kind.__struct_fields__})


def told(*events):
    stream = [
        Recorded(n, NINE + timedelta(minutes=n), STREAM, n, type(one).TOPIC, one, None)
        for n, one in enumerate(events, start=1)
    ]
    log = SimpleNamespace(stream=lambda _: stream)
    return messages(UpTo(log, len(stream)), [STREAM])


def rung(number=1):
    return made(Rung, person=WHO, incident=INCIDENT, number=number, at=NINE)


def said(outcome, channel="sms", number=1):
    return made(Attempted, number=number, channel=channel, outcome=outcome, at=NINE)


def test_each_channels_last_word_stands():
    [one] = told(
        rung(), said(Outcome.UNKNOWN), said(Outcome.ACCEPTED, "mail"), said(Outcome.REJECTED)
    )
    assert {each.channel: each.outcome for each in one.said} == {
        "sms": Outcome.REJECTED,
        "mail": Outcome.ACCEPTED,
    }
    assert (one.opened, one.answered) == (None, None)


def test_a_word_about_one_ring_is_none_about_another():
    first, second = told(rung(1), rung(2), said(Outcome.ACCEPTED, number=2))
    assert (first.said, [one.outcome for one in second.said]) == ((), [Outcome.ACCEPTED])


def test_an_answer_says_who_gave_it_and_how_long_it_holds():
    until = NINE + timedelta(minutes=30)
    answer = made(
        Acknowledged, number=1, person=OTHER, acknowledged=WHEN, until=until, words="我来办"
    )
    [one] = told(rung(), answer)
    assert (one.answered, one.answered_by, one.until) == (WHEN, OTHER, until)
    assert one.words == "我来办"


def test_a_ring_that_is_over_says_when():
    [one] = told(rung(), made(RingEnded, number=1, at=NINE))
    assert one.over == NINE


def test_a_telling_is_opened_when_it_is_read():
    sent = made(TellingSent, channel="mail", outcome=Outcome.ACCEPTED, at=NINE)
    begun = made(Told, person=WHO, words="周三白班", at=NINE)
    [unread] = told(begun, sent)
    [read] = told(begun, sent, made(TellingRead, person=WHO, read=WHEN))
    assert (unread.opened, read.opened) == (None, WHEN)
    assert unread.answered is read.answered is None


GIVEN = made(TaskingGiven, person=WHO, incident=INCIDENT, what="核实人数")
RECEIVED = made(TaskingReceived, received=WHEN)
ANSWERED = made(TaskingAnswered, answered=WHEN, words="3人")


@pytest.mark.parametrize(
    ("after", "opened", "answered"),
    [((), None, None), ((RECEIVED,), WHEN, None), ((RECEIVED, ANSWERED), WHEN, WHEN)],
)
def test_a_tasking_is_received_and_answered(after, opened, answered):
    [one] = told(GIVEN, *after)
    assert (one.opened, one.answered) == (opened, answered)


def test_what_is_asked_again_is_not_answered():
    [one] = told(GIVEN, RECEIVED, ANSWERED, made(TaskingAskedAgain, round=2))
    assert (one.opened, one.answered, one.words) == (WHEN, None, "")
