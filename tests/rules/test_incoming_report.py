"""A call: anything heard is enough, a cut one counts, and it is dealt with once."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.actors import Sealed
from domain.facts import Place
from domain.incoming_report import (
    CallerStated,
    DisposedAlready,
    Heard,
    IncomingAmended,
    IncomingDisposed,
    IncomingReceived,
    NothingHeard,
    Outcome,
    amend,
    dispose,
    evolve,
    receive,
    state_caller,
)
from domain.kernel import ReasonMissing
from domain.words import Channel
from tests.support.given import given
from tests.support.ladder import minute, unit_id

INCIDENT = unit_id("incident")
RECEIVED = IncomingReceived(
    received=minute(0), channel=Channel.PHONE, line="值班一线", heard=Heard(what="化工厂爆炸")
)
NOISE = IncomingDisposed(outcome=Outcome.NOISE, reason="拨错号码")
OPENED_ONE = IncomingDisposed(outcome=Outcome.INCIDENT, incident=INCIDENT)


@pytest.mark.parametrize(
    "heard_something",
    [
        RECEIVED,
        replace(RECEIVED, heard=Heard(place=Place(text="国道312线"))),
        replace(RECEIVED, heard=Heard(), call_back=Sealed(subject=INCIDENT, box="")),
    ],
)
def test_what_happened_or_where_or_a_number_to_call_back_is_enough(heard_something):
    given(evolve).when(lambda c: receive(c, heard_something)).then(heard_something)


def test_of_a_call_nothing_was_heard_of_nothing_is_kept():
    silent = replace(RECEIVED, heard=Heard(still_developing=True))
    given(evolve).when(lambda c: receive(c, silent)).then_refused(NothingHeard)


def test_it_is_received_once():
    given(evolve, RECEIVED).when(lambda c: receive(c, RECEIVED)).then_nothing_happens()


def test_the_officer_completes_it_and_the_first_words_stay_on_record():
    more = Heard(what="化工厂爆炸，3人受伤")
    amended = given(evolve, RECEIVED).when(lambda c: amend(c, heard=more))
    amended.then(IncomingAmended(heard=more)).when(
        lambda c: amend(c, heard=more)
    ).then_nothing_happens()


def test_who_rang_is_said_afterwards_and_once():
    who = CallerStated(
        caller_unit=unit_id("town"), caller_post="值班员", caller_name=None, call_back=None
    )
    stated = given(evolve, RECEIVED).when(lambda c: state_caller(c, who)).then(who)
    stated.when(lambda c: state_caller(c, who)).then_nothing_happens()


def test_it_is_dealt_with_once():
    def as_noise(call):
        return dispose(call, outcome=Outcome.NOISE, reason="拨错号码")

    noise = given(evolve, RECEIVED).when(as_noise).then(NOISE)
    noise.when(as_noise).then_nothing_happens()
    noise.when(lambda c: dispose(c, outcome=Outcome.INCIDENT, incident=INCIDENT)).then_refused(
        DisposedAlready
    )


def test_what_opens_an_incident_needs_no_reason_and_what_is_filed_away_does():
    call = given(evolve, RECEIVED)
    call.when(lambda c: dispose(c, outcome=Outcome.INCIDENT, incident=INCIDENT)).then(OPENED_ONE)
    for outcome in (Outcome.NOISE, Outcome.INFORMATION):
        call.when(lambda c, o=outcome: dispose(c, outcome=o, reason="  ")).then_refused(
            ReasonMissing
        )


def test_nothing_can_happen_to_a_call_that_never_came():
    for event in (NOISE, IncomingAmended(heard=Heard())):
        with pytest.raises(TypeError):
            evolve(None, event)
