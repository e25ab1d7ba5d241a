"""Whether the desk can be heard is told once a change; silence lasts a minute and answers nothing."""

from __future__ import annotations

from datetime import timedelta

from domain.sounding import (
    SILENCE,
    SoundHeard,
    SoundLost,
    SoundSilenced,
    SoundTested,
    evolve,
    hear,
    lose,
    silence,
    sound_tested,
    sounding_id,
)
from tests.support.given import given
from tests.support.ladder import NINE, unit_id

LOST, HEARD = SoundLost(since=NINE), SoundHeard(at=NINE)


def test_deaf_and_heard_again_are_each_told_once():
    deaf = given(evolve).when(lambda s: lose(s, since=NINE)).then(LOST)
    deaf.when(lambda s: lose(s, since=NINE)).then_nothing_happens()
    heard = deaf.when(lambda s: hear(s, at=NINE)).then(HEARD)
    heard.when(lambda s: hear(s, at=NINE)).then_nothing_happens()
    heard.when(lambda s: lose(s, since=NINE)).then(LOST)


def test_silence_lasts_a_minute_from_when_it_was_asked_for():
    first = SoundSilenced(until=NINE + SILENCE)
    quiet = given(evolve).when(lambda s: silence(s, at=NINE)).then(first)
    later = NINE + timedelta(seconds=30)
    again = SoundSilenced(until=later + SILENCE)
    assert quiet.when(lambda s: silence(s, at=later)).then(again).state.silenced_until == (
        later + SILENCE
    )


def test_every_test_of_the_sound_is_on_record():
    who = unit_id("officer")
    tested = SoundTested(person=who, fits=False, at=NINE)
    given(evolve).when(lambda s: sound_tested(s, person=who, fits=False, at=NINE)).then(tested)
    assert sounding_id(who) == sounding_id(who)
