"""拟文: a paper as the log stands, amended by whoever issues it, printed and numbered."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Annotated, Any, ClassVar
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.authority import NoAuthority, deciders
from api.guarding import Asking, genuine, may, running_of
from api.pages.downloads import download
from api.pages.names import names_of
from api.pages.page import page, then
from api.papers import making
from api.papers.composing import Composed, another_flash, compose
from api.papers.making import Chosen, Format
from api.rendering import instant_text
from api.running import Running
from api.shown import shown_head
from api.typed import Blank, Instant, Text, Word
from desk.access import Action
from desk.documents import IssueDocument, NumberGone, issue_document
from desk.draft import ChangedMeanwhile
from domain.document import DocumentKind, Marks, Secrecy, Urgency
from domain.report_commands import NotSigned
from domain.times import Basis, moment
from projections.issued_documents import DOCUMENTS, in_series
from projections.network import PersonRow

router = APIRouter(prefix="/documents/new/{kind}/{subject}", dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_DOCUMENTS)]
Issuing = Annotated[Asking, may(Action.ISSUE_DOCUMENT)]
PRINTED_AT_MOST = 3  # somebody else may be first to a number, twice
BETWEEN = re.compile("[、，,；;。\n]+")


class ContentChanged(ChangedMeanwhile):
    """所载内容已有变化，请重看后再印发"""

    EN: ClassVar[str] = "What it tells has changed meanwhile: read it again, then issue it"


class Written(BaseModel):
    """`at` and `shown`: as of when it was read, and the digest of what was read."""

    lead: Text = ""
    signer: Annotated[UUID | None, Blank] = None
    secrecy: Secrecy = Secrecy.NONE
    urgency: Urgency = Urgency.NONE
    readers: Word = ""
    at: Annotated[Instant | None, Blank] = None
    shown: Word = ""
    format: Format = Format.DOCX


class Signed(Written):
    """Nothing is issued that nobody signs for."""

    signer: UUID


@router.get("")
def show(request: Request, kind: DocumentKind, subject: str, asking: Seeing) -> Response:
    running = running_of(request)
    paper = _composed(request, kind, subject, None)
    return page(
        request,
        asking,
        "new_document.html",
        paper=paper,
        before=making.issued_before(running, paper),
        at=instant_text(paper.at),
        place=making.next_place(running, paper),
        signers=_signers(running),
        names=names_of(request),
        readers=_usual_readers(running, kind),
        another=another_flash(subject) if kind is DocumentKind.FLASH else "",
        choices={"secrecy": Secrecy, "urgency": Urgency, "format": Format},
    )


@router.get("/{format}")
def print_unnumbered(
    request: Request, kind: DocumentKind, subject: str, format: Format, asking: Seeing
) -> Response:
    """As it stands, without a number and a signature."""
    paper = _composed(request, kind, subject, None)
    return _printed(running_of(request), paper, Chosen(lead=paper.told.lead), format)


@router.post("/preview")
def preview(
    request: Request,
    kind: DocumentKind,
    subject: str,
    asking: Issuing,
    form: Annotated[Written, Form()],
) -> Response:
    """As it will be, but for its number."""
    paper = _composed(request, kind, subject, form.at)
    return _printed(running_of(request), paper, _chosen(request, paper, form), form.format)


@router.post("")
def issue(
    request: Request,
    kind: DocumentKind,
    subject: str,
    asking: Issuing,
    key: FormKey,
    form: Annotated[Signed, Form()],
) -> Response:
    """The files first: no event names what is not there. Raises ViewsBehind."""
    shown_head(running_of(request))
    paper = _composed(request, kind, subject, form.at)
    _require_sound(running_of(request), paper, form)
    for _ in range(PRINTED_AT_MOST):
        try:
            act(request, asking, key, issue_document, _issuing(request, paper, form))
            return then("/documents")
        except NumberGone as refusal:
            gone = refusal
    raise gone


def _require_sound(running: Running, paper: Composed, form: Signed) -> None:
    """What a leader signed is issued under that leader's name. Raises NotSigned, NoAuthority, ContentChanged."""
    if paper.unsigned:
        raise NotSigned
    allowed = [paper.signer] if paper.signer else [one.id for one in _signers(running)]
    if form.signer not in allowed:
        raise NoAuthority
    if paper.digest != form.shown:
        raise ContentChanged(paper.occasion.subject)


def _issuing(request: Request, paper: Composed, form: Signed) -> IssueDocument:
    running, chosen = running_of(request), _chosen(request, paper, form)
    place = making.next_place(running, paper)
    sheet = making.sheet_of(running, paper, chosen, place)
    return IssueDocument(
        occasion=paper.occasion,
        number=place.number,
        title=paper.told.title,
        lead=chosen.lead,
        marks=_marks(form),
        print=making.kept(sheet, paper.witness, running.settings.folder),
        issued=moment(running.clock().now, Basis.KEY_PRESS),
    )


def _marks(form: Signed) -> Marks:
    return Marks(
        signer=form.signer,
        secrecy=form.secrecy,
        urgency=form.urgency,
        readers=_readers(form.readers),
    )


def _composed(request: Request, kind: DocumentKind, subject: str, at: datetime | None) -> Composed:
    """As of a moment that has come; a page names it to the millisecond."""
    running = running_of(request)
    now = running.clock().now
    told = min(at or now, now)
    whole = told.replace(microsecond=told.microsecond // 1_000 * 1_000)
    return compose(running, kind, subject, whole, names_of(request).of)


def _printed(running: Running, paper: Composed, chosen: Chosen, format: Format) -> Response:
    sheet = making.sheet_of(running, paper, chosen, None)
    content = making.printed(sheet, format, running.settings.folder)
    return download(content, format, paper.told.title)


def _chosen(request: Request, paper: Composed, form: Written) -> Chosen:
    """An emptied lead is the one that the figures give."""
    lead = form.lead.strip() or paper.told.lead
    signer = names_of(request).of(form.signer) if form.signer else ""
    readers = "，".join(_readers(form.readers))
    return Chosen(lead, signer, form.secrecy, form.urgency, readers and f"{readers}。")


def _readers(typed: str) -> tuple[str, ...]:
    return tuple(one.strip() for one in BETWEEN.split(typed) if one.strip())


def _signers(running: Running) -> list[PersonRow]:
    unit = running.desk.register().office.unit
    return deciders(running, Action.SIGN_REPORT, (unit,))


def _usual_readers(running: Running, kind: DocumentKind) -> str:
    """As the last paper of the series had them: nobody types them every morning."""
    rows: list[Any] = running.boards.read(lambda follower: in_series(follower.rows[DOCUMENTS.name]))
    return next(
        ("、".join(one.issued.marks.readers) for one in rows if one.issued.occasion.kind is kind),
        "",
    )
