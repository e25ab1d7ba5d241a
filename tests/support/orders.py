"""What leaders say and ask, in any order: moves of the desk beside those in `moves`, each a real command."""

from __future__ import annotations

from datetime import timedelta

from desk.instructions import (
    AnswerTasking,
    AskTaskingAgain,
    GiveTasking,
    InstructionAnswer,
    ReceiveTasking,
    RecordInstruction,
    answer_tasking,
    ask_tasking_again,
    give_tasking,
    receive_tasking,
    record_instruction,
)
from desk.reports import DraftReport, ReportAnswer, ReviseReport, draft_report, revise_report
from desk.signing import SignByTelephone, sign_by_telephone
from domain.instruction import InstructionWay
from domain.telephone_signature import text_number
from projections.incident_file import gather

TEXT = "情况报告：已组织救援。"


def order(desk, n):
    """Words on record, and passed on to somebody."""
    incident, office = desk.incident(n // 2), desk.office
    said = RecordInstruction(
        incident=incident,
        leader=desk.people[0],
        words=f"第{n}条指示",
        given=office.at(),
        way=InstructionWay.PHONE,
        holds_back=n % 2 == 0,
    )
    told = office.do(record_instruction, said).answer(InstructionAnswer)
    asked = GiveTasking(
        incident=incident,
        instruction=told.instruction,
        unit=desk.hop(n)[0],
        person=None,
        what="派队到场",
        receipt_within=timedelta(minutes=10),
        feedback_within=timedelta(minutes=10 + n),
    )
    office.do(give_tasking, asked)


def come_back(desk, n):
    """Something comes back of each tasking of an incident, or is asked for again."""
    incident, office = desk.incident(n // 3), desk.office
    for id in gather(office.log, incident).taskings:
        about = {"incident": incident, "tasking": id}
        if n % 3 == 0:
            office.do(receive_tasking, ReceiveTasking(**about, received=office.at()))
        elif n % 3 == 1:
            answered = AnswerTasking(**about, words="已到场", answered=office.at())
            office.do(answer_tasking, answered)
        else:
            again = AskTaskingAgain(
                **about, reason="人数不清", feedback_within=timedelta(minutes=9)
            )
            office.do(ask_tasking_again, again)


def telephone(desk, n):
    """Signed over the telephone; every third text is changed afterwards."""
    office, [entity, recipient] = desk.office, desk.hop(n)
    drafting = DraftReport(incident=desk.incident(n), entity=entity, recipient=recipient, text=TEXT)
    report = office.do(draft_report, drafting).answer(ReportAnswer).report
    leader, officer, witness = desk.people
    signing = SignByTelephone(
        report=report,
        signer=leader,
        signed=office.at(),
        number=text_number(TEXT),
        witness=witness,
        typed_by=officer,
    )
    office.do(sign_by_telephone, signing)
    if n % 3 == 0:
        office.do(revise_report, ReviseReport(report=report, text=f"{TEXT}续"))
    desk.reports.append(report)


ORDERS = {"order": order, "come back": come_back, "telephone": telephone}
