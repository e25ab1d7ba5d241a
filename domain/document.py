"""文书: a paper that the office issues under a number of its own, and takes back with a reason."""

from __future__ import annotations

from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from msgspec.structs import replace

from domain.kernel import Event, Refused, Value, name_id, reason_given
from domain.times import WorldTime


class DocumentKind(StrEnum):
    """What is issued under numbers, each in a series of its own."""

    BULLETIN = "bulletin"  # 值班信息: of a day
    FLASH = "flash"  # 值班快报: of an incident, whenever needed
    SPECIAL_REPORT = "special_report"  # 突发事件信息专报: a written report up
    INSTRUCTION_SLIP = "instruction_slip"  # 领导批示单
    PLAN_REMINDER = "plan_reminder"  # 预案催办函: of a day, a letter an owner
    REVIEW = "review"  # 复盘报告: of an incident, after it is over


class Secrecy(StrEnum):
    """密级, as it is printed; what is really secret belongs on no networked machine."""

    NONE = "none"
    INTERNAL = "internal"  # 内部
    CLASSIFIED = "classified"  # 秘密
    CONFIDENTIAL = "confidential"  # 机密
    MOST_CONFIDENTIAL = "most_confidential"  # 绝密


class Urgency(StrEnum):
    """紧急程度 of a paper (GB/T 9704-2012)."""

    NONE = "none"
    URGENT = "urgent"  # 加急
    MOST_URGENT = "most_urgent"  # 特急


class Occasion(Value):
    """What a paper is about: `subject` is the day, incident, report or instruction."""

    kind: DocumentKind
    subject: str
    incident: UUID | None


class Marks(Value):
    """What is put on it when it is issued."""

    signer: UUID
    secrecy: Secrecy
    urgency: Urgency
    readers: tuple[str, ...]


class Print(Value):
    """As the log stood at `seq`; both files lie on the disk under their hashes."""

    seq: int
    head: str  # the chain at `seq`, hexadecimal
    docx: str
    pdf: str | None  # None: there was no font to set it in


class DocumentIssued(Event):
    TOPIC = "document.issued"
    occasion: Occasion
    year: int
    number: int
    edition: int  # 2 and more: issued again under its number after it was taken back
    title: str
    lead: str
    marks: Marks
    print: Print
    issued: WorldTime


class DocumentWithdrawn(Event):
    """作废: the number stays used, the files stay as they were."""

    TOPIC = "document.withdrawn"
    reason: str


class Document(Value):
    issued: DocumentIssued
    withdrawn: bool = False


class IssuedAlready(Refused):
    """此件已编号印发；要改须先作废，再以原号重发"""

    EN: ClassVar[str] = "This paper is issued already: withdraw it first, then issue it again"


def document_id(unit: UUID, occasion: Occasion) -> UUID:
    """One paper an occasion: asked for twice it has one number."""
    return name_id(unit, "document", occasion.kind.value, occasion.subject)


def evolve(document: Document | None, happened: Event) -> Document:
    match happened:
        case DocumentIssued():
            return Document(issued=happened)
        case DocumentWithdrawn() if document:
            return replace(document, withdrawn=True)
    raise TypeError(f"{happened!r} is no document's")


def issue(document: Document | None, issuing: DocumentIssued) -> list[Event]:
    """The same paper again is the same. Raises IssuedAlready."""
    if document is None or document.withdrawn:
        return [issuing]
    if _told(document.issued) != _told(issuing):
        raise IssuedAlready(document.issued.number)
    return []


def withdraw(document: Document, *, reason: str) -> list[Event]:
    if document.withdrawn:
        return []
    return [DocumentWithdrawn(reason=reason_given(reason))]


def _told(issued: DocumentIssued) -> tuple[object, ...]:
    """What its readers read; not when, from which place of the log and in which bytes."""
    return issued.title, issued.lead, issued.marks
