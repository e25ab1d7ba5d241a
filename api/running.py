"""One office at work: its files opened, its threads started and stopped, in the order that loses nothing."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from contextlib import ExitStack, suppress
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

from apscheduler.schedulers.background import BackgroundScheduler

from api.anchoring import Anchored
from api.boards import Boards
from api.clock import Clock, OfficeClock, entropy, new_id, stopwatch
from api.clock_looks import ClockLooks
from api.hearing import Hearing
from api.hub import Hub
from api.keeping_replays import ReplayKeeper, chain_of, source_of
from api.plan_texts import plan_texts
from api.receipts import ReceiptsOnTheWay
from api.ring_links import LinkMaker
from api.settings import Settings
from api.sheets.kept import KeptFiles
from api.waking import Waking
from desk.desk import Desk
from desk.log.envelope import Acting, Head, LogBroken
from desk.log.log import Log, open_log
from desk.office import DoubtClock, doubt_clock
from desk.reading_trail import anchor_trail, anchored_in, standing_of
from desk.receipts import (
    PublishReceiptKey,
    ReceiptSigner,
    open_signer,
    publish_receipt_key,
    published_key,
)
from desk.sounding import TellSound, tell_sound
from desk.trail.trail import Trail
from desk.vault.vault import Vault, open_vault
from domain.actors import Via, system
from domain.working_days import BEIJING
from escalation.clock_watch import behind_log
from escalation.day_plan import DayPlan
from escalation.exercise_watch import ExerciseWatch, on_now
from escalation.plan_day import PlanDay
from escalation.timers import scheduler
from escalation.waiter import Waiter
from projections.board import VIEWS
from projections.follower import Follower
from projections.month_figures import Figures
from projections.performance import Month
from projections.store import open_store

log = logging.getLogger("shoubao.running")

VIEWS_FILE = "views.db"
CATCH_UP_SECONDS = 60.0  # a longer rebuild goes on while the page says how old it is
CLOCK_WATCH, SOUND_WATCH = system("clock-watch"), system("sound-watch")
TRAIL_WATCH, RECEIPTS = system("trail-watch"), system("receipts")


class Running:
    """Opened by the command line, started by the server's lifespan. `speed` is the demonstration's."""

    reading: dict[str, Any] | None = (
        None  # of a copy that is read only: what its dossier said of itself
    )

    ended: Head | None = None  # of a past case: where its record ends, and its time stands

    def __init__(self, settings: Settings, clock: Clock | None = None, speed: float = 1.0) -> None:
        self.settings = settings
        self.plan_texts = plan_texts(settings.folder)  # before anything is opened
        self.speed = speed
        self.clock: Clock = clock or OfficeClock()
        self.vault: Vault = open_vault(settings.folder, entropy)
        self.log: Log = self._opened()
        self.desk = Desk(self.log, self.vault.seal)
        tick = timedelta(milliseconds=settings.tick_ms)
        self.boards = Boards(follower_of(self.log, settings.folder), tick, chain_of(self.log))
        self.replays = ReplayKeeper(self.log, settings.folder)
        self.waiter = Waiter(self.desk, lambda: self.clock().now, self.clock.wait_seconds)
        link = LinkMaker(self.vault.links, settings.public_address, lambda: self.clock().now)
        self.waking = Waking(settings.folder, self.desk, self.boards, self.clock, link)
        self.sheets = KeptFiles()
        self.issued: dict[tuple[Month, datetime], Figures] = {}
        self.hearing = Hearing(stopwatch)
        self.deadman_asked: float | None = None  # by the stopwatch
        self.anchored = Anchored(settings, self.log)
        self._clocks = ClockLooks(lambda: self.clock)
        self._anchor()
        self.trail = Trail(
            settings.folder, new_id, lambda: self.clock().now, anchored_in(self.desk)
        )
        self._anchoring = threading.Lock()
        self.receipts = ReceiptsOnTheWay(self._signer())
        self._day_plan = DayPlan(self.desk)
        self._exercises = ExerciseWatch(self.desk, lambda: self.boards.read(on_now))
        self._plan_day = PlanDay(self.desk)
        self._timers = self._scheduled()

    @property
    def is_over(self) -> bool:
        """Nothing is live in it: its board is the replay of the end of its record."""
        return self.reading is not None or self.ended is not None

    @property
    def today(self) -> date:
        """In Beijing, as plans and papers are dated."""
        return self.clock().now.astimezone(BEIJING).date()

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        """The board catches up before anybody is answered, the sweep before anything else is due."""
        self.hub = Hub(loop)
        self.boards.start(self.hub)
        self.log.on_commit(self.boards.wake)
        self.boards.wait_for(self.log.head().seq, CATCH_UP_SECONDS)
        self._look_at_day()
        self.trail.start()
        self.anchor_readings()
        self.waiter.start()
        self.waking.start()
        self.replays.start()
        self._timers.start()

    def epoch(self) -> tuple[int, int]:
        """Which one, and the last position it took over from the one before; 0 in the first."""
        office = self.desk.register().office
        return office.epoch, office.restoration.restored.events if office.restoration else 0

    def stop(self) -> None:
        """Whatever fails on the way, everything after it is stopped as well."""
        with ExitStack() as then:
            stops = (self.trail.stop, self.waking.stop, self.waiter.stop, self.boards.stop)
            for part in (self.close, *reversed(stops)):
                then.callback(part)
            self._timers.shutdown(wait=True)
            with suppress(LogBroken):  # a disk that takes no more must not keep it from closing
                self.anchor_readings()

    def close(self) -> None:
        self.replays.stop()
        self.trail.close()
        self.waking.close()
        self.log.close()
        self.vault.close()

    def follow_wall(self) -> None:
        """An officer said the wall clock is right: the office's time is set by it, never backwards."""
        clock, last = self.clock, self.log.head().recorded_at
        if isinstance(clock, OfficeClock):
            self._clocks.begin_anew(lambda: clock.follow_wall(last))

    def _opened(self) -> Log:
        return open_log(self.settings.folder, self.clock)

    def _signer(self) -> ReceiptSigner:
        """Whoever checks a receipt finds the key in the log."""
        known = published_key(self.desk)
        published, store = known.public if known else None, self.log.store_id
        signer = open_signer(self.settings.folder, store, entropy, published)
        told = PublishReceiptKey(public=signer.public)
        self.desk.act(acting_as(RECEIPTS.id, new_id()), publish_receipt_key, told)
        return signer

    def _scheduled(self) -> BackgroundScheduler:
        return scheduler(
            kick=self.waiter.kick,
            look_at_clock=lambda: self._clocks.look(self._put_on_record),
            look_at_sound=self._look_at_sound,
            look_at_day=self._look_at_day_and_plans,
            look_at_exercises=self.look_at_exercises,
            anchor_readings=self.anchor_readings,
        )

    def _anchor(self) -> None:
        if isinstance(self.clock, OfficeClock):
            doubt = behind_log(self._clocks.sighting(), self.log.head().recorded_at)
            self.follow_wall()
            if doubt:
                self._put_on_record(doubt)

    def _look_at_sound(self) -> None:
        """A desk that nobody can hear rings for nobody."""
        if changed := self.hearing.change():
            audible, ago = changed
            telling = TellSound(audible=audible, at=self.clock().now - timedelta(seconds=ago))
            try:
                self.desk.act(acting_as(SOUND_WATCH.id, new_id()), tell_sound, telling)
            except Exception:
                self.hearing.untold()
                raise

    def _look_at_day(self) -> None:
        self._day_plan.follow(self.clock().now)

    def _look_at_day_and_plans(self) -> None:
        self._look_at_day()
        self._plan_day.follow(self.clock().now)

    def anchor_readings(self) -> None:
        """What was read until now can be unsaid no more."""
        with self._anchoring:  # told out of order, a trail would seem to have grown shorter
            self.trail.write()
            standing = standing_of(self.trail)
            self.desk.act(acting_as(TRAIL_WATCH.id, new_id()), anchor_trail, standing)

    def look_at_exercises(self) -> None:
        self._exercises.look(self.clock().now)

    def _put_on_record(self, doubt: DoubtClock) -> None:
        log.warning("the clock is in doubt: %s, %d µs", doubt.kind.value, doubt.drift_us)
        self.desk.act(acting_as(CLOCK_WATCH.id, new_id()), doubt_clock, doubt)


def acting_as(part: str, command_id: UUID) -> Acting:
    """The system acts for itself; it keeps no receipt."""
    me = system(part)
    return Acting(
        by=me, recorded_by=me, via=Via.SYSTEM, command_id=command_id, account=f"system:{part}"
    )


def follower_of(log: Log, folder: Path) -> Callable[[], Follower]:
    """Each call opens views.db anew and starts from what it holds."""
    return lambda: Follower(source_of(log), VIEWS, open_store(folder / VIEWS_FILE))
