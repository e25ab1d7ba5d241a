"""值班违规: proposed once, stated on, decided by somebody else, revoked, withdrawn when explained."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.breach_commands import DecidedAlready, NotDecided
from domain.duty_breach import (
    DutyBreachDecided,
    DutyBreachKind,
    DutyBreachProposed,
    DutyBreachStated,
    DutyBreachWithdrawn,
    DutyDecisionRevoked,
    Explained,
    duty_breach_id,
    evolve,
)
from domain.duty_breach_commands import (
    LateIsReckoned,
    OwnBreach,
    PersonMissing,
    decide,
    find,
    propose,
    revoke,
    state,
    withdraw,
)
from domain.kernel import ReasonMissing
from domain.verdict import Decision
from tests.support.given import given
from tests.support.ladder import NINE, minute, unit_id

SHIFT, GU, CHIEF = unit_id("shift"), unit_id("gu"), unit_id("chief")
ABSENT = DutyBreachProposed(
    shift=SHIFT, kind=DutyBreachKind.ABSENT, person=GU, since=NINE, words=""
)
FOUND = replace(ABSENT, kind=DutyBreachKind.LEFT_EARLY, words="接班人未签字即离开")
CONFIRMED = DutyBreachDecided(
    decision=Decision.CONFIRMED, reason="无正当理由", decided=minute(60), person=CHIEF
)
WITHDRAWN = DutyBreachWithdrawn(why=Explained.EXCUSED, reason="急诊")


def deciding(decided=CONFIRMED):
    return lambda breach: decide(breach, decided)


def withdrawing(breach):
    return withdraw(breach, why=Explained.EXCUSED, reason="急诊")


def test_it_is_proposed_once_whatever_becomes_of_it():
    proposed = given(evolve).when(lambda b: propose(b, ABSENT)).then(ABSENT)
    again = proposed.when(withdrawing).then(WITHDRAWN)
    again.when(lambda b: propose(b, ABSENT)).then_nothing_happens()
    again.when(withdrawing).then_nothing_happens()
    given(evolve).when(withdrawing).then_nothing_happens()


def test_of_a_shift_a_kind_and_a_person_there_is_one():
    ids = {
        duty_breach_id(SHIFT, kind, person)
        for kind in DutyBreachKind
        for person in (GU, CHIEF, None)
    }
    assert len(ids) == 3 * len(DutyBreachKind)


def test_what_a_leader_finds_needs_words_and_mostly_a_person():
    def finding(found):
        return lambda breach: find(breach, found)

    given(evolve).when(finding(replace(FOUND, words=f" {FOUND.words} "))).then(FOUND)
    given(evolve).when(finding(replace(FOUND, words=" "))).then_refused(ReasonMissing)
    given(evolve).when(finding(replace(FOUND, person=None))).then_refused(PersonMissing)
    late = replace(FOUND, kind=DutyBreachKind.LATE)
    given(evolve).when(finding(late)).then_refused(LateIsReckoned)
    empty = replace(FOUND, kind=DutyBreachKind.UNMANNED, person=None)
    given(evolve).when(finding(empty)).then(empty)


def test_the_person_is_heard_before_and_after():
    said = DutyBreachStated(words="堵车", given=minute(30))
    heard = given(evolve, ABSENT).when(lambda b: state(b, words=" 堵车 ", given=minute(30)))
    told = heard.then(said)
    told.when(lambda b: state(b, words="堵车", given=minute(30))).then_nothing_happens()
    told.when(lambda b: state(b, words="", given=minute(30))).then_refused(ReasonMissing)
    assert told.state.statements == (said,)


def test_somebody_else_decides_once_until_it_is_revoked():
    proposed = given(evolve, ABSENT)
    proposed.when(deciding(replace(CONFIRMED, reason=""))).then_refused(ReasonMissing)
    proposed.when(deciding(replace(CONFIRMED, person=GU))).then_refused(OwnBreach)
    decided = proposed.when(deciding()).then(CONFIRMED)
    decided.when(deciding(replace(CONFIRMED, reason="再说一遍"))).then_nothing_happens()
    other = replace(CONFIRMED, decision=Decision.EXCUSED)
    decided.when(deciding(other)).then_refused(DecidedAlready)
    revoked = DutyDecisionRevoked(reason="有新情况", person=CHIEF)
    open_again = decided.when(lambda b: revoke(b, reason=" 有新情况 ", person=CHIEF)).then(revoked)
    open_again.when(lambda b: revoke(b, reason="再撤", person=CHIEF)).then_refused(NotDecided)
    open_again.when(deciding(other)).then(other)


def test_what_is_explained_after_a_decision_undoes_nothing():
    after = given(evolve, ABSENT, CONFIRMED).when(withdrawing).then(WITHDRAWN)
    assert after.state.decision == CONFIRMED


def test_nothing_is_decided_before_anything_is_proposed():
    with pytest.raises(TypeError, match="before any"):
        evolve(None, CONFIRMED)
