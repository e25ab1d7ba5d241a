"""Leave, swaps and substitutions: asked for, agreed to, approved; and every way in which they are not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from domain import duty_change as changes
from domain.duty_change import (
    ChangeApproved,
    ChangeConsented,
    ChangeDeclined,
    ChangeKind,
    ChangeRefused,
    ChangeRequested,
    ChangeStanding,
    ChangeWithdrawn,
    LeaveGranted,
    Move,
)
from domain.duty_change_commands import (
    ChangeSettled,
    ConsentMissing,
    LeaveBackwards,
    NotAskedOfYou,
    NothingMoves,
    OwnChange,
    TooLateToChange,
    approve,
    consent,
    decline,
    refuse,
    request,
    withdraw,
)
from domain.kernel import ReasonMissing
from tests.support.given import given, refused
from tests.support.ladder import NINE, minute, unit_id

SHIFT, OTHER = unit_id("shift"), unit_id("other shift")
ZHOU, WANG, CHEN = unit_id("zhou"), unit_id("wang"), unit_id("chen")
MOVE = Move(shift=SHIFT, leaves=ZHOU, takes=WANG)
SUBSTITUTION = ChangeRequested(
    kind=ChangeKind.SUBSTITUTION,
    person=ZHOU,
    moves=(MOVE,),
    since=None,
    until=None,
    reason="家中有事",
    urgent=False,
    asked=minute(0),
)
BACK = Move(shift=OTHER, leaves=WANG, takes=ZHOU)
SWAP = replace(SUBSTITUTION, kind=ChangeKind.SWAP, moves=(MOVE, BACK))
UNTIL = NINE + timedelta(days=3)
LEAVE = replace(SUBSTITUTION, kind=ChangeKind.LEAVE, since=NINE, until=UNTIL)
CONSENT = ChangeConsented(person=WANG, consented=minute(1))
APPROVED = ChangeApproved(approver=CHEN, approved=minute(2), in_spite_of="")


def asking(asked, late=False):
    return lambda state: request(state, asked, late=late)


def approving(approver=CHEN, found=False, why=""):
    return lambda state: approve(
        state, approver=approver, approved=minute(2), found=found, in_spite_of=why
    )


def consenting(person=WANG):
    return lambda state: consent(state, person=person, consented=minute(1))


@pytest.mark.parametrize("asked", [SUBSTITUTION, SWAP, LEAVE])
def test_it_waits_for_whoever_takes_the_seat_then_for_a_leader(asked):
    requested = given(changes.evolve).when(asking(asked)).then(asked)
    requested.when(asking(asked)).then_nothing_happens()
    assert requested.state.awaited == (WANG,)
    agreed = requested.when(consenting()).then(CONSENT)
    agreed.when(consenting()).then_nothing_happens()
    assert agreed.state.standing is ChangeStanding.AGREED
    assert agreed.state.persons == {ZHOU, WANG}


def test_a_leader_approves_and_approves_once():
    agreed = given(changes.evolve, SUBSTITUTION, CONSENT)
    approved = agreed.when(approving()).then(APPROVED)
    assert approved.state.standing is ChangeStanding.APPROVED
    approved.when(approving()).then_nothing_happens()


def test_approved_leave_is_granted_from_when_to_when():
    granted = LeaveGranted(person=ZHOU, since=NINE, until=UNTIL)
    agreed = given(changes.evolve, LEAVE, CONSENT)
    left = agreed.when(approving()).then(APPROVED, granted)
    assert left.state.standing is ChangeStanding.APPROVED


def test_leave_without_any_shift_in_it_waits_for_nobody_but_the_leader():
    alone = given(changes.evolve).when(asking(replace(LEAVE, moves=())))
    assert alone.then(replace(LEAVE, moves=())).state.standing is ChangeStanding.AGREED


def test_whoever_asks_for_themselves_to_take_a_seat_has_agreed():
    taking = replace(SUBSTITUTION, person=WANG)
    assert given(changes.evolve, taking).state.standing is ChangeStanding.AGREED


def test_nobody_approves_before_everybody_agreed_nor_what_concerns_themselves():
    with refused(ConsentMissing):
        approving()(given(changes.evolve, SUBSTITUTION).state)
    agreed = given(changes.evolve, SUBSTITUTION, CONSENT).state
    for own in (ZHOU, WANG):
        with refused(OwnChange):
            approving(approver=own)(agreed)


def test_what_was_found_wants_a_reason():
    agreed = given(changes.evolve, SUBSTITUTION, CONSENT)
    with refused(ReasonMissing):
        approving(found=True)(agreed.state)
    in_spite = replace(APPROVED, in_spite_of="仅此一人")
    agreed.when(approving(found=True, why=" 仅此一人 ")).then(in_spite)


@pytest.mark.parametrize(
    ("refusal", "asked"),
    [
        (ReasonMissing, replace(SUBSTITUTION, reason=" ")),
        (NothingMoves, replace(SUBSTITUTION, moves=())),
        (LeaveBackwards, replace(LEAVE, until=NINE)),
        (LeaveBackwards, replace(LEAVE, until=None)),
        (LeaveBackwards, replace(LEAVE, since=None)),
        (LeaveBackwards, replace(SWAP, since=NINE)),
    ],
)
def test_a_request_that_says_too_little_is_refused(refusal, asked):
    with refused(refusal):
        asking(asked)(None)


def test_a_shift_on_a_day_off_is_changed_two_days_before_or_as_urgent():
    with refused(TooLateToChange):
        asking(SUBSTITUTION, late=True)(None)
    urgent = replace(SUBSTITUTION, urgent=True)
    given(changes.evolve).when(asking(urgent, late=True)).then(urgent)


def test_somebody_who_does_not_take_the_seat_ends_it():
    requested = given(changes.evolve, SUBSTITUTION)
    no = ChangeDeclined(person=WANG, reason="当天出差")
    declined = requested.when(lambda s: decline(s, person=WANG, reason=" 当天出差 ")).then(no)
    assert declined.state.standing is ChangeStanding.DECLINED
    agreed = given(changes.evolve, SUBSTITUTION, CONSENT)
    agreed.when(lambda s: decline(s, person=WANG, reason="当天出差")).then(no)
    with refused(NotAskedOfYou):
        decline(requested.state, person=CHEN, reason="x")
    with refused(NotAskedOfYou):
        consenting(CHEN)(requested.state)


def test_a_leader_refuses_and_whoever_asked_withdraws_with_a_reason():
    requested = given(changes.evolve, SUBSTITUTION)
    no = requested.when(lambda s: refuse(s, approver=CHEN, reason="人手不足"))
    assert no.then(ChangeRefused(approver=CHEN, reason="人手不足")).state.standing is (
        ChangeStanding.REFUSED
    )
    back = requested.when(lambda s: withdraw(s, reason="不用了"))
    assert back.then(ChangeWithdrawn(reason="不用了")).state.standing is ChangeStanding.WITHDRAWN
    with refused(ReasonMissing):
        withdraw(requested.state, reason="")
    with refused(ReasonMissing):
        refuse(requested.state, approver=CHEN, reason="")


@pytest.mark.parametrize(
    "end",
    [
        ChangeDeclined(person=WANG, reason="x"),
        ChangeRefused(approver=CHEN, reason="x"),
        ChangeWithdrawn(reason="x"),
    ],
)
def test_what_is_settled_stays_so(end):
    settled = given(changes.evolve, SUBSTITUTION, CONSENT, end).state
    for move in (
        approving(),
        consenting(),
        lambda s: decline(s, person=WANG, reason="x"),
        lambda s: refuse(s, approver=CHEN, reason="x"),
        lambda s: withdraw(s, reason="x"),
    ):
        with refused(ChangeSettled):
            move(settled)
