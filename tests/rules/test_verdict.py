"""A breach is heard, decided by a named person for a reason, and can be revoked; what the system says stands beside it."""

from __future__ import annotations

from msgspec.structs import replace

from desk.founding import shipped_book
from domain.breach import BreachWithdrawn, evolve, verdict
from domain.breach_commands import (
    DecidedAlready,
    KindUnknown,
    NotConfirmed,
    NotDecided,
    NotTheirs,
    OwnCase,
    allege,
    circulate,
    decide,
    record_consequence,
    record_statement,
    revoke,
)
from domain.kernel import ReasonMissing
from domain.verdict import (
    BreachAlleged,
    BreachCirculated,
    BreachDecided,
    ConsequenceRecorded,
    Decision,
    DecisionRevoked,
    StatementRecorded,
)
from tests.rules.test_breach import PROPOSED, SUSPECTED
from tests.support.given import given
from tests.support.ladder import minute, unit_id

WORKS, CHIEF = unit_id("works"), unit_id("chief")
WORDS = shipped_book(()).breaches
ALLEGED = BreachAlleged(
    incident=unit_id("incident"),
    obligor=WORKS,
    kind="unanswered",
    words="两次核报未答复",
    evidence=(),
)
STATED = StatementRecorded(unit=WORKS, words="当时通信中断", given=minute(90))
DECIDED = BreachDecided(
    decision=Decision.CONFIRMED, reason="通信正常", decided=minute(120), person=CHIEF
)
REVOKED = DecisionRevoked(reason="新提供的通话记录", person=CHIEF)
FOLLOWED = ConsequenceRecorded(
    consequence="circulated",
    person=unit_id("director"),
    post="厂长",
    at_the_time=minute(0).earliest,
    words="",
)


def deciding(decided, unit=None):
    return lambda breach: decide(breach, decided, unit=unit)


def following(consequence=FOLLOWED):
    return lambda breach: record_consequence(breach, consequence, WORDS)


def test_a_person_raises_a_breach_of_a_kind_the_book_knows_and_no_clock_tells():
    raised = given(evolve).when(lambda b: allege(b, ALLEGED, WORDS)).then(ALLEGED)
    raised.when(lambda b: allege(b, ALLEGED, WORDS)).then_nothing_happens()
    assert raised.state.charge == ALLEGED
    for kind in ("late", "concealed", "三误"):
        wrong = replace(ALLEGED, kind=kind)
        given(evolve).when(lambda b, w=wrong: allege(b, w, WORDS)).then_refused(KindUnknown)
    unsaid = replace(ALLEGED, words=" ")
    given(evolve).when(lambda b: allege(b, unsaid, WORDS)).then_refused(ReasonMissing)


def test_the_unit_concerned_is_heard_and_no_other():
    heard = given(evolve, PROPOSED).when(lambda b: record_statement(b, STATED)).then(STATED)
    heard.when(lambda b: record_statement(b, STATED)).then_nothing_happens()
    theirs = replace(STATED, unit=unit_id("town"))
    given(evolve, PROPOSED).when(lambda b: record_statement(b, theirs)).then_refused(NotTheirs)
    unsaid = replace(STATED, words="")
    given(evolve, PROPOSED).when(lambda b: record_statement(b, unsaid)).then_refused(ReasonMissing)


def test_a_named_person_decides_once_for_a_reason():
    decided = given(evolve, SUSPECTED, STATED).when(deciding(DECIDED)).then(DECIDED)
    decided.when(deciding(DECIDED)).then_nothing_happens()
    other = replace(DECIDED, decision=Decision.DISMISSED)
    decided.when(deciding(other)).then_refused(DecidedAlready)
    somebody = replace(DECIDED, person=unit_id("another"))
    decided.when(deciding(somebody)).then_refused(DecidedAlready)
    unsaid = replace(DECIDED, reason=" ")
    given(evolve, SUSPECTED).when(deciding(unsaid)).then_refused(ReasonMissing)


def test_nobody_decides_about_the_unit_they_belong_to():
    given(evolve, SUSPECTED).when(deciding(DECIDED, unit=WORKS)).then_refused(OwnCase)


def test_a_decision_is_revoked_by_a_later_word_and_may_be_taken_anew():
    decided = given(evolve, SUSPECTED, DECIDED)
    revoked = decided.when(lambda b: revoke(b, reason=REVOKED.reason, person=CHIEF)).then(REVOKED)
    revoked.when(lambda b: revoke(b, reason="再次", person=CHIEF)).then_refused(NotDecided)
    dismissed = replace(DECIDED, decision=Decision.DISMISSED)
    assert revoked.when(deciding(dismissed)).then(dismissed).state.decision == dismissed
    decided.when(lambda b: revoke(b, reason="", person=CHIEF)).then_refused(ReasonMissing)


def test_what_the_system_says_after_a_decision_stands_beside_it():
    decided = given(evolve, SUSPECTED, DECIDED)
    withdrawn = decided.when(lambda b: verdict(b, None)).then(BreachWithdrawn()).state
    assert (withdrawn.decision, withdrawn.changed_since) == (DECIDED, True)
    graver = replace(SUSPECTED, on_assumption=True)
    changed = decided.when(lambda b: verdict(b, graver)).then(BreachWithdrawn(), graver).state
    assert (changed.decision, changed.changed_since) == (DECIDED, True)
    assert not decided.state.changed_since


def test_only_what_was_confirmed_has_consequences_and_stands_in_a_circular():
    confirmed = given(evolve, PROPOSED, DECIDED)
    followed = confirmed.when(following()).then(FOLLOWED)
    followed.when(following()).then_nothing_happens()
    unknown = replace(FOLLOWED, consequence="flogged")
    confirmed.when(following(unknown)).then_refused(KindUnknown)
    for history in ((PROPOSED,), (PROPOSED, replace(DECIDED, decision=Decision.EXCUSED))):
        given(evolve, *history).when(following()).then_refused(NotConfirmed)


def test_a_circular_names_it_once():
    named = BreachCirculated(number="通报〔2026〕5号", circulated=minute(200))

    def naming(breach):
        return circulate(breach, number=named.number, circulated=minute(200))

    confirmed = given(evolve, PROPOSED, DECIDED)
    confirmed.when(naming).then(named).when(naming).then_nothing_happens()
    given(evolve, PROPOSED).when(naming).then_refused(NotConfirmed)
