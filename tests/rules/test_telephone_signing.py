"""A report signed over the telephone: by the number of the very text, before a witness, on paper later."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from domain.report import DraftRevised, Hop, ReportDrafted, ReportSent, ReportStanding, evolve
from domain.report_commands import SentAlready, revise, send
from domain.telephone_signature import (
    InkDropped,
    InkRanOut,
    InkSigned,
    TelephoneSigned,
    same_number,
    text_number,
)
from domain.telephone_signing import (
    NoInkOwed,
    NumberDoesNotFit,
    ReadBack,
    WitnessNeeded,
    look,
    sign_by_telephone,
    sign_in_ink,
)
from domain.words import Channel, Stage
from tests.support.given import given
from tests.support.ladder import minute, unit_id

TEXT, LATER = "临江区人民政府：9时许化工厂爆炸。", "临江区人民政府：9时许化工厂爆炸，2人遇难。"
HOP = Hop(
    incident=unit_id("incident"),
    reporting_entity=unit_id("county"),
    recipient=unit_id("city"),
    stage=Stage.FIRST,
)
DRAFTED = ReportDrafted(hop=HOP, text=TEXT)
LEADER, OFFICER, WITNESS = unit_id("leader"), unit_id("officer"), unit_id("witness")
HEARD = ReadBack(LEADER, text_number(TEXT), WITNESS, OFFICER)
DUE = minute(10).latest + timedelta(hours=24)
SIGNED = TelephoneSigned(
    incident=HOP.incident,
    signer=LEADER,
    signed=minute(10),
    text_number=text_number(TEXT),
    witness=WITNESS,
    dial=None,
    ink_due=DUE,
    next_at=DUE,
)
RAN_OUT = InkRanOut(due_at=DUE, noticed_at=DUE, next_at=None)
INKED = InkSigned(inked=minute(99), next_at=None)
SENT = ReportSent(channel=Channel.WRITTEN, sent=minute(11))


def signed(report, heard=HEARD):
    return sign_by_telephone(report, heard, signed=minute(10))


def test_six_digits_tell_one_text_from_another_however_they_are_grouped():
    assert text_number(TEXT) == text_number(TEXT) != text_number(LATER)
    assert len(text_number(TEXT)) == 6
    number = text_number(TEXT)
    assert same_number(f" {number[:3]} {number[3:]} ", TEXT)
    assert not same_number(number, LATER)
    assert not same_number("", TEXT)


def test_the_call_it_was_said_in_is_kept():
    heard = HEARD._replace(dial=unit_id("dial"))
    given(evolve, DRAFTED).when(lambda r: signed(r, heard)).then(
        replace(SIGNED, dial=unit_id("dial"))
    )


def test_said_back_and_witnessed_it_may_go_out_and_ink_is_owed():
    told = given(evolve, DRAFTED).when(signed).then(SIGNED)
    assert told.state.standing is ReportStanding.SIGNED
    assert told.state.ink.signature == SIGNED
    told.when(signed).then_nothing_happens()
    told.when(lambda r: send(r, channel=Channel.WRITTEN, sent=minute(11))).then(SENT)


def test_the_number_of_a_text_that_was_changed_signs_nothing():
    given(evolve, DRAFTED, DraftRevised(text=LATER)).when(signed).then_refused(NumberDoesNotFit)
    given(evolve, DRAFTED).when(lambda r: signed(r, HEARD._replace(number="12"))).then_refused(
        NumberDoesNotFit
    )


@pytest.mark.parametrize(
    "heard",
    [
        HEARD._replace(witness=LEADER),
        HEARD._replace(witness=OFFICER),
        HEARD._replace(typed_by=LEADER),
    ],
)
def test_three_people_signer_writer_and_witness(heard):
    given(evolve, DRAFTED).when(lambda r: signed(r, heard)).then_refused(WitnessNeeded)


def test_what_has_gone_out_is_signed_no_more():
    given(evolve, DRAFTED, SIGNED, SENT).when(signed).then_refused(SentAlready)


def test_ink_that_does_not_come_is_recorded_once_and_still_owed():
    given(evolve, DRAFTED, SIGNED).when(
        lambda r: look(r, as_of=DUE - timedelta(seconds=1))
    ).then_nothing_happens().when(lambda r: look(r, as_of=DUE)).then(RAN_OUT).when(
        lambda r: look(r, as_of=DUE)
    ).then_nothing_happens().when(lambda r: sign_in_ink(r, inked=minute(99))).then(INKED).when(
        lambda r: sign_in_ink(r, inked=minute(99))
    ).then_refused(NoInkOwed)


def test_a_text_changed_before_it_went_out_owes_no_ink():
    dropped = InkDropped(next_at=None)
    told = given(evolve, DRAFTED, SIGNED).when(lambda r: revise(r, text=LATER))
    after = told.then(DraftRevised(text=LATER), dropped)
    assert (after.state.standing, after.state.ink) == (ReportStanding.DRAFTED, None)
    after.when(lambda r: look(r, as_of=DUE)).then_nothing_happens()
