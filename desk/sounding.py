"""声音: pages that can be heard, the minute of silence, and the test of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from uuid import UUID

from desk.draft import Draft
from domain import sounding as sounds
from domain.kernel import Event, Value
from domain.sounding import Sounding, sounding_id


class TellSound(Value):
    """Whether any page can be heard; `at`: since when, or when one was heard again."""

    audible: bool
    at: datetime


class Silence(Value):
    """For a minute, by whoever asks."""


class TrySound(Value):
    person: UUID | None
    fits: bool


class SoundAnswer(Value):
    until: datetime | None


def tell_sound(draft: Draft, telling: TellSound) -> SoundAnswer:
    change = sounds.hear if telling.audible else _lost
    return _changed(draft, lambda known: change(known, at=telling.at))


def silence(draft: Draft, asking: Silence) -> SoundAnswer:
    return _changed(draft, lambda known: sounds.silence(known, at=draft.now))


def try_sound(draft: Draft, trial: TrySound) -> SoundAnswer:
    def told(known: Sounding | None) -> list[Event]:
        return sounds.sound_tested(known, person=trial.person, fits=trial.fits, at=draft.now)

    return _changed(draft, told)


def _lost(known: Sounding | None, *, at: datetime) -> list[Event]:
    return sounds.lose(known, since=at)


def _changed(draft: Draft, change: Callable[[Sounding | None], list[Event]]) -> SoundAnswer:
    id = sounding_id(draft.register.office.unit)
    draft.record(id, change(draft.load(id, sounds.evolve)))
    after = draft.load(id, sounds.evolve)
    return SoundAnswer(until=after.silenced_until if after else None)
