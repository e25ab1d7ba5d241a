"""文书: what was issued under which number; downloaded as it was issued, and taken back."""

from __future__ import annotations

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from starlette.responses import Response

from api.acting import FormKey, act
from api.drafting import KEPT_IN
from api.guarding import Asking, genuine, may, running_of
from api.languages import word_of
from api.pages.downloads import download
from api.pages.names import names_of
from api.pages.page import page, then
from api.papers.composing import state_of
from api.papers.making import Format
from api.typed import Text
from desk.access import Action
from desk.documents import WithdrawDocument, withdraw_document
from desk.draft import Unknown
from desk.files import Files
from domain import document as documents
from domain.document import Document, DocumentKind
from projections.documents.official import numbered
from projections.issued_documents import DOCUMENTS, in_series

router = APIRouter(prefix="/documents", dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_DOCUMENTS)]


@router.get("")
def show_documents(request: Request, asking: Seeing) -> Response:
    """By series, the newest first; today's bulletin is one click away."""
    running = running_of(request)
    rows = running.boards.read(lambda follower: in_series(follower.rows[DOCUMENTS.name]))
    series = {
        kind: [one for one in rows if one.issued.occasion.kind is kind] for kind in DocumentKind
    }
    today = running.today
    shown = {"series": series, "numbered": numbered, "names": names_of(request), "today": today}
    shown["month"] = f"{today:%Y-%m}"
    return page(request, asking, "documents.html", **shown)


@router.get("/{document}/{format}")
def download_issued(request: Request, document: str, format: Format, asking: Seeing) -> Response:
    """The very bytes that were issued. Raises Unknown where no PDF was made."""
    found: Document = state_of(running_of(request), document, documents.evolve)
    issued = found.issued
    digest = issued.print.docx if format is Format.DOCX else issued.print.pdf
    path = Files(running_of(request).settings.folder).path(digest) if digest else None
    if path is None or not path.exists():
        raise Unknown(document)
    name = numbered(word_of(KEPT_IN, issued.occasion.kind), issued.year, issued.number)
    return download(path.read_bytes(), format, name)


@router.post("/{document}/withdrawal")
def withdraw(
    request: Request,
    document: UUID,
    asking: Annotated[Asking, may(Action.ISSUE_DOCUMENT)],
    key: FormKey,
    reason: Annotated[Text, Form()] = "",
) -> Response:
    """Issued again, it keeps its number."""
    command = WithdrawDocument(document=document, reason=reason)
    act(request, asking, key, withdraw_document, command)
    return then("/documents")
