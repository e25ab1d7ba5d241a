"""记事: one short form for what came otherwise than by telephone; put right, ended and handed on by later ones."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Form, Request
from pydantic import BaseModel
from starlette.responses import Response

from api.acting import FormKey, act
from api.guarding import Asking, genuine, may, running_of
from api.languages import language_of
from api.owning import owner_line
from api.pages.incident import revealed
from api.pages.names import names_of
from api.pages.page import can, page, then
from api.typed import Blank, Seen, Text, Word, world_time
from desk.access import Action
from desk.draft import Unknown
from desk.notes import (
    CorrectNote,
    EndNote,
    ListNote,
    NoteAnswer,
    RecordNote,
    correct_note,
    end_note,
    list_note,
    record_note,
)
from domain import desk_note as notes
from domain.desk_note import DeskNote, NoteKind
from domain.kernel import Event, fold
from domain.times import Basis, WorldTime, moment
from projections.history_lines import history_lines

router = APIRouter(prefix="/desk-notes", dependencies=[Depends(genuine)])

Keeping = Annotated[Asking, may(Action.KEEP_DUTY_LOG)]


class Note(BaseModel):
    """`at`, `ended`: 0245, or so many minutes ago; blank is now, or not yet."""

    kind: NoteKind
    words: Text
    at: Word = ""
    ended: Word = ""
    origin: Word = ""
    visitor_name: Word = ""
    visitor_phone: Word = ""
    listed: bool = False


class Correction(BaseModel):
    """Blank says nothing new."""

    reason: Text = ""
    kind: Annotated[NoteKind | None, Blank] = None
    words: Text = ""
    at: Word = ""
    origin: Word = ""
    visitor_name: Word = ""
    visitor_phone: Word = ""
    seen: Seen = None


class Ending(BaseModel):
    words: Text = ""
    ended: Word = ""


@router.get("/{note}")
def show(
    request: Request, note: UUID, asking: Annotated[Asking, may(Action.SEE_DUTY_LOG)]
) -> Response:
    running = running_of(request)
    seen = running.log.head().seq  # before the stream is read: what comes after may not be shown
    history = running.log.stream(note)
    personal = can(request, asking, Action.SEE_PERSONAL)
    names = names_of(request)
    shown = {
        "id": note,
        "state": _state(note, [one.event for one in history]),
        "history": history_lines(reversed(history), names.of),
        "reveal": partial(revealed, running.vault, personal=personal),
        "owner": partial(owner_line, running, names.of, language_of(request)),
    }
    return page(
        request, asking, "desk_note.html", seen=seen, names=names, kinds=tuple(NoteKind), **shown
    )


@router.post("")
def record(
    request: Request, asking: Keeping, key: FormKey, form: Annotated[Note, Form()]
) -> Response:
    now = running_of(request).clock().now
    command = RecordNote(
        at=_time(form.at, now),
        ended=world_time(form.ended, now, Basis.ORAL),
        **form.model_dump(exclude={"at", "ended"}),
    )
    act(request, asking, key, record_note, command).answer(NoteAnswer)
    return then("/duty-log", taken=key.id)


@router.post("/{note}/correction")
def correct(
    request: Request, note: UUID, asking: Keeping, key: FormKey, form: Annotated[Correction, Form()]
) -> Response:
    now = running_of(request).clock().now
    command = CorrectNote(
        note=note,
        at=world_time(form.at, now, Basis.ORAL),
        **form.model_dump(exclude={"at", "seen"}),
    )
    act(request, asking, key, correct_note, command, seen=form.seen)
    return then(f"/desk-notes/{note}")


@router.post("/{note}/ending")
def end(
    request: Request, note: UUID, asking: Keeping, key: FormKey, form: Annotated[Ending, Form()]
) -> Response:
    ended = _time(form.ended, running_of(request).clock().now)
    act(request, asking, key, end_note, EndNote(note=note, words=form.words, ended=ended))
    return then(f"/desk-notes/{note}")


@router.post("/{note}/handing-on")
def hand_on(
    request: Request,
    note: UUID,
    asking: Keeping,
    key: FormKey,
    listed: Annotated[bool, Form()] = False,
) -> Response:
    act(request, asking, key, list_note, ListNote(note=note, listed=listed))
    return then(f"/desk-notes/{note}")


def _time(typed: str, now: datetime) -> WorldTime:
    return world_time(typed, now, Basis.ORAL) or moment(now, Basis.KEY_PRESS)


def _state(id: UUID, history: list[Event]) -> DeskNote:
    """Raises Unknown, also for an id that names something else."""
    try:
        state = fold(notes.evolve, None, history)
    except TypeError:
        raise Unknown(id) from None
    if state is None:
        raise Unknown(id)
    return state
