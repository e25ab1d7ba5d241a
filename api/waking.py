"""An office's channels at work: opened from its folder, started and stopped with it."""

from __future__ import annotations

import logging
from pathlib import Path
from uuid import UUID

from api.boards import Boards
from api.channels_file import CHANNELS_FILE, ChannelsBroken, read_channels
from api.clock import Clock
from desk.desk import Desk
from escalation.answering import Answering
from escalation.attempts import Attempts
from escalation.attempts_file import AttemptsFile
from escalation.breaker import Circuit
from escalation.channels.message import Reply
from escalation.channels.settings import AnyChannel
from escalation.lanes import Lanes
from escalation.messages import Link
from escalation.replies import Replies, dialled
from escalation.ringing import Ringing, people_at, ringing
from escalation.sender import Sender, Surroundings
from escalation.sending_record import SendingRecord
from escalation.telling import ToTell, to_tell
from projections.broken_channels import BROKEN_CHANNELS

log = logging.getLogger("shoubao.waking")


class Waking:
    """Without channels nothing is started: the board has the dial list."""

    def __init__(self, folder: Path, desk: Desk, boards: Boards, clock: Clock, link: Link) -> None:
        self.channels, self._fault = _read(folder)
        self._boards, self._clock = boards, clock
        self._file = AttemptsFile(folder)
        self.attempts, self.replies = Attempts(self._file), Replies(self._file)
        self._record = SendingRecord(desk, self.attempts)
        self._lanes = Lanes(self.channels, self._keep)
        office = Surroundings(desk, lambda: clock().now, self._ringing, self._telling, link)
        answering = Answering(desk, self.replies, self._people_at)
        self.sender = Sender(office, self.attempts, self._lanes, answering)

    def start(self) -> None:
        """Once the views have caught up: they know which channels had broken down."""
        broken = self._boards.read(
            lambda f: {one.channel for one in f.rows[BROKEN_CHANNELS.name].values()}
        )
        self._tell_of_settings(broken)
        if self.channels:
            self.sender.start(broken)

    def stop(self) -> None:
        if self.channels:
            self.sender.stop()

    @property
    def fault(self) -> str:
        """What is wrong with channels.toml."""
        return self._fault

    @property
    def is_alive(self) -> bool:
        """Without channels there is nothing that could stop."""
        return not self.channels or self.sender.is_alive

    def circuit(self, channel: str) -> Circuit:
        return self._lanes.breaker(channel).circuit

    def close(self) -> None:
        self._file.close()

    def _tell_of_settings(self, broken: set[str]) -> None:
        """A file that cannot be read is a channel that broke down: the boards say so, and the office works."""
        at = self._clock().now
        named = {one.name for one in self.channels}
        if self._fault:
            self._record.broke_down(CHANNELS_FILE, 1, self._fault, at)
            return
        for gone in sorted(broken - named):
            self._record.withdrawn(gone, at)

    def _ringing(self) -> list[Ringing]:
        return self._boards.read(lambda follower: ringing(follower.rows, self.channels))

    def _telling(self) -> list[ToTell]:
        at = self._clock().now
        return self._boards.read(lambda follower: to_tell(follower.rows, self.channels, at))

    def _people_at(self, number: str) -> list[UUID]:
        return self._boards.read(lambda follower: people_at(follower.rows, number, dialled))

    def _keep(self, channel: str, reply: Reply) -> None:
        self.replies.keep(channel, reply, self._clock().now)
        self.sender.wake()


def _read(folder: Path) -> tuple[tuple[AnyChannel, ...], str]:
    try:
        return read_channels(folder), ""
    except ChannelsBroken as fault:
        said = str(fault)
        log.error("%s: %s", CHANNELS_FILE, said)
        return (), said
