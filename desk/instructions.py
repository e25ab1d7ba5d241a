"""指示与交办: a leader's words on record, what they ask of whom, and what came back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from desk.draft import Draft, Unknown
from desk.spoken import require_call
from domain import incident as incidents
from domain import instruction as instructions
from domain import tasking as taskings
from domain import tasking_commands as commands
from domain.incident import Incident
from domain.incident_commands import link_instruction
from domain.instruction import InstructionRecorded, InstructionWay
from domain.kernel import Event, Value
from domain.tasking import Tasking, TaskingGiven
from domain.times import WorldTime


class RecordInstruction(Value):
    """`leader` said it; who typed it stands in the envelope."""

    incident: UUID
    leader: UUID
    words: str
    given: WorldTime
    way: InstructionWay
    read_back: bool = False
    dial: UUID | None = None
    holds_back: bool = False


class GiveTasking(Value):
    """To whom an instruction is passed on, and how long they have to say so and to answer."""

    incident: UUID
    instruction: UUID
    unit: UUID | None
    person: UUID | None
    what: str
    receipt_within: timedelta
    feedback_within: timedelta


class ReceiveTasking(Value):
    incident: UUID
    tasking: UUID
    received: WorldTime
    counterpart: str = ""


class AnswerTasking(Value):
    incident: UUID
    tasking: UUID
    words: str
    answered: WorldTime


class AskTaskingAgain(Value):
    """The answer does not do: another one within that time."""

    incident: UUID
    tasking: UUID
    reason: str
    feedback_within: timedelta


class InstructionAnswer(Value):
    instruction: UUID
    incident: UUID


class TaskingAnswer(Value):
    tasking: UUID
    incident: UUID


def record_instruction(draft: Draft, recording: RecordInstruction) -> InstructionAnswer:
    """What was said is on record, whatever it asks for: no clock is stopped or moved by it."""
    incident = _inherit(draft, recording.incident)
    require_call(draft, recording.dial, recording.incident, recording.leader)
    id = draft.new_id("instruction", recording.leader)
    known = draft.load(id, instructions.evolve)
    draft.record(id, instructions.record(known, _recorded(recording)))
    draft.record(recording.incident, link_instruction(incident, instruction=id))
    return InstructionAnswer(instruction=id, incident=recording.incident)


def give_tasking(draft: Draft, giving: GiveTasking) -> TaskingAnswer:
    _inherit(draft, giving.incident)
    instruction = draft.require(giving.instruction, instructions.evolve)
    if instruction.recorded.incident != giving.incident:
        raise Unknown(giving.instruction)
    id = draft.new_id("tasking", giving.instruction)
    given = commands.give(draft.load(id, taskings.evolve), _given(draft, giving), now=draft.now)
    draft.record(id, given)
    draft.record(giving.instruction, instructions.link_tasking(instruction, tasking=id))
    return TaskingAnswer(tasking=id, incident=giving.incident)


def receive_tasking(draft: Draft, receiving: ReceiveTasking) -> TaskingAnswer:
    tasking = _tasking(draft, receiving.tasking, receiving.incident)
    who = receiving.counterpart.strip()
    sealed = draft.seal(receiving.tasking, "counterpart", who) if who else None
    received = commands.receive(tasking, received=receiving.received, counterpart=sealed)
    return _done(draft, receiving.tasking, receiving.incident, received)


def answer_tasking(draft: Draft, answering: AnswerTasking) -> TaskingAnswer:
    tasking = _tasking(draft, answering.tasking, answering.incident)
    answered = commands.answer(tasking, words=answering.words, answered=answering.answered)
    return _done(draft, answering.tasking, answering.incident, answered)


def ask_tasking_again(draft: Draft, asking: AskTaskingAgain) -> TaskingAnswer:
    tasking = _tasking(draft, asking.tasking, asking.incident)
    due = draft.now + asking.feedback_within
    again = commands.ask_again(tasking, reason=asking.reason, feedback_due=due, now=draft.now)
    return _done(draft, asking.tasking, asking.incident, again)


def look_at_tasking(draft: Draft, id: UUID, as_of: datetime) -> None:
    draft.record(id, commands.look(draft.require(id, taskings.evolve), as_of=as_of))


def let_go(draft: Draft, incident: Incident) -> None:
    """It never was, or it goes on as another one: nothing is awaited in its name any more."""
    for instruction in incident.instructions:
        for id in draft.require(instruction, instructions.evolve).taskings:
            tasking = draft.require(id, taskings.evolve)
            draft.record(id, commands.supersede(tasking, at=draft.now))


def _inherit(draft: Draft, id: UUID) -> Incident:
    incident = draft.require(id, incidents.evolve)
    draft.inherit(incident.exercise)
    return incident


def _recorded(recording: RecordInstruction) -> InstructionRecorded:
    return InstructionRecorded(
        incident=recording.incident,
        leader=recording.leader,
        words=recording.words,
        given=recording.given,
        way=recording.way,
        read_back=recording.read_back,
        dial=recording.dial,
        holds_back=recording.holds_back,
    )


def _given(draft: Draft, giving: GiveTasking) -> TaskingGiven:
    return TaskingGiven(
        instruction=giving.instruction,
        incident=giving.incident,
        unit=giving.unit,
        person=giving.person,
        what=giving.what.strip(),
        receipt_due=draft.now + giving.receipt_within,
        feedback_due=draft.now + giving.feedback_within,
        next_at=None,
    )


def _tasking(draft: Draft, id: UUID, incident: UUID) -> Tasking:
    """Raises Unknown for one of another incident: whoever may see that one may not see this."""
    _inherit(draft, incident)
    tasking = draft.require(id, taskings.evolve)
    if tasking.given.incident != incident:
        raise Unknown(id)
    return tasking


def _done(draft: Draft, id: UUID, incident: UUID, events: Iterable[Event]) -> TaskingAnswer:
    draft.record(id, events)
    return TaskingAnswer(tasking=id, incident=incident)
