"""What was ever written can be read for ever: of every event and version one sample, in its stored bytes.

`samples.ndjson` and the files beside it hold them, one a line. A sample is never edited and never removed:
whoever adds an event, or raises the version of one, adds a line with the state that the log of that day wrote.
"""

from pathlib import Path
from typing import NamedTuple
from uuid import UUID, uuid5

import msgspec
import pytest

from contingency_plans import activation, exercise, plan, plan_clock, requirement
from desk.log.codec import Undecodable, data_of, decode, encode, state_of
from desk.log.stored import RawRow, recorded
from domain import (
    after_action,
    attachment,
    attendance,
    breach,
    channel,
    deadline,
    desk_check,
    desk_duty,
    desk_note,
    dial,
    document,
    dossier,
    duty_breach,
    duty_change,
    handover,
    incident,
    incoming_report,
    instruction,
    notice,
    office,
    overdue,
    ownership,
    person,
    reading_trail,
    receipt_key,
    report,
    roster,
    rulebook,
    series,
    shift,
    sounding,
    special_period,
    spot_check,
    tasking,
    telling,
    unit,
    watch,
    whereabouts,
)
from domain.kernel import TOPICS, fold
from projections.board import VIEWS
from projections.rows import Rows
from tests.support.tree import trade_modules

trade_modules()

EVOLVE = {  # by the first word of the topic
    "activation": activation.evolve,
    "attachment": attachment.evolve,
    "attendance": attendance.evolve,
    "breach": breach.evolve,
    "channel": channel.evolve,
    "deadline": deadline.evolve,
    "desk-note": desk_note.evolve,
    "desk-check": desk_check.evolve,
    "desk-duty": desk_duty.evolve,
    "dial": dial.evolve,
    "duty-change": duty_change.evolve,
    "document": document.evolve,
    "dossier": dossier.evolve,
    "duty-breach": duty_breach.evolve,
    "exercise": exercise.evolve,
    "handover": handover.evolve,
    "incident": incident.evolve,
    "incoming": incoming_report.evolve,
    "instruction": instruction.evolve,
    "notice": notice.evolve,
    "office": office.evolve,
    "overdue": overdue.evolve,
    "ownership": ownership.evolve,
    "person": person.evolve,
    "plan": plan.evolve,
    "plan-clock": plan_clock.evolve,
    "plan-requirements": requirement.evolve,
    "reading-trail": reading_trail.evolve,
    "receipt-key": receipt_key.evolve,
    "report": report.evolve,
    "review": after_action.evolve,
    "roster": roster.evolve,
    "rule-book": rulebook.evolve,
    "series": series.evolve,
    "shift": shift.evolve,
    "special-period": special_period.evolve,
    "tasking": tasking.evolve,
    "telling": telling.evolve,
    "sound": sounding.evolve,
    "spot-check": spot_check.evolve,
    "unit": unit.evolve,
    "watch": watch.evolve,
    "whereabouts": whereabouts.evolve,
}
FIRST = Path(__file__).with_name("samples.ndjson")
FILES = [FIRST, *sorted(one for one in FIRST.parent.glob("*.ndjson") if one != FIRST)]


class Line(msgspec.Struct):
    topic: str
    version: int
    state: msgspec.Raw


class Sample(NamedTuple):
    topic: str
    version: int
    state: bytes

    @property
    def kind(self):
        return self.topic.split(".")[0]

    @property
    def event(self):
        return decode(self.topic, self.version, self.state)[0]


def samples():
    written = (one for file in FILES for one in file.read_bytes().splitlines())
    lines = (msgspec.json.decode(one, type=Line) for one in written)
    return [Sample(one.topic, one.version, bytes(one.state)) for one in lines]


SAMPLES = samples()
every_sample = pytest.mark.parametrize(
    "sample", SAMPLES, ids=[f"{one.topic}-{one.version}" for one in SAMPLES]
)


def test_every_event_and_version_has_its_sample():
    needed = {
        (topic, version) for topic, kind in TOPICS.items() for version in range(1, kind.VERSION + 1)
    }
    assert {(one.topic, one.version) for one in SAMPLES} == needed
    assert len(SAMPLES) == len(needed)


@every_sample
def test_a_sample_is_read_and_would_be_written_in_the_same_bytes(sample):
    event, meta = decode(sample.topic, sample.version, sample.state)
    assert isinstance(event, TOPICS[sample.topic])
    again = state_of(data_of(event), encode(meta))
    if sample.version == event.VERSION:
        assert again == sample.state
    else:  # an older shape is read as the newest one, and only the reading changes
        assert decode(sample.topic, event.VERSION, again) == (event, meta)


@every_sample
def test_a_sample_folds_after_its_streams_beginning(sample):
    beginning = next(one for one in SAMPLES if one.kind == sample.kind)
    history = [one.event for one in dict.fromkeys((beginning, sample))]
    assert fold(EVOLVE[sample.kind], None, history) is not None


@every_sample
def test_a_sample_folds_into_every_view_that_asks_for_it(sample):
    streams = {one.kind: uuid5(UUID(int=0), one.kind) for one in SAMPLES}
    beginning = next(one for one in SAMPLES if one.kind == sample.kind)
    for view in VIEWS:
        rows = Rows(view.row, lambda _: None)
        for seq, one in enumerate(dict.fromkeys((beginning, sample)), start=1):
            stream = streams[one.kind].bytes
            row = RawRow(seq, seq, stream, seq, one.topic, one.version, one.state)
            if one.topic in view.topics:
                view.fold(rows, recorded(row))
                rows.keep()


@every_sample
def test_a_sample_with_a_word_too_many_is_not_guessed_at(sample):
    spoilt = sample.state.replace(b'"data":{', b'"data":{"a word too many":1,', 1).replace(
        b",}", b"}"
    )
    with pytest.raises(Undecodable):
        decode(sample.topic, sample.version, spoilt)
