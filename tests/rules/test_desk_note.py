"""A note is written once: put right by a later event with its reason, ended once, handed on while it is open."""

from __future__ import annotations

from functools import partial

import pytest
from msgspec.structs import replace

from domain.desk_note import (
    EndsBeforeItBegan,
    NoteCorrected,
    NoteEnded,
    NoteKind,
    NoteListed,
    NoteOver,
    NoteRecorded,
    NoteStruck,
    NoteWords,
    NothingNoted,
    correct,
    end,
    evolve,
    list_for_handover,
    record,
)
from domain.kernel import ReasonMissing
from tests.support.given import given
from tests.support.ladder import minute

WORDS = NoteWords(kind=NoteKind.VISITOR, at=minute(5), words="反映供水", origin="宏达化工")
RIGHT = replace(WORDS, words="反映供气")
RECORDED, LISTED, STRUCK = NoteRecorded(note=WORDS), NoteListed(), NoteStruck()
CORRECTED = NoteCorrected(note=RIGHT, reason="听错")
ENDED = NoteEnded(words="已答复", ended=minute(9))

ending = partial(end, words=" 已答复 ", ended=minute(9))
handing_on = partial(list_for_handover, listed=True)
correcting = partial(correct, words=RIGHT, reason="听错")


def recording(note):
    return record(note, words=WORDS)


def test_a_note_is_recorded_once():
    given(evolve).when(recording).then(RECORDED).when(recording).then_nothing_happens()


@pytest.mark.parametrize("words", ["", " \n"])
def test_a_note_of_nothing_is_none(words):
    empty = replace(WORDS, words=words)
    given(evolve).when(lambda note: record(note, words=empty)).then_refused(NothingNoted)
    written = given(evolve, RECORDED)
    written.when(lambda note: correct(note, words=empty, reason="x")).then_refused(NothingNoted)


def test_it_is_put_right_by_a_later_event_and_with_the_reason():
    written = given(evolve, RECORDED)
    assert written.when(correcting).then(CORRECTED).state.note == RIGHT
    written.when(lambda note: correct(note, words=WORDS, reason="")).then_nothing_happens()
    written.when(lambda note: correct(note, words=RIGHT, reason=" ")).then_refused(ReasonMissing)


def test_whoever_is_handed_it_reads_it_as_it_is_right():
    given(evolve, RECORDED, LISTED).when(correcting).then(CORRECTED, LISTED)


def test_it_ends_once_and_is_handed_on_no_more():
    over = given(evolve, RECORDED, LISTED).when(ending).then(ENDED, STRUCK)
    assert (over.state.ended, over.state.listed) == (minute(9), False)
    over.when(ending).then_nothing_happens()
    over.when(lambda note: end(note, words="", ended=minute(10))).then_refused(NoteOver)
    over.when(handing_on).then_refused(NoteOver)
    over.when(lambda note: list_for_handover(note, listed=False)).then_nothing_happens()


def test_not_listed_it_ends_without_being_struck():
    given(evolve, RECORDED).when(ending).then(ENDED)


def test_it_does_not_end_before_it_began():
    written = given(evolve, RECORDED)
    written.when(lambda note: end(note, words="", ended=minute(4))).then_refused(EndsBeforeItBegan)
    written.when(lambda note: end(note, words="", ended=minute(5))).then(
        NoteEnded(words="", ended=minute(5))
    )
    late = replace(WORDS, at=minute(10))
    over = given(evolve, RECORDED, ENDED)
    over.when(lambda note: correct(note, words=late, reason="x")).then_refused(EndsBeforeItBegan)
    same = replace(WORDS, at=minute(9))
    over.when(lambda note: correct(note, words=same, reason="x")).then(
        NoteCorrected(note=same, reason="x")
    )


def test_it_is_listed_and_struck_once_each():
    listed = given(evolve, RECORDED).when(handing_on).then(LISTED)
    listed.when(handing_on).then_nothing_happens()
    struck = listed.when(lambda note: list_for_handover(note, listed=False)).then(STRUCK)
    assert not struck.state.listed


@pytest.mark.parametrize("happened", [CORRECTED, ENDED, LISTED, STRUCK])
def test_nothing_happens_to_a_note_that_is_not_there(happened):
    with pytest.raises(TypeError):
        evolve(None, happened)
