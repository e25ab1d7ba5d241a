"""记事: recorded at the desk in one short form, put right by a later event, ended, and handed on when marked."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from domain import desk_note as notes
from domain.actors import Sealed
from domain.desk_note import DeskNote, NoteCorrected, NoteKind, NoteWords
from domain.kernel import Value
from domain.times import WorldTime


class RecordNote(Value):
    """`ended`: it was over when it was written down."""

    kind: NoteKind
    at: WorldTime
    words: str
    origin: str = ""
    visitor_name: str = ""
    visitor_phone: str = ""
    listed: bool = False
    ended: WorldTime | None = None


class CorrectNote(Value):
    """Blank says nothing new: what is written stays."""

    note: UUID
    reason: str
    kind: NoteKind | None = None
    at: WorldTime | None = None
    words: str = ""
    origin: str = ""
    visitor_name: str = ""
    visitor_phone: str = ""


class EndNote(Value):
    note: UUID
    words: str
    ended: WorldTime


class ListNote(Value):
    """Whether it is in what is handed over."""

    note: UUID
    listed: bool


class NoteAnswer(Value):
    note: UUID


def record_note(draft: Draft, recording: RecordNote) -> NoteAnswer:
    id = draft.new_id("desk-note")
    words = _words(draft, id, recording)
    draft.record(id, notes.record(draft.load(id, notes.evolve), words=words))
    if recording.listed:
        draft.record(id, notes.list_for_handover(_note(draft, id), listed=True))
    if recording.ended:
        draft.record(id, notes.end(_note(draft, id), words="", ended=recording.ended))
    return NoteAnswer(note=id)


def _words(draft: Draft, id: UUID, recording: RecordNote) -> NoteWords:
    return NoteWords(
        kind=recording.kind,
        at=recording.at,
        words=recording.words.strip(),
        origin=recording.origin.strip(),
        visitor_name=_sealed(draft, id, "visitor_name", recording.visitor_name),
        visitor_phone=_sealed(draft, id, "visitor_phone", recording.visitor_phone),
    )


def correct_note(draft: Draft, correcting: CorrectNote) -> NoteAnswer:
    id = correcting.note
    note = _note(draft, id)
    draft.inherit(draft.exercise_of(id))
    words = _corrected(draft, note.note, correcting)
    events = notes.correct(note, words=words, reason=correcting.reason)
    if events:
        draft.require_unchanged(id, (NoteCorrected,))
    draft.record(id, events)
    return NoteAnswer(note=id)


def _corrected(draft: Draft, known: NoteWords, correcting: CorrectNote) -> NoteWords:
    id, c = correcting.note, correcting
    return NoteWords(
        kind=c.kind or known.kind,
        at=c.at or known.at,
        words=c.words.strip() or known.words,
        origin=c.origin.strip() or known.origin,
        visitor_name=_sealed(draft, id, "visitor_name", c.visitor_name) or known.visitor_name,
        visitor_phone=_sealed(draft, id, "visitor_phone", c.visitor_phone) or known.visitor_phone,
    )


def end_note(draft: Draft, ending: EndNote) -> NoteAnswer:
    note = _note(draft, ending.note)
    draft.inherit(draft.exercise_of(ending.note))
    draft.record(ending.note, notes.end(note, words=ending.words, ended=ending.ended))
    return NoteAnswer(note=ending.note)


def list_note(draft: Draft, listing: ListNote) -> NoteAnswer:
    note = _note(draft, listing.note)
    draft.inherit(draft.exercise_of(listing.note))
    draft.record(listing.note, notes.list_for_handover(note, listed=listing.listed))
    return NoteAnswer(note=listing.note)


def _note(draft: Draft, id: UUID) -> DeskNote:
    return draft.require(id, notes.evolve)


def _sealed(draft: Draft, note: UUID, field: str, word: str) -> Sealed | None:
    return draft.seal(note, field, word.strip()) if word.strip() else None
