"""附件: photos and files of an incident are sent, shown small, downloaded and withdrawn."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from starlette.responses import FileResponse, Response

from api.acting import CommandKey, act, form_key
from api.concerns import of_attachment, of_incident
from api.guarding import Asking, genuine, may, running_of
from api.pages.page import then
from api.typed import Text
from api.uploading import Checked, FileEmpty, checked
from desk.access import Action
from desk.attachments import (
    AddAttachments,
    AttachmentAnswer,
    StoredFile,
    WithdrawAttachment,
    add_attachments,
    withdraw_attachment,
)
from desk.draft import Unknown
from desk.files import Files
from domain import attachment as attachments
from domain.attachment import Attachment
from domain.kernel import fold

router = APIRouter(dependencies=[Depends(genuine)])

Seeing = Annotated[Asking, may(Action.SEE_INCIDENT, of_attachment)]
SHUT_IN = {
    "content-security-policy": "sandbox; default-src 'none'",
    "x-content-type-options": "nosniff",
    "cache-control": "private, no-store",
}


@router.post("/incidents/{incident}/files")
async def add(
    request: Request,
    incident: UUID,
    asking: Annotated[Asking, may(Action.ADD_FILE, of_incident)],
    key: Annotated[CommandKey, Depends(form_key)],
    file: Annotated[list[UploadFile], File()],
) -> Response:
    """All of them, or none."""
    sent = [(one.filename or "", await one.read()) for one in file]

    def store() -> None:
        found = [checked(name, content) for name, content in sent if content or name]
        if not found:
            raise FileEmpty
        files = Files(running_of(request).settings.folder)
        stored = tuple(_stored(files, one) for one in found)
        act(request, asking, key, add_attachments, AddAttachments(incident=incident, files=stored))

    await to_thread.run_sync(store)
    return then(f"/incidents/{incident}#files")


@router.get("/files/{attachment}")
def download(request: Request, attachment: UUID, asking: Seeing) -> Response:
    added = _require(request, attachment).added
    path = Files(running_of(request).settings.folder).path(added.sha256)
    if not path.exists():
        raise Unknown(attachment)
    named = f"attachment; filename*=UTF-8''{quote(added.name)}"
    return FileResponse(
        path, media_type=added.media_type, headers=SHUT_IN | {"content-disposition": named}
    )


@router.get("/files/{attachment}/small")
def show_small(request: Request, attachment: UUID, asking: Seeing) -> Response:
    added = _require(request, attachment).added
    path = Files(running_of(request).settings.folder).small_path(added.sha256)
    if not path.exists():
        raise Unknown(attachment)
    return FileResponse(path, media_type="image/jpeg", headers=SHUT_IN)


@router.post("/files/{attachment}/withdrawal")
def withdraw(
    request: Request,
    attachment: UUID,
    asking: Annotated[Asking, may(Action.AMEND_INCIDENT, of_attachment)],
    key: Annotated[CommandKey, Depends(form_key)],
    reason: Annotated[Text, Form()] = "",
) -> Response:
    command = WithdrawAttachment(attachment=attachment, reason=reason)
    done = act(request, asking, key, withdraw_attachment, command)
    return then(f"/incidents/{done.answer(AttachmentAnswer).incident}#files")


def _stored(files: Files, one: Checked) -> StoredFile:
    """The bytes first: no event names what is not there."""
    digest = files.store(one.content, one.small)
    return StoredFile(
        sha256=digest, name=one.name, media_type=one.media_type, size=len(one.content)
    )


def _require(request: Request, id: UUID) -> Attachment:
    """Withdrawn, it is shown to nobody any more."""
    history = running_of(request).log.stream(id)
    found = fold(attachments.evolve, None, (one.event for one in history))
    if found is None or found.withdrawn:
        raise Unknown(id)
    return found
