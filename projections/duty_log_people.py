"""Lines of the duty log about who came, who is where, and what else was noted at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from desk.log.envelope import Recorded
from domain import shift as shifts
from domain.desk_note import NoteCorrected, NoteEnded, NoteRecorded, NoteWords
from domain.kernel import fold
from domain.watch import WatchPassed, WatchTakenOver
from domain.whereabouts import WhereaboutsStated
from projections.duty_log_columns import Columns, Desk, Done, boxed, in_words, only
from projections.duty_log_owner import owners_of


def tell_watch(desk: Desk, _: Sequence[Recorded], told: Recorded) -> Columns:
    """Who handed over to whom, by the seats as they are known now."""
    happened, words = told.event, desk.words
    if not isinstance(happened, WatchPassed | WatchTakenOver):
        return Columns(what=in_words(told, words))
    outgoing, relief = (_seated(desk, one) for one in (happened.outgoing, happened.relief))
    return Columns(who=relief, what=f"{in_words(told, words)}；{outgoing} → {relief}")


def _seated(desk: Desk, shift: UUID) -> str:
    state = fold(shifts.evolve, None, (one.event for one in desk.log.stream(shift)))
    return "、".join(desk.words.name(seat.person) for seat in state.seats) if state else ""


def tell_note(desk: Desk, history: Sequence[Recorded], told: Recorded) -> Columns:
    """A correction tells the whole note again, as it is right, and why."""
    match told.event:
        case NoteCorrected(note=note, reason=reason):
            columns = _noted(desk, note)
            return columns._replace(what=f"{note.words}；{desk.words.say('field.reason')} {reason}")
        case NoteRecorded(note=note):
            ended = tuple(Done(one.words, one.ended) for one, _ in only(history, NoteEnded))
            passed = tuple(owners_of(desk, told.originator_id))
            return _noted(desk, note)._replace(passed=passed, results=ended)
    raise TypeError(f"{told.topic} has no line of a note's")


def _noted(desk: Desk, note: NoteWords) -> Columns:
    return Columns(
        source=note.origin,
        name=boxed(note.visitor_name, "visitor_name"),
        phone=boxed(note.visitor_phone, "visitor_phone"),
        way=desk.words.shown(note.kind),
        what=note.words,
    )


def tell_whereabouts(desk: Desk, history: Sequence[Recorded], told: Recorded) -> Columns:
    """`name` of the stand-in among those told: he is to know."""
    words, said = desk.words, told.event
    topic = words.say(f"topic.{told.topic}")
    if not isinstance(said, WhereaboutsStated):
        [first, *_] = (one for one, _ in only(history, WhereaboutsStated))
        return Columns(who=words.name(first.person), what=topic)
    away = (words.say("whereabouts.is_away"),) if said.away else ()
    lasts = f"{words.shown(said.starts)} – {words.shown(said.until)}"
    return Columns(
        who=words.name(said.person),
        number=said.reached_by,
        what="；".join((topic, said.place, lasts, *away)),
        told=(Done(words.name(said.stand_in)),) if said.stand_in else (),
    )
