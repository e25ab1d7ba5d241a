"""预案文本文件: the text, the public short version and the annexes of a version, kept by the hash of their bytes."""

from __future__ import annotations

from typing import Annotated
from urllib.parse import quote
from uuid import UUID

from anyio import to_thread
from fastapi import APIRouter, Depends, File, Form, Request, UploadFile
from starlette.responses import Response

from api.acting import CommandKey, act, form_key
from api.guarding import Asking, genuine, may, running_of
from api.pages.files import SHUT_IN
from api.pages.page import then
from api.running import Running
from api.uploading import FileDamaged, FileEmpty, FileKindRefused, checked
from contingency_plans.plan import Plan
from contingency_plans.plan_cycle_commands import NoSuchVersion
from contingency_plans.plan_events import PlanVersion
from contingency_plans.plan_words import TextKind
from desk.access import Action
from desk.draft import Unknown
from desk.files import Files
from desk.plans import KeepPlanFile, keep_plan_file

router = APIRouter(prefix="/plans/{plan}", dependencies=[Depends(genuine)])

ENDINGS = {  # by what the bytes are
    "application/pdf": "pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": "docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": "xlsx",
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "text/plain; charset=utf-8": "txt",
}


@router.post("/versions/{version}/files")
async def keep(
    request: Request,
    plan: UUID,
    version: UUID,
    asking: Annotated[Asking, may(Action.KEEP_PLANS)],
    key: Annotated[CommandKey, Depends(form_key)],
    file: Annotated[UploadFile, File()],
    kind: Annotated[TextKind, Form()] = TextKind.TEXT,
) -> Response:
    """The bytes first: no event names what is not there."""
    name, content = file.filename or "", await file.read()

    def store() -> None:
        found = checked(name, content)
        running = running_of(request)
        require_version(require_plan(running, plan), version)
        digest = Files(running.settings.folder).store(found.content, found.small)
        command = KeepPlanFile(plan=plan, version=version, kind=kind, sha256=digest)
        act(request, asking, key, keep_plan_file, command)

    await to_thread.run_sync(store)
    return then(f"/plans/{plan}#version-{version}")


@router.get("/files/{sha256}")
def hand_out(
    request: Request, plan: UUID, sha256: str, asking: Annotated[Asking, may(Action.SEE_PLANS)]
) -> Response:
    """Only a file that a version of this plan names; as an attachment, never shown in the page."""
    running = running_of(request)
    found = require_plan(running, plan)
    path = Files(running.settings.folder).path(sha256)
    if sha256 not in named_by(found) or not path.exists():
        raise Unknown(sha256)
    content = path.read_bytes()
    media = _media(content)
    name = quote(f"{found.profile.title}-{sha256[:8]}.{ENDINGS.get(media, 'bin')}")
    disposition = {"content-disposition": f"attachment; filename*=UTF-8''{name}"}
    return Response(content, media_type=media, headers=SHUT_IN | disposition)


def require_plan(running: Running, id: UUID) -> Plan:
    """Raises Unknown."""
    plan = running.desk.register().plans.get(id)
    if plan is None:
        raise Unknown(id)
    return plan


def require_version(plan: Plan, id: UUID) -> PlanVersion:
    """Raises NoSuchVersion."""
    version = plan.version(id)
    if version is None:
        raise NoSuchVersion(id)
    return version


def named_by(plan: Plan) -> set[str]:
    files = ((one.text, one.public_text, *one.annexes) for one in plan.versions)
    return {sha256 for some in files for sha256 in some if sha256}


def _media(content: bytes) -> str:
    try:
        return checked("", content).media_type
    except (FileEmpty, FileKindRefused, FileDamaged):
        return "application/octet-stream"
