"""Units and people of the network: registered, revised, closed; posts are held from one time to another."""

from __future__ import annotations

from datetime import timedelta

import pytest
from msgspec.structs import replace

from domain import person as people
from domain import unit as units
from domain.person import (
    PersonProfile,
    PersonRegistered,
    PersonRevised,
    PostLeft,
    PostNotHeld,
    PostTaken,
    leave_post,
    take_post,
)
from domain.unit import UnitClosed, UnitGone, UnitProfile, UnitRegistered, UnitRevised, close
from domain.words import Tier, UnitKind
from tests.support.given import given
from tests.support.ladder import NINE, unit_id

TOWN, ZHOU = unit_id("town"), unit_id("zhou")
PROFILE = UnitProfile(
    name="青石镇", short_name="青石", tier=Tier.TOWNSHIP, kind=UnitKind.GOVERNMENT
)
RENAMED = replace(PROFILE, name="青石街道")
REGISTERED = UnitRegistered(unit=TOWN, profile=PROFILE, effective=NINE)
CLOSED = UnitClosed(unit=TOWN, effective=NINE, reason="撤并")
SOMEBODY = PersonProfile(name="周明", unit=TOWN)
KNOWN = PersonRegistered(person=ZHOU, profile=SOMEBODY)
TAKEN = PostTaken(person=ZHOU, post="主任", unit=TOWN, since=NINE)
LEFT = PostLeft(person=ZHOU, post="主任", unit=TOWN, until=NINE + timedelta(days=1))


def registering(profile):
    return lambda unit: units.register(unit, id=TOWN, profile=profile, effective=NINE)


def test_a_unit_is_registered_once_and_revised_when_something_changed():
    registered = given(units.evolve).when(registering(PROFILE)).then(REGISTERED)
    registered.when(registering(PROFILE)).then_nothing_happens()
    revised = UnitRevised(unit=TOWN, profile=RENAMED, effective=NINE)
    assert registered.when(registering(RENAMED)).then(revised).state.profile == RENAMED


def test_a_unit_is_closed_once_and_does_not_come_back():
    def closing(unit):
        return close(unit, effective=NINE, reason="撤并")

    closed = given(units.evolve, REGISTERED).when(closing).then(CLOSED)
    closed.when(closing).then_nothing_happens()
    closed.when(registering(RENAMED)).then_refused(UnitGone)


def test_a_person_is_registered_once_and_revised_when_something_changed():
    def registering(profile):
        return lambda person: people.register(person, id=ZHOU, profile=profile)

    known = given(people.evolve).when(registering(SOMEBODY)).then(KNOWN)
    known.when(registering(SOMEBODY)).then_nothing_happens()
    moved = replace(SOMEBODY, unit=unit_id("county"))
    known.when(registering(moved)).then(PersonRevised(person=ZHOU, profile=moved))


def test_a_post_is_taken_once_left_once_and_may_be_taken_again():
    def taking(person):
        return take_post(person, post="主任", unit=TOWN, since=NINE)

    def leaving(person):
        return leave_post(person, post="主任", unit=TOWN, until=LEFT.until)

    held = given(people.evolve, KNOWN).when(taking).then(TAKEN)
    held.when(taking).then_nothing_happens()
    left = held.when(leaving).then(LEFT)
    left.when(leaving).then_refused(PostNotHeld)
    assert left.when(taking).then(TAKEN).state.posts


def test_the_same_post_in_another_unit_is_another_post():
    elsewhere = replace(TAKEN, unit=unit_id("county"))
    held = given(people.evolve, KNOWN, TAKEN)
    held.when(lambda p: take_post(p, post="主任", unit=unit_id("county"), since=NINE)).then(
        elsewhere
    )
    held.when(
        lambda p: leave_post(p, post="主任", unit=unit_id("county"), until=NINE)
    ).then_refused(PostNotHeld)


@pytest.mark.parametrize(
    ("evolve", "event"), [(units.evolve, CLOSED), (people.evolve, TAKEN), (people.evolve, LEFT)]
)
def test_nothing_can_happen_to_who_was_never_registered(evolve, event):
    with pytest.raises(TypeError):
        evolve(None, event)
