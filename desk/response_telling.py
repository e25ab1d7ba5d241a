"""通知单位: units are told by the approver's words on record, and a tasking each waits for their acknowledgement."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from contingency_plans.activation_events import NotifiedUnit
from contingency_plans.response_rules import response_rules
from desk.draft import Draft
from desk.hops import require_units
from domain import incident as incidents
from domain import instruction as instructions
from domain import tasking as taskings
from domain import tasking_commands
from domain.incident_commands import link_instruction
from domain.instruction import InstructionRecorded, InstructionWay
from domain.kernel import reason_given
from domain.tasking import TaskingGiven
from domain.times import WorldTime


def tell_units(
    draft: Draft, said: InstructionRecorded, activation: UUID, units: Iterable[UUID]
) -> tuple[UUID | None, tuple[NotifiedUnit, ...]]:
    """The instruction, and each unit once; it shows when no acknowledgement comes."""
    told = tuple(dict.fromkeys(units))
    if not told:
        return None, ()
    require_units(draft, *told)
    reason_given(said.words)
    id = draft.new_id("instruction", activation)
    draft.record(id, instructions.record(draft.load(id, instructions.evolve), said))
    incident = draft.require(said.incident, incidents.evolve)
    draft.record(said.incident, link_instruction(incident, instruction=id))
    return id, tuple(_task(draft, id, said, unit) for unit in told)


def in_words(
    incident: UUID, leader: UUID, words: str, given: WorldTime, way: InstructionWay
) -> InstructionRecorded:
    return InstructionRecorded(
        incident=incident,
        leader=leader,
        words=words.strip(),
        given=given,
        way=way,
        read_back=False,
        dial=None,
        holds_back=False,
    )


def _task(draft: Draft, instruction: UUID, said: InstructionRecorded, unit: UUID) -> NotifiedUnit:
    limits, id = response_rules().limits, draft.new_id("tasking", instruction, unit)
    giving = TaskingGiven(
        instruction=instruction,
        incident=said.incident,
        unit=unit,
        person=None,
        what=said.words,
        receipt_due=draft.now + limits.acknowledge_within,
        feedback_due=draft.now + limits.feedback_within,
        next_at=None,
    )
    given = tasking_commands.give(draft.load(id, taskings.evolve), giving, now=draft.now)
    draft.record(id, given)
    standing = draft.require(instruction, instructions.evolve)
    draft.record(instruction, instructions.link_tasking(standing, tasking=id))
    return NotifiedUnit(unit=unit, tasking=id)
