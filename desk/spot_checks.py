"""抽查逐个单位: every key of the officer, and every press on a unit's own screen, is one command."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from desk.spot_check_rounds import SpotCheckAnswer, require_check
from domain import spot_check_commands as commands
from domain.actors import Sealed
from domain.kernel import Value, name_id
from domain.spot_check import SpotCheck
from domain.spot_check_commands import NotDialled, drawn_unit
from domain.spot_check_events import (
    ResultCorrected,
    ResultDecided,
    StampTakenBack,
    UnitAnswered,
    UnitCalledBack,
    UnitDialled,
    UnitSignedIn,
)
from domain.spot_check_limits import propose
from domain.spot_check_words import CheckOutcome, CheckStep, Findings
from domain.times import WorldTime


class DialUnit(Value):
    """`person`: the leader or head who is rung instead of the desk."""

    check: UUID
    unit: UUID
    step: CheckStep
    number: str
    dialled: WorldTime
    person: UUID | None = None


class NoteAnswer(Value):
    check: UUID
    unit: UUID
    step: CheckStep
    answered: WorldTime


class SignInUnit(Value):
    """By the link on the unit's own screen."""

    check: UUID
    unit: UUID
    name: str
    post: str
    answered: WorldTime


class NoteCallBack(Value):
    check: UUID
    unit: UUID
    step: CheckStep
    called_back: WorldTime


class TakeBackStamp(Value):
    check: UUID
    unit: UUID
    step: CheckStep


class DecideResult(Value):
    """`answered_by` in clear: it is sealed here."""

    check: UUID
    unit: UUID
    step: CheckStep
    outcome: CheckOutcome
    decided: WorldTime
    answered_by: str = ""
    post: str = ""
    rings: int | None = None
    leader_in_place: bool | None = None
    matters_known: bool | None = None
    procedure_known: bool | None = None
    remark: str = ""


class CorrectResult(Value):
    check: UUID
    unit: UUID
    step: CheckStep
    outcome: CheckOutcome
    reason: str


def dial_unit(draft: Draft, dialling: DialUnit) -> SpotCheckAnswer:
    dialled = UnitDialled(
        unit=dialling.unit,
        step=dialling.step,
        number=dialling.number.strip(),
        person=dialling.person,
        dialled=dialling.dialled,
        next_at=None,
    )
    check = require_check(draft, dialling.check)
    draft.record(dialling.check, commands.dial(check, dialled))
    return SpotCheckAnswer(check=dialling.check)


def note_answer(draft: Draft, noting: NoteAnswer) -> SpotCheckAnswer:
    answered = UnitAnswered(unit=noting.unit, step=noting.step, answered=noting.answered)
    check = require_check(draft, noting.check)
    draft.record(noting.check, commands.answer(check, answered))
    return SpotCheckAnswer(check=noting.check)


def sign_in_unit(draft: Draft, signing: SignInUnit) -> SpotCheckAnswer:
    check, step = require_check(draft, signing.check), CheckStep.CHECK
    signed = UnitSignedIn(
        unit=signing.unit,
        step=step,
        name=_sealed(draft, signing.check, signing.unit, step, signing.name),
        post=signing.post.strip(),
        answered=signing.answered,
    )
    draft.record(signing.check, commands.answer(check, signed))
    return SpotCheckAnswer(check=signing.check)


def note_call_back(draft: Draft, noting: NoteCallBack) -> SpotCheckAnswer:
    called = UnitCalledBack(
        unit=noting.unit, step=noting.step, called_back=noting.called_back, next_at=None
    )
    check = require_check(draft, noting.check)
    draft.record(noting.check, commands.call_back(check, called))
    return SpotCheckAnswer(check=noting.check)


def take_back_stamp(draft: Draft, taking: TakeBackStamp) -> SpotCheckAnswer:
    slip = StampTakenBack(unit=taking.unit, step=taking.step, next_at=None)
    check = require_check(draft, taking.check)
    draft.record(taking.check, commands.take_back(check, slip, now=draft.now))
    return SpotCheckAnswer(check=taking.check)


def decide_result(draft: Draft, deciding: DecideResult) -> SpotCheckAnswer:
    check = require_check(draft, deciding.check)
    found = _findings(draft, deciding)
    result = ResultDecided(
        unit=deciding.unit,
        step=deciding.step,
        outcome=deciding.outcome,
        proposed=_proposed(check, deciding, found),
        findings=found,
        decided=deciding.decided,
        next_at=None,
    )
    draft.record(deciding.check, commands.decide(check, result))
    return SpotCheckAnswer(check=deciding.check)


def correct_result(draft: Draft, correcting: CorrectResult) -> SpotCheckAnswer:
    corrected = ResultCorrected(
        unit=correcting.unit,
        step=correcting.step,
        outcome=correcting.outcome,
        reason=correcting.reason,
        next_at=None,
    )
    check = require_check(draft, correcting.check)
    draft.record(correcting.check, commands.correct(check, corrected))
    return SpotCheckAnswer(check=correcting.check)


def _proposed(check: SpotCheck, deciding: DecideResult, found: Findings) -> CheckOutcome:
    """Raises NotDrawn, NotDialled."""
    calls = drawn_unit(check, deciding.unit).calls
    call = next((one for one in calls if one.step is deciding.step), None)
    if call is None:
        raise NotDialled(deciding.step)
    began = check.began
    return propose(call, began.method, began.limits, found, deciding.decided.earliest)


def _findings(draft: Draft, deciding: DecideResult) -> Findings:
    said = deciding.answered_by.strip()
    place = (deciding.check, deciding.unit, deciding.step)
    return Findings(
        rings=deciding.rings,
        answered_by=_sealed(draft, *place, said) if said else None,
        post=deciding.post.strip(),
        leader_in_place=deciding.leader_in_place,
        matters_known=deciding.matters_known,
        procedure_known=deciding.procedure_known,
        remark=deciding.remark.strip(),
    )


def _sealed(draft: Draft, check: UUID, unit: UUID, step: CheckStep, name: str) -> Sealed:
    """Under a key of its own: one who answered can be forgotten, and nobody else."""
    subject = name_id(check, "answered by", unit, step)
    return draft.seal(subject, "answered_by", name.strip())
