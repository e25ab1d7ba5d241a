"""What a sealer and a witness have in common on the command line."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import typer

from api.alarming import Alarm
from api.cli.faults import fault_words
from api.cli.refusals import FAULT
from api.cli.words import say
from api.clock import pause, stopwatch, wall
from api.sealing import wrong_with
from api.settings import Settings
from desk.seal.records import Gainsaid
from desk.seal.state import State

AGAIN_SECONDS = 60.0
WORDS_MAX = 200

Every = Annotated[float, typer.Option("--every", min=0.05, max=10.0, help="每隔几秒看一次日志")]
Scrub = Annotated[
    int, typer.Option("--scrub", min=0, max=1_000_000, help="每秒重新核对多少条旧记录；0 为不核对")
]
Once = Annotated[bool, typer.Option("--once", help="看到日志末尾就结束：无异常返回0，否则1")]
Turn = Callable[[int, datetime], State]  # so many old events to be read anew


class Pace(NamedTuple):
    """Seconds from one look to the next, old events read anew in a second, and whether the end of the log ends it."""

    every: float
    scrub: int
    once: bool

    @property
    def reread(self) -> int:
        return max(1, round(self.scrub * self.every)) if self.scrub else 0


def keep_on(turn: Turn, voice: Alarm, pace: Pace) -> None:
    """Until it is stopped. What a turn finds is told at once and then every minute."""
    sounding = Sounding(voice)
    while True:
        began, seen = stopwatch(), turn(pace.reread, wall())
        sounding.about(seen)
        if pace.once and _at_the_end(turn, seen):
            raise typer.Exit(FAULT if seen.amiss or seen.unread_since else 0)
        pause(max(0.0, pace.every - (stopwatch() - began)))


def _at_the_end(turn: Turn, seen: State) -> bool:
    return bool(seen.amiss or seen.unread_since) or turn(0, wall()).seen == seen.seen


class Sounding:
    """An alarm for what has to be told to people: at once, then every minute; and `well` when it is over."""

    def __init__(self, voice: Alarm, well: str = "outpost-well") -> None:
        self._voice, self._well = voice, well
        self._told: tuple[str, ...] = ()
        self._told_at = 0.0

    def about(self, state: State) -> None:
        self.tell(tuple(_words(key, state) for key in wrong_with(state, state.looked_at)))

    def tell(self, wrong: tuple[str, ...]) -> None:
        now = stopwatch()
        if wrong and (wrong != self._told or now - self._told_at >= AGAIN_SECONDS):
            self._voice.sound("；".join(wrong))
            self._told_at = now
        elif self._told and not wrong:
            self._voice.sound(say(self._well))
        self._told = wrong


def _words(key: str, state: State) -> str:
    amiss = state.amiss
    seq, reason = (amiss.seq, fault_words(amiss.reason)) if amiss else (0, "")
    return say(f"outpost-{key}", seq=seq, reason=reason[:WORDS_MAX])


def words_elsewhere(one: Gainsaid) -> str:
    """What another office's log contradicts here."""
    return say("elsewhere-amiss", origin=one.origin, seq=one.seq, reason=fault_words(one.reason))


def office_of(folder: Path | None, seal: Path | None = None) -> Settings:
    """By what is given and by variables alone: the office's own settings are not another user's to read."""
    given: dict[str, Any] = {"folder": folder, "seal": seal}
    return Settings(**{name: path for name, path in given.items() if path})
