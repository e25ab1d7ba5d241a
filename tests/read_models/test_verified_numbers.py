"""号码核验: a spot check verifies the number it rang once its result says who it is; a slip and a correction take it back."""

from __future__ import annotations

import pytest

from desk.spot_checks import (
    CorrectResult,
    NoteAnswer,
    TakeBackStamp,
    correct_result,
    note_answer,
    take_back_stamp,
)
from domain.spot_check_words import CheckOutcome
from projections.numbers import NUMBERS, is_fresh
from tests.support.spot_rounds import CHECK, a_round, result, rung


@pytest.fixture
def check(office):
    return a_round(office)


def answered(office, check):
    rung(office, check, office.town)
    command = NoteAnswer(check=check, unit=office.town, step=CHECK, answered=office.at())
    office.do(note_answer, command)


def corrected(office, check, outcome):
    command = CorrectResult(
        check=check, unit=office.town, step=CHECK, outcome=outcome, reason="错键"
    )
    office.do(correct_result, command)


def number(look):
    return look().rows[NUMBERS.name].get("0100-1")


def test_only_the_result_verifies_it(office, look, check):
    answered(office, check)
    assert number(look) is None
    result(office, check, office.town, CheckOutcome.NORMAL)
    assert is_fresh(number(look), office.clock.at)


def test_an_answer_that_was_a_slip_verifies_nothing(office, look, check):
    answered(office, check)
    office.do(take_back_stamp, TakeBackStamp(check=check, unit=office.town, step=CHECK))
    result(office, check, office.town, CheckOutcome.NO_ANSWER)
    assert number(look) is None


def test_a_forwarded_line_is_not_theirs(office, look, check):
    answered(office, check)
    result(office, check, office.town, CheckOutcome.FORWARDED)
    assert number(look) is None


def test_a_wrong_number_is_in_doubt_until_somebody_answers_there(office, look, check):
    answered(office, check)
    result(office, check, office.town, CheckOutcome.WRONG_NUMBER)
    assert number(look).wrong_at
    again = a_round(office)
    answered(office, again)
    result(office, again, office.town, CheckOutcome.LEADER_ABSENT)
    assert number(look).wrong_at is None
    assert is_fresh(number(look), office.clock.at)


def test_a_correction_puts_it_in_doubt_and_takes_the_doubt_back(office, look, check):
    rung(office, check, office.town)
    result(office, check, office.town, CheckOutcome.BUSY)
    corrected(office, check, CheckOutcome.WRONG_NUMBER)
    assert number(look).wrong_at
    corrected(office, check, CheckOutcome.NO_ANSWER)
    assert number(look).wrong_at is None
    assert number(look).verified_at is None
