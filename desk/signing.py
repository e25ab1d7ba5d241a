"""电话签批: the leader signs over the telephone by the text's number, and on paper later."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from desk.draft import Draft
from desk.hops import surviving
from desk.reports import ReportAnswer
from desk.spoken import require_call
from domain import incident as incidents
from domain import report as reports
from domain import telephone_signing as commands
from domain.kernel import Value
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


def look_at_ink(draft: Draft, id: UUID, as_of: datetime) -> None:
    draft.record(id, commands.look(draft.require(id, reports.evolve), as_of=as_of))


def _require(draft: Draft, id: UUID) -> Report:
    report = draft.require(id, reports.evolve)
    incident = draft.require(surviving(draft, report.hop.incident), incidents.evolve)
    draft.inherit(incident.exercise)
    return report
