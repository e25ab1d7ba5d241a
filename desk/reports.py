"""报告: telling by phone at once, and the written report from draft to receipt."""

from __future__ import annotations

from uuid import UUID

from msgspec.structs import replace

from desk.draft import Draft
from desk.hops import ReportByWord as ReportByWord
from desk.hops import arrived, next_hop, surviving, tell
from desk.settling import settle
from domain import incident as incidents
from domain import report as reports
from domain import report_commands as commands
from domain.facts import Fact
from domain.incident_commands import link_report, state_fact
from domain.kernel import Value
from domain.report import DraftRevised, ReportCorrected, ReportSigned, SigningWay
from domain.times import WorldTime
from domain.words import Channel, Stage


class DraftReport(Value):
    incident: UUID
    entity: UUID
    recipient: UUID
    text: str
    stage: Stage = Stage.FIRST


class ReviseReport(Value):
    report: UUID
    text: str


class SignReport(Value):
    report: UUID
    signer: UUID
    signed: WorldTime
    way: SigningWay = SigningWay.HAND


class SendReport(Value):
    report: UUID
    sent: WorldTime
    channel: Channel = Channel.WRITTEN


class RecordReceipt(Value):
    report: UUID
    received: WorldTime
    counterpart: str = ""


class CorrectReport(Value):
    report: UUID
    text: str
    reason: str
    corrected: WorldTime
    made: WorldTime | None = None  # when it really went out, if that was recorded wrong


class ReportAnswer(Value):
    report: UUID
    incident: UUID


def report_by_word(draft: Draft, telling: ReportByWord) -> ReportAnswer:
    incident = _inherit_exercise(draft, telling.incident)
    report = tell(draft, replace(telling, incident=incident))
    if telling.recipient == draft.register.office.unit:
        _take_figures(draft, incident, report, telling.facts)
    settle(draft, incident)
    return ReportAnswer(report=report, incident=incident)


def draft_report(draft: Draft, drafting: DraftReport) -> ReportAnswer:
    incident = _inherit_exercise(draft, drafting.incident)
    id = draft.new_id("report", drafting.entity, drafting.recipient, drafting.stage)
    hop = next_hop(draft, incident, drafting.entity, drafting.recipient, drafting.stage)
    known = draft.load(id, reports.evolve)
    draft.record(id, commands.draft(known, hop=hop, text=drafting.text))
    linked = link_report(draft.require(incident, incidents.evolve), report=id)
    draft.record(incident, linked)
    return ReportAnswer(report=id, incident=incident)


def revise_report(draft: Draft, revision: ReviseReport) -> ReportAnswer:
    report = _require(draft, revision.report)
    draft.require_unchanged(revision.report, (DraftRevised, ReportSigned))
    draft.record(revision.report, commands.revise(report, text=revision.text))
    return ReportAnswer(report=revision.report, incident=report.hop.incident)


def sign_report(draft: Draft, signing: SignReport) -> ReportAnswer:
    """What is signed is what the signer was shown."""
    report = _require(draft, signing.report)
    draft.require_unchanged(signing.report, (DraftRevised,))
    signed = commands.sign(report, signer=signing.signer, signed=signing.signed, way=signing.way)
    draft.record(signing.report, signed)
    return ReportAnswer(report=signing.report, incident=report.hop.incident)


def send_report(draft: Draft, sending: SendReport) -> ReportAnswer:
    report = _require(draft, sending.report)
    sent = commands.send(report, channel=sending.channel, sent=sending.sent)
    if draft.record(sending.report, sent):
        arrived(draft, sending.report, report.hop, sending.sent)
        settle(draft, surviving(draft, report.hop.incident))
    return ReportAnswer(report=sending.report, incident=report.hop.incident)


def record_receipt(draft: Draft, receipt: RecordReceipt) -> ReportAnswer:
    report = _require(draft, receipt.report)
    counterpart = receipt.counterpart.strip()
    sealed = draft.seal(receipt.report, "counterpart", counterpart) if counterpart else None
    received = commands.record_receipt(report, received=receipt.received, counterpart=sealed)
    draft.record(receipt.report, received)
    return ReportAnswer(report=receipt.report, incident=report.hop.incident)


def correct_report(draft: Draft, correction: CorrectReport) -> ReportAnswer:
    report = _require(draft, correction.report)
    draft.require_unchanged(correction.report, (ReportCorrected,))
    corrected = commands.correct(
        report,
        text=correction.text,
        reason=correction.reason,
        corrected=correction.corrected,
        made=correction.made,
    )
    if draft.record(correction.report, corrected):
        settle(draft, surviving(draft, report.hop.incident))
    return ReportAnswer(report=correction.report, incident=report.hop.incident)


def _require(draft: Draft, id: UUID) -> reports.Report:
    report = draft.require(id, reports.evolve)
    _inherit_exercise(draft, report.hop.incident)
    return report


def _inherit_exercise(draft: Draft, incident: UUID) -> UUID:
    """The incident it is about by now, whose exercise it is part of."""
    id = surviving(draft, incident)
    draft.inherit(draft.require(id, incidents.evolve).exercise)
    return id


def _take_figures(draft: Draft, incident: UUID, report: UUID, facts: tuple[Fact, ...]) -> None:
    for fact in facts:
        sourced = replace(fact, source=fact.source or report)
        known = draft.require(incident, incidents.evolve)
        draft.record(incident, state_fact(known, fact=sourced))
