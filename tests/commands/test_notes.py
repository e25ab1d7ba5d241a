"""Notes through the desk: a visitor is sealed, a blank changes nothing, an exercise's note stays one."""

from __future__ import annotations

from uuid import UUID

import pytest
from msgspec.structs import replace

from desk.draft import ChangedMeanwhile, Unknown
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
from domain.desk_note import NoteEnded, NoteKind, NoteListed, NoteStruck
from domain.kernel import fold
from domain.times import NotYet
from tests.support.office import sealed

EXERCISE = UUID("5a0e2c6e-0000-4000-8000-00000000000e")


def noted(office, exercise=None, **more):
    recording = RecordNote(kind=NoteKind.VISITOR, at=office.at(), words="反映供水", **more)
    return office.do(record_note, recording, exercise=exercise).answer(NoteAnswer).note


def state(office, note):
    return fold(notes.evolve, None, (one.event for one in office.log.stream(note)))


def test_a_visitors_name_and_number_are_sealed_for_the_note(office):
    note = noted(office, visitor_name="李四", visitor_phone="13900001111", origin="宏达化工")
    known = state(office, note).note
    assert known.visitor_name == sealed(note, "visitor_name", "李四")
    assert known.visitor_phone == sealed(note, "visitor_phone", "13900001111")
    assert (known.origin, known.kind) == ("宏达化工", NoteKind.VISITOR)
    assert noted(office, visitor_name=" ") != note


def test_what_is_left_blank_in_a_correction_stays(office):
    note = noted(office, visitor_name="李四")
    before = state(office, note).note
    office.do(correct_note, CorrectNote(note=note, reason="听错", words="反映供气"))
    after = state(office, note).note
    assert (after.words, after.visitor_name, after.at) == (
        "反映供气",
        before.visitor_name,
        before.at,
    )


def test_a_correction_of_what_somebody_corrected_meanwhile_is_looked_at_again(office):
    note = noted(office)
    seen = office.log.head().seq
    office.do(correct_note, CorrectNote(note=note, reason="听错", words="反映供气"))
    with pytest.raises(ChangedMeanwhile):
        office.desk.act(
            replace(office.acting(), seen=seen),
            correct_note,
            CorrectNote(note=note, reason="又听错", words="反映供电"),
        )


def test_what_was_over_when_it_was_written_is_recorded_with_its_end(office):
    note = noted(office, ended=office.at(), listed=True)
    kinds = [type(one.event) for one in office.log.stream(note)[1:]]
    assert kinds == [NoteListed, NoteEnded, NoteStruck]


def test_what_has_not_come_yet_is_not_noted(office):
    with pytest.raises(NotYet):
        noted(office, ended=office.at(minutes=30))


def test_what_is_done_to_an_exercises_note_is_part_of_the_exercise(office):
    note = noted(office, exercise=EXERCISE)
    office.do(list_note, ListNote(note=note, listed=True))
    office.do(end_note, EndNote(note=note, words="", ended=office.at()))
    assert {one.meta.exercise for one in office.log.stream(note)} == {EXERCISE}


@pytest.mark.parametrize("handler", [end_note, list_note, correct_note])
def test_what_is_no_note_is_unknown(office, handler):
    command = {
        end_note: EndNote(note=office.town, words="", ended=office.at()),
        list_note: ListNote(note=office.town, listed=True),
        correct_note: CorrectNote(note=office.town, reason="x"),
    }[handler]
    with pytest.raises(Unknown):
        office.do(handler, command)
