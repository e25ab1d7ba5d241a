"""Leave, swap and substitution through the desk: the shifts change with the approval, and cover never breaks."""

from __future__ import annotations

import pytest

from desk.duty_change import (
    ApproveChange,
    ChangeAnswer,
    ConsentToChange,
    CoverMissing,
    DeclineChange,
    RefuseChange,
    RequestChange,
    ShiftIsOver,
    WithdrawChange,
    approve_change,
    consent_to_change,
    decline_change,
    refuse_change,
    request_change,
    withdraw_change,
)
from domain.duty_change import ChangeKind, ChangeRequested, LeaveGranted, Move
from domain.duty_change_commands import ChangeSettled, TooLateToChange
from domain.kernel import ReasonMissing
from domain.roster_check import RosterUnsound
from domain.shift import NotOnThisShift, ShiftRevised
from tests.support.rosters import Desk, at


@pytest.fixture
def desk(office):
    desk = Desk(office)
    desk.draft(*desk.days(desk.zhou, desk.wang, desk.han, desk.sun, desk.zhou), last=5)
    desk.publish(last=5)
    return desk


def move(desk, day, leaves, takes):
    return Move(shift=desk.shifts[day][0], leaves=leaves, takes=takes)


def ask(desk, *moves, kind=ChangeKind.SUBSTITUTION, person=None, **more):
    span = {"since": None, "until": None, "urgent": False, **more}
    asked = ChangeRequested(
        kind=kind,
        person=person or desk.zhou,
        moves=moves,
        reason="家中有事",
        asked=desk.office.at(),
        **span,
    )
    return desk.office.do(request_change, RequestChange(request=asked)).answer(ChangeAnswer).change


def agree(desk, change, *persons):
    for person in persons:
        consenting = ConsentToChange(change=change, person=person, consented=desk.office.at())
        desk.office.do(consent_to_change, consenting)


def approve(desk, change, why=""):
    approving = ApproveChange(
        change=change, approver=desk.leader, approved=desk.office.at(), in_spite_of=why
    )
    desk.office.do(approve_change, approving)


def test_the_shift_is_revised_with_the_approval_and_not_before(desk):
    change = ask(desk, move(desk, 1, desk.zhou, desk.han))
    agree(desk, change, desk.han)
    assert desk.lead(1) == desk.zhou
    approve(desk, change)
    assert desk.lead(1) == desk.han
    approve(desk, change)
    assert len(desk.office.events(ShiftRevised.TOPIC)) == 1


def test_a_swap_moves_both_seats_at_once(desk):
    there, back = move(desk, 1, desk.zhou, desk.sun), move(desk, 4, desk.sun, desk.zhou)
    change = ask(desk, there, back, kind=ChangeKind.SWAP)
    agree(desk, change, desk.sun)
    approve(desk, change, why="连值两班")
    assert (desk.lead(1), desk.lead(4)) == (desk.sun, desk.zhou)


def test_whoever_would_sit_in_two_places_is_not_approved(desk):
    desk.draft(*desk.days(desk.zhou, desk.wang, desk.han, desk.sun, desk.zhou), last=5)
    change = ask(desk, move(desk, 1, desk.zhou, desk.wang))
    agree(desk, change, desk.wang)
    with pytest.raises(ReasonMissing):  # no rest before the next one
        approve(desk, change)
    leave = ask(
        desk,
        kind=ChangeKind.LEAVE,
        person=desk.han,
        since=at(3, 0),
        until=at(3, 8),
    )
    approve(desk, leave)
    taking = ask(desk, move(desk, 2, desk.wang, desk.han), person=desk.wang)
    agree(desk, taking, desk.han)
    with pytest.raises(RosterUnsound):
        approve(desk, taking, why="没有别人")
    assert desk.lead(2) == desk.wang


def test_leave_is_granted_only_when_somebody_takes_each_seat(desk):
    span = {"kind": ChangeKind.LEAVE, "since": at(1, 0), "until": at(6, 0)}
    half = ask(desk, move(desk, 1, desk.zhou, desk.han), **span)
    agree(desk, half, desk.han)
    with pytest.raises(CoverMissing):
        approve(desk, half)
    assert desk.lead(1) == desk.zhou
    moves = move(desk, 1, desk.zhou, desk.han), move(desk, 5, desk.zhou, desk.wang)
    whole = ask(desk, *moves, **span)
    agree(desk, whole, desk.han, desk.wang)
    approve(desk, whole)
    assert (desk.lead(1), desk.lead(5)) == (desk.han, desk.wang)
    assert len(desk.office.events(LeaveGranted.TOPIC)) == 1
    assert desk.office.desk.register().duty.is_away(desk.zhou, at(2), at(3))


def test_a_weekend_is_changed_two_days_before_or_as_urgent(desk):
    desk.office.clock.at = at(4, 12)
    weekend = move(desk, 5, desk.zhou, desk.han)
    with pytest.raises(TooLateToChange):
        ask(desk, weekend)
    change = ask(desk, weekend, urgent=True)
    agree(desk, change, desk.han)
    approve(desk, change)
    assert desk.lead(5) == desk.han


def test_somebody_falls_ill_in_the_middle_of_a_shift(desk):
    desk.office.clock.at = at(1, 20)
    change = ask(desk, move(desk, 1, desk.zhou, desk.han), urgent=True)
    agree(desk, change, desk.han)
    approve(desk, change)
    assert desk.lead(1) == desk.han


def test_a_shift_that_is_over_or_was_never_theirs_cannot_be_given_away(desk):
    with pytest.raises(NotOnThisShift):
        ask(desk, move(desk, 1, desk.han, desk.sun))
    over = move(desk, 1, desk.zhou, desk.han)
    waiting = ask(desk, over)
    agree(desk, waiting, desk.han)
    desk.office.clock.at = at(2, 9)
    for late in (lambda: ask(desk, over), lambda: approve(desk, waiting)):
        with pytest.raises(ShiftIsOver):
            late()


def test_declined_refused_and_withdrawn_leave_the_roster_as_it_is(desk):
    ends = (
        (decline_change, DeclineChange, {"person": desk.han}),
        (refuse_change, RefuseChange, {"approver": desk.leader}),
        (withdraw_change, WithdrawChange, {}),
    )
    for handle, command, more in ends:
        change = ask(desk, move(desk, 1, desk.zhou, desk.han))
        desk.office.do(handle, command(change=change, reason="不便", **more))
        with pytest.raises(ChangeSettled):
            approve(desk, change)
    assert desk.lead(1) == desk.zhou
