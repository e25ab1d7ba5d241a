"""指示: a leader's words about an incident, kept as they were said; they stop no clock."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Refused, Value
from domain.times import WorldTime


class InstructionWay(StrEnum):
    """How the words reached the desk."""

    PHONE = "phone"  # 电话口述
    IN_PERSON = "in_person"  # 当面
    PAGE = "page"  # 手机页
    WRITTEN = "written"  # 书面批示


class InstructionRecorded(Event):
    """`holds_back`: 暂缓: the report up is to wait. It is on record who said so; the law's clock runs on."""

    TOPIC = "instruction.recorded"
    incident: UUID
    leader: UUID
    words: str
    given: WorldTime
    way: InstructionWay
    read_back: bool
    dial: UUID | None
    holds_back: bool


class InstructionLinked(Event):
    """On the incident's own stream: what was ordered about it, and what was asked of whom."""

    TOPIC = "incident.instruction-linked"
    instruction: UUID


class TaskingLinked(Event):
    TOPIC = "instruction.tasking-linked"
    tasking: UUID


class Instruction(Value):
    recorded: InstructionRecorded
    taskings: tuple[UUID, ...] = ()


class WordsMissing(Refused):
    """请写明原话"""

    EN: ClassVar[str] = "Write down the words as they were said"


def evolve(instruction: Instruction | None, happened: Event) -> Instruction:
    match happened:
        case InstructionRecorded():
            return Instruction(recorded=happened)
        case TaskingLinked(tasking=tasking) if instruction:
            return replace(instruction, taskings=(*instruction.taskings, tasking))
    raise TypeError(f"{happened!r} is no instruction's")


def record(instruction: Instruction | None, recording: InstructionRecorded) -> list[Event]:
    """The words exactly as given: nothing is tidied. Raises WordsMissing."""
    if not recording.words.strip():
        raise WordsMissing
    return [] if instruction else [recording]


def link_tasking(instruction: Instruction, *, tasking: UUID) -> list[Event]:
    return [] if tasking in instruction.taskings else [TaskingLinked(tasking=tasking)]
