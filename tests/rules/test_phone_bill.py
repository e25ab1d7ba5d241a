"""A phone bill is held against what was logged: by line and within a minute, each call once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from domain.phone_bill import BillCall, LoggedCall, compare, line_of
from domain.times import Basis, Precision, moment

BEGAN = datetime(2026, 11, 25, 3, 7, 12, tzinfo=UTC)
NUMBER = "13900001111"


def billed(row, seconds=0, number=NUMBER):
    return BillCall(row, number, BEGAN + timedelta(seconds=seconds))


def logged(id, seconds=0, number=NUMBER, precision=Precision.SECOND):
    at = moment(BEGAN + timedelta(seconds=seconds), Basis.KEY_PRESS, precision)
    return LoggedCall(UUID(int=id), number, at, None, dialled=False)


def pairs(compared):
    return [(bill.row, call.id.int) for bill, call in compared.matched]


@pytest.mark.parametrize(
    ("seconds", "matches"), [(-61, 0), (-60, 1), (0, 1), (60, 1), (61, 0), (3600, 0)]
)
def test_a_minute_apart_is_the_same_call_and_a_second_more_is_not(seconds, matches):
    compared = compare([billed(2), billed(3, 7200, "110")], [logged(1, seconds)])
    assert len(compared.matched) == matches
    assert len(compared.unlogged) == 2 - matches


def test_another_number_at_the_same_second_is_another_call():
    compared = compare([billed(2)], [logged(1, number="13900002222")])
    assert (compared.matched, len(compared.unlogged), len(compared.unbilled)) == ((), 1, 1)


def test_the_nearest_calls_are_paired_first_and_each_is_used_once():
    compared = compare([billed(2), billed(3, 50)], [logged(1, 40), logged(2, 55)])
    assert pairs(compared) == [(2, 1), (3, 2)]
    again = compare([billed(2)], [logged(1, 30), logged(2, 10)])
    assert pairs(again) == [(2, 2)]
    assert pairs(compare([billed(2), billed(3, 60)], [logged(1)])) == [(2, 1)]


def test_a_call_known_to_the_hour_lies_within_all_of_it():
    compared = compare([billed(2, 1800)], [logged(1, precision=Precision.HOUR)])
    assert pairs(compared) == [(2, 1)]


def test_what_was_logged_before_or_after_the_bill_is_not_missed_on_it():
    bill = [billed(2), billed(3, 7200)]
    calls = [logged(1, -300), logged(2, 3600), logged(3, 7500), logged(4, 3700, number="")]
    assert [one.id.int for one in compare(bill, calls).unbilled] == [2, 4]


@pytest.mark.parametrize(
    ("written", "line"),
    [
        ("+86 139-0000-1111", NUMBER),
        ("0086 13900001111", NUMBER),
        ("013900001111", NUMBER),
        ("0310-5550101", "5550101"),
        ("(010)65550101", "65550101"),
        ("86 0571 85550101", "85550101"),
        ("110", "110"),
        ("未知", ""),
    ],
)
def test_a_line_is_the_same_with_and_without_country_and_area(written, line):
    assert line_of(written) == line


def test_what_is_no_digit_tells_no_line_from_another():
    assert line_of("13900001111转X") == NUMBER


def test_a_call_whose_number_nobody_asked_for_matches_nothing_not_even_a_blank():
    compared = compare([billed(2, number="未知")], [logged(1, number="")])
    assert (compared.matched, len(compared.unlogged), len(compared.unbilled)) == ((), 1, 1)
