"""值班台检查: telephone, fax, video, satellite telephone, sound and clock, tested during the shift."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from domain import desk_check as checks
from domain import person as people
from domain.desk_check import DeskChecked, desk_check_id
from domain.handover import DeviceTest
from domain.kernel import Value
from domain.times import WorldTime


class CheckDesk(Value):
    devices: tuple[DeviceTest, ...]
    clock_offset_seconds: int | None
    words: str
    person: UUID
    checked: WorldTime


class DeskCheckAnswer(Value):
    desk_check: UUID


def check_desk(draft: Draft, checking: CheckDesk) -> DeskCheckAnswer:
    draft.require(checking.person, people.evolve)
    id = desk_check_id(draft.register.office.unit)
    draft.load(id, checks.evolve)
    made = DeskChecked(
        devices=checking.devices,
        clock_offset_seconds=checking.clock_offset_seconds,
        words=checking.words,
        person=checking.person,
        checked=checking.checked,
    )
    draft.record(id, checks.check(made))
    return DeskCheckAnswer(desk_check=id)
