"""Whoever was asked first answers, until another person has accepted or signed for it; there is always one."""

from __future__ import annotations

import pytest
from hypothesis import given as given_any
from hypothesis import strategies as st

from domain.actors import Actor, ActorKind, system
from domain.kernel import Refused, fold
from domain.ownership import (
    NotOffered,
    OwnedAlready,
    Ownership,
    OwnershipAccepted,
    OwnershipOffered,
    OwnershipPassed,
    accept,
    evolve,
    offer,
    owner_of,
    pass_on,
)
from domain.watch import WatchBegan
from tests.support.given import given
from tests.support.ladder import minute, unit_id

MATTER, HANDOVER = unit_id("call"), unit_id("handover")
ZHOU, HAN, LI = (unit_id(name) for name in ("zhou", "han", "li"))
TAKEN_BY = Actor(kind=ActorKind.PERSON, id=str(ZHOU))


def offered(to):
    return OwnershipOffered(matter=MATTER, to=to, words="请跟进", offered=minute(5))


def accepted(person):
    return OwnershipAccepted(matter=MATTER, person=person, accepted=minute(6))


def passed(to):
    return OwnershipPassed(matter=MATTER, to=to, handover=HANDOVER, passed=minute(7))


def by(command, happened):
    return lambda state: command(state, happened, taken_by=TAKEN_BY)


def owner(history):
    return owner_of(TAKEN_BY, history.state).id


def test_it_stays_with_whoever_took_it_until_the_other_accepts():
    handed = given(evolve).when(by(offer, offered(HAN))).then(offered(HAN))
    assert owner(handed) == str(ZHOU)
    assert owner(handed.when(by(accept, accepted(HAN))).then(accepted(HAN))) == str(HAN)


def test_the_same_twice_is_once():
    handed = given(evolve, offered(HAN))
    handed.when(by(offer, offered(HAN))).then_nothing_happens()
    owned = handed.and_then(accepted(HAN))
    owned.when(by(accept, accepted(HAN))).then_nothing_happens()
    owned.when(by(pass_on, passed(HAN))).then_nothing_happens()


def test_nobody_accepts_what_was_not_handed_to_them():
    given(evolve).when(by(accept, accepted(HAN))).then_refused(NotOffered)
    handed = given(evolve, offered(HAN))
    handed.when(by(accept, accepted(LI))).then_refused(NotOffered)
    again = handed.when(by(offer, offered(LI))).then(offered(LI))
    again.when(by(accept, accepted(HAN))).then_refused(NotOffered)
    after = given(evolve, offered(HAN), accepted(HAN), offered(LI), passed(ZHOU))
    after.when(by(accept, accepted(LI))).then_refused(NotOffered)


def test_it_is_not_handed_to_whoever_has_it():
    given(evolve).when(by(offer, offered(ZHOU))).then_refused(OwnedAlready)
    given(evolve, offered(HAN), accepted(HAN)).when(by(offer, offered(HAN))).then_refused(
        OwnedAlready
    )


def test_on_the_signed_list_it_passes_whether_anybody_accepted_or_not():
    handed = given(evolve, offered(LI)).when(by(pass_on, passed(HAN))).then(passed(HAN))
    assert handed.state == Ownership(owner=HAN)
    given(evolve).when(by(pass_on, passed(ZHOU))).then_nothing_happens()


def test_what_an_account_or_the_system_took_is_theirs_and_can_be_handed_on():
    for taker in (system("replay"), Actor(kind=ActorKind.ACCOUNT, id=str(HAN))):
        assert owner_of(taker, None) == taker
        assert offer(None, offered(HAN), taken_by=taker) == [offered(HAN)]


act = st.tuples(
    st.sampled_from([(offer, offered), (accept, accepted), (pass_on, passed)]),
    st.sampled_from([ZHOU, HAN, LI]),
)


@given_any(st.lists(act, max_size=20))
def test_whatever_happens_somebody_owns_it_and_only_by_their_own_word_or_signature(acts):
    history = []
    for (command, tell), person in acts:
        before = fold(evolve, None, history)
        try:
            history += command(before, tell(person), taken_by=TAKEN_BY)
        except Refused:
            continue
        after = fold(evolve, None, history)
        had, has = (owner_of(TAKEN_BY, state) for state in (before, after))
        assert has.id in {str(ZHOU), str(HAN), str(LI)}
        assert has == had or (has.id == str(person) and command in (accept, pass_on))
        if command is accept and has != had:
            assert before.offered_to == person


def test_nothing_else_folds():
    with pytest.raises(TypeError):
        evolve(None, WatchBegan(unit=HAN, shift=LI, began=minute(1)))
