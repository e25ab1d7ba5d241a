"""阅览副本: a dossier opened as a folder of its own, and served so that nothing in it moves or is written."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import ClassVar, NamedTuple
from uuid import UUID

from api.clock import Clock, VirtualClock, entropy
from api.disk import built
from api.hub import Hub
from api.past_office import PastRunning
from api.running import CATCH_UP_SECONDS, Running
from api.settings import Settings
from desk.access import Role
from desk.dossier.copying import copied
from desk.dossier.verifier.checking import Sound
from desk.dossier.verifier.container import Container
from desk.log.instants import EPOCH
from desk.log.log import Log
from desk.log.reading import ReadingLog, taken_out_of
from desk.receipts import ReceiptSigner, open_signer
from desk.register import Register, catch_up
from desk.vault.accounts import NewAccount
from desk.vault.keys import Entropy
from desk.vault.vault import open_vault
from domain.kernel import Refused

LOGIN = "yuelan"
PASSWORD_BYTES = 9


class NoOfficeInside(Refused):
    """卷宗里没有机关和单位的记录，打不开成阅览副本；验证照常可用 verify.py"""

    EN: ClassVar[str] = (
        "The dossier holds no office and no unit: it can be checked, and not be opened"
    )


class Opened(NamedTuple):
    """Who may sign in to a copy."""

    login: str
    password: str


def open_copy(sound: Sound, container: Container, folder: Path, chance: Entropy) -> Opened:
    """Into a new folder, whole or not at all. Raises NoOfficeInside, PlaceTaken, PlaceMissing."""
    password = chance(PASSWORD_BYTES).hex()
    with built(folder) as making:
        copied(sound, container, making)
        at = _standing(making)
        unit = _office_in(ReadingLog(making, at))
        vault = open_vault(making, chance)
        new = NewAccount(login=LOGIN, name="阅览", roles=(Role.AUDITOR,), unit=unit)
        vault.create_account(new, password, at().now)
        vault.close()
    return Opened(LOGIN, password)


def _office_in(log: ReadingLog) -> UUID:
    founded = catch_up(Register(), log).founded
    log.close()
    if founded is None:
        raise NoOfficeInside
    return founded.unit


class ReadingRunning(Running):
    """Time stands at the last event; no clock, no channel and no watch runs."""

    def __init__(self, settings: Settings) -> None:
        super().__init__(settings, _standing(settings.folder), 0.0)
        self.reading = taken_out_of(settings.folder)

    def start(self, loop: asyncio.AbstractEventLoop) -> None:
        self.hub = Hub(loop)
        self.boards.start(self.hub)
        self.boards.wait_for(self.log.head().seq, CATCH_UP_SECONDS)
        self.trail.start()

    def stop(self) -> None:
        self.trail.stop()
        self.boards.stop()
        self.close()

    def anchor_readings(self) -> None:
        """Who read is kept beside the copy, and in no log."""

    def _opened(self) -> Log:
        return ReadingLog(self.settings.folder, self.clock)

    def _signer(self) -> ReceiptSigner:
        """A copy answers no command, so its key is told to nobody."""
        return open_signer(self.settings.folder, self.log.store_id, entropy, None)


def running_of_folder(settings: Settings, clock: Clock | None, speed: float) -> Running:
    """An office at work, one that was replayed, or a copy to be read, whichever the folder is."""
    if taken_out_of(settings.folder):
        return ReadingRunning(settings)
    if settings.past:
        return PastRunning(settings, clock, speed)
    return Running(settings, clock, speed)


def _standing(folder: Path) -> VirtualClock:
    log = ReadingLog(folder, VirtualClock(EPOCH))
    try:
        return VirtualClock(log.head().recorded_at or EPOCH)
    finally:
        log.close()
