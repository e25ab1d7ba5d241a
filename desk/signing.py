"""电话签批: the leader signs over the telephone by the text's number, and on paper later."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk.draft import Draft
from desk.hops import surviving
from desk.reports import ReportAnswer
from desk.ringing import Held, open_clocks, ring_person
from desk.seats import holders
from desk.spoken import require_call
from domain import incident as incidents
from domain import report as reports
from domain import signature_asking as waits
from domain import telephone_signing as commands
from domain.escalation_policy import Duty, Manner
from domain.incident import Standing
from domain.kernel import Value
from domain.notice import RingCause
from domain.notice_commands import Ring
from domain.report import DraftRevised, Report
from domain.telephone_signing import ReadBack
from domain.times import WorldTime


class SignByTelephone(Value):
    """`number`: the text's, as the signer said it back; `witness` heard it and is proved by PIN."""

    report: UUID
    signer: UUID
    signed: WorldTime
    number: str
    witness: UUID
    typed_by: UUID | None
    dial: UUID | None = None


class SignInInk(Value):
    report: UUID
    inked: WorldTime


class AskSignature(Value):
    report: UUID
    signer: UUID
    asked: WorldTime


def sign_by_telephone(draft: Draft, signing: SignByTelephone) -> ReportAnswer:
    """What is signed is what was read out: a text changed since has another number."""
    report = _require(draft, signing.report)
    draft.require_unchanged(signing.report, (DraftRevised,))
    require_call(draft, signing.dial, report.hop.incident, signing.signer)
    heard = ReadBack(
        signing.signer, signing.number, signing.witness, signing.typed_by, signing.dial
    )
    signed = commands.sign_by_telephone(report, heard, signed=signing.signed)
    draft.record(signing.report, signed)
    return ReportAnswer(report=signing.report, incident=report.hop.incident)


def sign_in_ink(draft: Draft, signing: SignInInk) -> ReportAnswer:
    report = _require(draft, signing.report)
    draft.record(signing.report, commands.sign_in_ink(report, inked=signing.inked))
    return ReportAnswer(report=signing.report, incident=report.hop.incident)


def ask_signature(draft: Draft, asking: AskSignature) -> ReportAnswer:
    """The signer is rung in the same command."""
    report = _require(draft, asking.report)
    clocks = _answered(draft, report)
    due = min((one.due_at for _, one in clocks), default=None)
    happened = waits.ask_signature(report, signer=asking.signer, asked=asking.asked, answers_by=due)
    if draft.record(asking.report, happened):
        _ring(draft, report, asking.signer, RingCause.SIGNATURE, draft.now)
    return ReportAnswer(report=asking.report, incident=report.hop.incident)


def look_at_report(draft: Draft, id: UUID, as_of: datetime) -> None:
    """Its one alarm is that of the ink or of the signature before it."""
    report = draft.require(id, reports.evolve)
    draft.record(id, commands.look(report, as_of=as_of))
    wait = report.signature_wait
    if draft.record(id, waits.look(report, as_of=as_of)) and wait:
        for person in (wait.request.signer, *holders(draft, Duty.OFFICE_HEAD)):
            _ring(draft, report, person, RingCause.SIGNATURE_OVER, as_of)


def _ring(
    draft: Draft, report: Report, person: UUID | None, cause: RingCause, at: datetime
) -> None:
    """It rings as long as a clock waits for this report; without any for an hour."""
    incident = surviving(draft, report.hop.incident)
    if draft.require(incident, incidents.evolve).standing is not Standing.OPEN:
        return
    clocks = tuple(id for id, _ in _answered(draft, report))
    duty = Duty.LEADER if person in holders(draft, Duty.LEADER) else Duty.OFFICE_HEAD
    ring_person(draft, Ring(incident, person, duty, cause, Manner.RING, clocks), at)


def _answered(draft: Draft, report: Report) -> list[Held]:
    """The open clocks of its hop."""
    hop, incident = report.hop, surviving(draft, report.hop.incident)
    held = open_clocks(draft, draft.require(incident, incidents.evolve).deadlines)
    ends = (hop.reporting_entity, hop.recipient)
    terms = ((id, one, one.terms) for id, one in held)
    return [(id, one) for id, one, of in terms if (of.reporting_entity, of.recipient) == ends]


def _require(draft: Draft, id: UUID) -> Report:
    report = draft.require(id, reports.evolve)
    incident = draft.require(surviving(draft, report.hop.incident), incidents.evolve)
    draft.inherit(incident.exercise)
    return report
