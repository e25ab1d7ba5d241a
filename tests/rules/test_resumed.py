"""A clock that fell away and is owed again runs on as it would have, and says by which one it had been replaced."""

from __future__ import annotations

import pytest

from domain.deadline import Standing
from domain.deadline_alarm import alarm
from domain.deadline_events import DeadlineResumed, DeadlineSuperseded, Superseding, Uncounted
from domain.words import Level
from tests.support.ladder import CITY, Story, a_fire, minute


def fallen_and_back(minutes: int) -> tuple[Story, DeadlineResumed]:
    """III is decided at nine and taken back to IV after so many minutes; B01 gives two hours, by day."""
    story = a_fire()
    story.level(Level.III, minute(0))
    assert story.clock("B01", *CITY).standing is Standing.SUPERSEDED
    resumed = [
        one for _, one in story.level(Level.IV, minute(minutes)) if isinstance(one, DeadlineResumed)
    ]
    [happened] = resumed
    return story, happened


@pytest.mark.parametrize(
    ("minutes", "why"),
    [
        (1, None),
        (119, None),
        (120, Uncounted.LEVEL_KNOWN_AFTER),
        (130, Uncounted.LEVEL_KNOWN_AFTER),
    ],
)
def test_it_counts_only_if_it_could_still_be_kept_when_the_level_was_decided(minutes, why):
    story, happened = fallen_and_back(minutes)
    clock = story.clock("B01", *CITY)
    assert (happened.uncounted, clock.uncounted) == (why, why)
    assert happened.level_known == minute(minutes)
    assert happened.next_at == alarm(clock, story.book.manners)
    assert (happened.next_at is not None) == clock.open


def test_what_takes_the_place_of_a_clock_is_named_and_what_has_none_says_so():
    story = a_fire()
    fell = [
        one for _, one in story.level(Level.III, minute(0)) if isinstance(one, DeadlineSuperseded)
    ]
    by = story.clock_id(story.clock("B02", *CITY))
    assert fell == [DeadlineSuperseded(reason=Superseding.LEVEL, by=by, next_at=None)]
