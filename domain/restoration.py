"""恢复: a log put back from a copy. What came after the copy is missing, and somebody says that he knows."""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from domain.kernel import Event, Refused, Value, reason_given


class OfficeRestored(Event):
    """Goes on from a copy made at `made_at`, whose last event was `events`. Up to `at` everything later is missing."""

    TOPIC = "office.restored"
    epoch: int
    made_at: datetime
    events: int
    head: str  # the chain at `events`, hexadecimal
    last_recorded_at: datetime
    by_words: str  # who put it back, as typed at the machine
    at: datetime


class RestorationAcknowledged(Event):
    """已知悉: what is on paper is typed in again, or there was nothing."""

    TOPIC = "office.restoration-acknowledged"
    epoch: int
    words: str


class Restoration(Value):
    """The last one."""

    restored: OfficeRestored
    acknowledged: bool = False

    def lost(self, at: datetime) -> bool:
        """What was due or done at this moment may be on record in what is missing."""
        return self.restored.last_recorded_at < at <= self.restored.at


class NothingRestored(Refused):
    """本库没有从备份恢复过"""

    EN: ClassVar[str] = "This log was never put back from a copy"


class RestorationUnseen(Refused):
    """数据从备份恢复，此后编号可能已用过：先到“恢复核对”确认，再编号印发"""

    EN: ClassVar[str] = (
        "The data was put back from a copy and numbers may be used already: confirm that first"
    )


def acknowledge(restoration: Restoration | None, *, words: str) -> list[Event]:
    """Raises NothingRestored, ReasonMissing. Said twice, it was said once."""
    if restoration is None:
        raise NothingRestored
    if restoration.acknowledged:
        return []
    epoch = restoration.restored.epoch
    return [RestorationAcknowledged(epoch=epoch, words=reason_given(words))]


def require_seen(restoration: Restoration | None) -> None:
    """Raises RestorationUnseen."""
    if restoration and not restoration.acknowledged:
        raise RestorationUnseen
