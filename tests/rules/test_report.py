"""A report: told at once without draft or signature, or drafted, signed, sent and received, in this order."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.actors import Sealed
from domain.report import (
    DraftRevised,
    Hop,
    ReceiptRecorded,
    ReportCorrected,
    ReportDrafted,
    ReportMade,
    ReportSent,
    ReportSigned,
    SigningWay,
    evolve,
)
from domain.report_commands import (
    NotSent,
    NotSigned,
    SamePlace,
    SentAlready,
    TextMissing,
    correct,
    draft,
    make,
    record_receipt,
    revise,
    send,
    sign,
)
from domain.words import Channel, Stage
from tests.support.given import given
from tests.support.ladder import minute, unit_id

HOP = Hop(
    incident=unit_id("incident"),
    reporting_entity=unit_id("county"),
    recipient=unit_id("city"),
    stage=Stage.FIRST,
)
NOWHERE = replace(HOP, recipient=HOP.reporting_entity)
LEADER = unit_id("leader")
TOLD = ReportMade(hop=HOP, channel=Channel.PHONE, made=minute(10), words="9时许爆炸")
DRAFTED = ReportDrafted(hop=HOP, text="9时许爆炸")
REVISED = DraftRevised(text="9时02分爆炸")
SIGNED = ReportSigned(signer=LEADER, signed=minute(15), way=SigningWay.PHONE)
SENT = ReportSent(channel=Channel.WRITTEN, sent=minute(20))
RECEIVED = ReceiptRecorded(received=minute(22))
CORRECTED = ReportCorrected(text="9时02分爆炸", reason="监控", corrected=minute(40))


def signing(report):
    return sign(report, signer=LEADER, signed=minute(15), way=SigningWay.PHONE)


def sending(report):
    return send(report, channel=Channel.WRITTEN, sent=minute(20))


def receiving(report):
    return record_receipt(report, received=minute(22))


def correcting(report):
    return correct(report, text=CORRECTED.text, reason="监控", corrected=minute(40))


def test_a_word_on_the_phone_is_a_report_at_once_and_once():
    told = given(evolve).when(lambda r: make(r, TOLD)).then(TOLD)
    told.when(lambda r: make(r, TOLD)).then_nothing_happens()
    assert told.state.made == minute(10)
    told.when(receiving).then(RECEIVED)


def test_who_took_a_report_at_the_other_end_is_kept():
    who = Sealed(subject=unit_id("city"), box="")
    told = given(evolve, TOLD)
    told.when(lambda r: record_receipt(r, received=minute(22), counterpart=who)).then(
        ReceiptRecorded(received=minute(22), counterpart=who)
    )


def test_a_written_one_is_drafted_signed_sent_and_received():
    story = given(evolve).when(lambda r: draft(r, hop=HOP, text=DRAFTED.text)).then(DRAFTED)
    story.when(lambda r: draft(r, hop=HOP, text=DRAFTED.text)).then_nothing_happens()
    story = story.when(signing).then(SIGNED)
    story.when(signing).then_nothing_happens()
    story = story.when(sending).then(SENT)
    story.when(sending).then_nothing_happens()
    story = story.when(receiving).then(RECEIVED)
    story.when(receiving).then_nothing_happens()
    story.when(sending).then_nothing_happens()
    assert story.state.made == minute(20)


def test_until_it_has_left_it_was_not_made():
    assert given(evolve, DRAFTED, SIGNED).state.made is None


@pytest.mark.parametrize("history", [(DRAFTED,), (DRAFTED, SIGNED, REVISED)])
def test_unsigned_or_revised_after_signing_it_cannot_go_out(history):
    given(evolve, *history).when(sending).then_refused(NotSigned)


def test_a_draft_is_revised_until_it_has_gone_out():
    drafted = given(evolve, DRAFTED)
    drafted.when(lambda r: revise(r, text=REVISED.text)).then(REVISED)
    drafted.when(lambda r: revise(r, text=DRAFTED.text)).then_nothing_happens()
    for gone in ((DRAFTED, SIGNED, SENT), (TOLD,), (DRAFTED, SIGNED, SENT, RECEIVED)):
        given(evolve, *gone).when(lambda r: revise(r, text="另文")).then_refused(SentAlready)
        given(evolve, *gone).when(signing).then_refused(SentAlready)


@pytest.mark.parametrize("history", [(DRAFTED,), (DRAFTED, SIGNED)])
def test_what_has_not_gone_out_is_neither_received_nor_corrected(history):
    given(evolve, *history).when(receiving).then_refused(NotSent)
    given(evolve, *history).when(correcting).then_refused(NotSent)


@pytest.mark.parametrize("history", [(TOLD,), (DRAFTED, SIGNED, SENT), (TOLD, RECEIVED)])
def test_what_has_gone_out_is_corrected_once(history):
    corrected = given(evolve, *history).when(correcting).then(CORRECTED)
    corrected.when(correcting).then_nothing_happens()
    assert corrected.state.made == given(evolve, *history).state.made


def test_a_time_recorded_wrong_is_corrected_too():
    def earlier(report):
        return correct(report, text=TOLD.words, reason="话单", corrected=minute(40), made=minute(5))

    restated = replace(CORRECTED, text=TOLD.words, reason="话单", made=minute(5))
    corrected = given(evolve, TOLD).when(earlier).then(restated)
    assert corrected.state.made == minute(5)
    corrected.when(earlier).then_nothing_happens()


def test_nobody_reports_to_himself_and_nobody_writes_nothing():
    given(evolve).when(lambda r: make(r, replace(TOLD, hop=NOWHERE))).then_refused(SamePlace)
    given(evolve).when(lambda r: draft(r, hop=NOWHERE, text="x")).then_refused(SamePlace)
    given(evolve).when(lambda r: draft(r, hop=HOP, text=" \n")).then_refused(TextMissing)


def test_nothing_can_happen_to_a_report_that_was_never_begun():
    for event in (REVISED, SIGNED, SENT, RECEIVED, CORRECTED):
        with pytest.raises(TypeError):
            evolve(None, event)
