"""送签: a report laid before a leader waits ten minutes, or half of what is left; what is signed waits no more."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from domain.report import (
    DraftRevised,
    Hop,
    ReportDrafted,
    ReportSent,
    ReportSigned,
    SigningWay,
    evolve,
)
from domain.report_commands import SentAlready, revise, sign
from domain.signature_asking import SignedAlready, ask_signature, look
from domain.signature_wait import SignatureAsked, SignatureRanOut, SignatureWaitEnded
from domain.telephone_signature import text_number
from domain.telephone_signing import ReadBack, sign_by_telephone
from domain.words import Channel, Stage
from tests.support.given import given
from tests.support.ladder import NINE, minute, unit_id

GU, SHEN = unit_id("gu"), unit_id("shen")
DRAFTED = ReportDrafted(
    hop=Hop(
        incident=unit_id("incident"),
        reporting_entity=unit_id("county"),
        recipient=unit_id("city"),
        stage=Stage.FIRST,
    ),
    text="一、时间：",
)
ASKED = SignatureAsked(
    incident=unit_id("incident"),
    signer=GU,
    asked=minute(0),
    due_at=minute(10).earliest,
    next_at=minute(10).earliest,
)
RAN_OUT = SignatureRanOut(due_at=ASKED.due_at, noticed_at=minute(11).earliest, next_at=None)
SIGNED = ReportSigned(signer=GU, signed=minute(5), way=SigningWay.PIN)
ENDED = SignatureWaitEnded(next_at=None)


def asking(signer=GU, answers_by=None, at=0):
    def command(report):
        return ask_signature(report, signer=signer, asked=minute(at), answers_by=answers_by)

    return command


def test_a_report_is_laid_before_a_leader_once_and_before_another_anew():
    laid = given(evolve, DRAFTED).when(asking()).then(ASKED)
    laid.when(asking(at=3)).then_nothing_happens()
    other = replace(ASKED, signer=SHEN)
    assert laid.when(asking(SHEN)).then(other).state.signature_wait.request == other


@pytest.mark.parametrize(
    ("left", "waits"), [(60, 10), (20, 10), (19, 9.5), (4, 2), (2, 1), (1, 1), (-5, 1)]
)
def test_it_waits_ten_minutes_or_half_of_what_its_clock_has_left_and_a_minute_at_least(left, waits):
    due = NINE + timedelta(minutes=left)
    [asked] = ask_signature(
        given(evolve, DRAFTED).state, signer=GU, asked=minute(0), answers_by=due
    )
    assert asked.due_at == asked.next_at == NINE + timedelta(minutes=waits)


def test_what_is_not_signed_in_time_is_recorded_once_and_may_be_laid_before_them_again():
    laid = given(evolve, DRAFTED, ASKED)
    laid.when(lambda r: look(r, as_of=minute(9).earliest)).then_nothing_happens()
    exactly = replace(RAN_OUT, noticed_at=minute(10).earliest)
    laid.when(lambda r: look(r, as_of=minute(10).earliest)).then(exactly)
    over = laid.when(lambda r: look(r, as_of=minute(11).earliest)).then(RAN_OUT)
    over.when(lambda r: look(r, as_of=minute(12).earliest)).then_nothing_happens()
    again = replace(
        ASKED, asked=minute(12), due_at=minute(22).earliest, next_at=minute(22).earliest
    )
    assert not over.when(asking(at=12)).then(again).state.signature_wait.ran_out


@pytest.mark.parametrize("history", [(ASKED,), (ASKED, RAN_OUT)])
def test_signed_it_waits_no_more(history):
    def signs(report):
        return sign(report, signer=GU, signed=minute(5), way=SigningWay.PIN)

    signed = given(evolve, DRAFTED, *history).when(signs).then(SIGNED, ENDED)
    assert signed.state.signature_wait is None
    signed.when(lambda r: look(r, as_of=minute(60).earliest)).then_nothing_happens()
    given(evolve, DRAFTED).when(signs).then(SIGNED)


def test_signed_on_the_telephone_its_alarm_is_the_inks():
    heard = ReadBack(GU, text_number(DRAFTED.text), SHEN, unit_id("zhou"))
    [signed] = sign_by_telephone(given(evolve, DRAFTED, ASKED).state, heard, signed=minute(5))
    assert signed.next_at == signed.ink_due
    assert given(evolve, DRAFTED, ASKED, signed).state.signature_wait is None


def test_a_changed_text_goes_on_waiting():
    revised = (
        given(evolve, DRAFTED, ASKED)
        .when(lambda r: revise(r, text="改"))
        .then(DraftRevised(text="改"))
    )
    assert revised.state.signature_wait.request == ASKED


def test_what_is_signed_or_sent_is_laid_before_nobody():
    signed = given(evolve, DRAFTED, SIGNED)
    signed.when(asking()).then_refused(SignedAlready)
    sent = signed.and_then(ReportSent(channel=Channel.WRITTEN, sent=minute(6)))
    sent.when(asking()).then_refused(SentAlready)
