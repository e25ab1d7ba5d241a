"""An id that follows from a meaning follows from it for ever: the same in every version, or history is told twice."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta, timezone
from uuid import UUID

import pytest
from msgspec.structs import replace

from domain.attachment import attachment_id
from domain.breach import breach_id, late_breach_id
from domain.channel import channel_id
from domain.deadline import deadline_id
from domain.escalation_policy import Duty
from domain.handover import handover_id
from domain.kernel import name_id
from domain.notice import notice_id
from domain.office import office_id
from domain.overdue import overdue_id
from domain.rulebook import book_id
from domain.series import series_id
from domain.shift import shift_id
from domain.sounding import sounding_id
from domain.watch import watch_id
from tests.rules.test_breach import CLOCK, LATE, PROPOSED, SUSPECTED
from tests.support.ladder import NINE, unit_id

A, B = unit_id("incident"), unit_id("county")
IDS: dict[str, Callable[[], UUID]] = {
    "a file of an incident": lambda: attachment_id(A, "ab" * 32),
    "lateness of a clock": lambda: breach_id(PROPOSED),
    "a suspicion of a unit": lambda: breach_id(SUSPECTED),
    "the lateness there may be": lambda: late_breach_id(CLOCK, LATE),
    "a channel": lambda: channel_id(B, "短信"),
    "a clock": lambda: deadline_id(LATE.terms),
    "a handover": lambda: handover_id(A, B),
    "a ring of a person": lambda: notice_id(A, B, Duty.LEADER),
    "a ring of a post": lambda: notice_id(A, None, Duty.LEADER),
    "the office": lambda: office_id(B),
    "a look after the grace": lambda: overdue_id(A),
    "the rule book": lambda: book_id(B),
    "a series of numbers": lambda: series_id(B, "incident", 2026),
    "a shift": lambda: shift_id(B, NINE),
    "whether the desk is heard": lambda: sounding_id(B),
    "the watch": lambda: watch_id(B),
}
PINNED = {
    "a file of an incident": "0d0482db-771c-5edd-8c5b-695543fb81cb",
    "lateness of a clock": "a4a23e23-c96f-5072-880f-f7db6afbd192",
    "a suspicion of a unit": "8a21c05a-826e-55c6-8bfc-28e150a89dd7",
    "the lateness there may be": "a4a23e23-c96f-5072-880f-f7db6afbd192",
    "a channel": "8f13bf86-25e9-54f7-b408-23f83b6f5a52",
    "a clock": "0ea58a51-9f48-5b6a-8195-14d2cd3b2042",
    "a handover": "7c1406d1-f8ba-5e99-b219-0c3eccf2673f",
    "a ring of a person": "be6dc68d-2ded-5983-97aa-69f13a53153e",
    "a ring of a post": "3ed7a7b1-d51a-5461-9027-583c8d6f6dab",
    "the office": "5f05d838-12fc-5792-9bc1-d90dc50bb7e9",
    "a look after the grace": "bfee05fb-a1d6-5f52-88bc-d288217f6370",
    "the rule book": "871993c1-f15a-5d59-bd75-efd2408d0a99",
    "a series of numbers": "4f18c6c7-4f52-5de4-a2df-5b2d7f6dd377",
    "a shift": "734132c3-eb11-57e6-879c-8ccd31be24d4",
    "whether the desk is heard": "3920075a-c0a6-50bd-acb8-e9392f34bcc7",
    "the watch": "1edcb3e2-40d2-571b-b65e-d3d14599fb4a",
}


@pytest.mark.parametrize("what", IDS)
def test_it_is_what_it_was_in_the_first_version(what):
    assert str(IDS[what]()) == PINNED[what]


def test_no_two_meanings_have_one_id():
    assert len({make() for make in IDS.values()}) == len(IDS) - 1  # lateness is told twice above
    assert IDS["lateness of a clock"]() == IDS["the lateness there may be"]()


def test_a_shift_is_the_same_in_whatever_zone_its_beginning_is_written():
    assert shift_id(B, NINE.astimezone(timezone(timedelta(hours=8)))) == shift_id(B, NINE)


def test_every_part_of_the_meaning_counts():
    terms = LATE.terms
    others = {
        "rule": "X",
        "reporting_entity": A,
        "recipient": A,
        "stage": "final",
        "channel": "written",
        "occasion": "1",
        "incident": B,
    }
    made = {deadline_id(replace(terms, **{part: other})) for part, other in others.items()}
    assert len(made | {deadline_id(terms)}) == len(others) + 1
    assert name_id(A, "a", "b") != name_id(A, "ab") != name_id(A, "a b")
