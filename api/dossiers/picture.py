"""What the picture of an incident shows, in the office's words."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial

from api.dossiers.who import Who
from api.drafting import KEPT_IN
from api.languages import say, word_of
from api.rendering import dated_text
from desk.log.envelope import Recorded
from domain.incident import FactStated, IncidentOpened, LevelDecided
from domain.incoming_report import IncomingReceived
from domain.instruction import InstructionRecorded
from projections.documents.timeline_picture import Bar, Figure, Mark, Picture
from projections.hop_table import HopRow, HopVerdict, hop_table
from projections.incident_file import IncidentFile

LONGEST = timedelta(
    days=365
)  # what was dated years off by mistake does not press the rest together
WORDS_MAX, ENDS_MAX = 22, 17  # characters
LATE = (HopVerdict.LATE, HopVerdict.NOT_MET)

said = partial(say, KEPT_IN)


def picture_of(file: IncidentFile, who: Who, known: datetime) -> Picture:
    marks = list(_marks(file, who))
    bars = [_bar(one) for one in hop_table(file, who.name)]
    begins, ends = _stretch(file, marks, bars, known)
    opened = file.opened.event
    assert isinstance(opened, IncidentOpened)
    return Picture(
        title=said(
            "dossier.picture", number=opened.number, what=opened.title, at=dated_text(begins)
        ),
        begins=begins,
        ends=ends,
        known=min(known, ends),
        marks=marks,
        figures=_figures(file),
        bars=bars,
        tick=_tick,
        more=_more,
    )


def _stretch(
    file: IncidentFile, marks: list[Mark], bars: list[Bar], known: datetime
) -> tuple[datetime, datetime]:
    """What is due after that is drawn as well; what only waited for somebody to ask is not."""
    begins = min([one.at for one in marks] + [one.starts for one in bars])
    begins = max(begins, file.opened.recorded_at - LONGEST)
    last = file.history[-1].recorded_at
    waits = any(one.late and not one.met for one in bars)
    told = min(known, last + LONGEST) if waits else last
    return begins, max([told, *(one.due for one in bars if one.due - begins < LONGEST)])


def _marks(file: IncidentFile, who: Who) -> Iterator[Mark]:
    """When it was so where that is known, else when it was recorded."""
    yield Mark(file.opened.recorded_at, said("topic.incident.opened"))
    if file.incident.occurred:
        yield Mark(file.incident.occurred.earliest, said("dossier.occurred"))
    for one in file.history:
        if mark := _mark(one, who):
            yield mark


def _mark(recorded: Recorded, who: Who) -> Mark | None:
    match recorded.event:
        case IncomingReceived(received=received, caller_unit=unit):
            from_whom = who.name(unit) if unit else said("dossier.caller")
            return Mark(received.earliest, said("dossier.heard", who=_cut(from_whom, WORDS_MAX)))
        case LevelDecided(level=level):
            return Mark(recorded.recorded_at, said("dossier.level", level=word_of(KEPT_IN, level)))
        case InstructionRecorded(given=given, leader=leader, words=words):
            told = said("dossier.instructed", who=who.name(leader), words=_cut(words, WORDS_MAX))
            return Mark(given.earliest, told)
    return None


def _figures(file: IncidentFile) -> list[Figure]:
    """Each as it was recorded, so that a correction is seen where it came."""
    found: dict[str, list[tuple[datetime, int]]] = {}
    for one in file.history:
        if isinstance(one.event, FactStated) and one.originator_id == file.id:
            name = word_of(KEPT_IN, one.event.fact.figure)
            found.setdefault(name, []).append((one.recorded_at, one.event.fact.value))
    return [Figure(name, tuple(values)) for name, values in found.items()]


def _bar(row: HopRow) -> Bar:
    met, now = row.now.met, row.now
    duty = " · ".join(word_of(KEPT_IN, one) for one in (row.stage, row.channel) if one)
    return Bar(
        words=f"{_ends(row.who, row.whom, ENDS_MAX - len(duty))} {duty}",
        starts=row.start.earliest,
        due=row.due_at,
        met=met.latest if met else None,
        late=now.verdict in LATE,
        verdict=said(f"dossier.bar_{now.verdict}", minutes=now.seconds_late // 60),
    )


def _ends(who: str, whom: str, most: int) -> str:
    """Both are to be read: neither takes more than half of the room while the other needs it."""
    first = max(most // 2, most - len(whom))
    return f"{_cut(who, first)}→{_cut(whom, most - min(len(who), first))}"


def _cut(words: str, most: int) -> str:
    return words if len(words) <= most else f"{words[: most - 1]}…"


def _tick(minutes: int) -> str:
    for unit, length in (("days", 1440), ("hours", 60)):
        if minutes and minutes % length == 0:
            return said(f"duration.{unit}", count=minutes // length)
    return said("duration.minutes", count=minutes)


def _more(count: int) -> str:
    return said("dossier.rows_more", count=count)
