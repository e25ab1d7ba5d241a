"""抽查轮次: a round is begun by drawing lots, ended by hand, and watched until the last desk has put right what it was told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from importlib import resources
from uuid import UUID

from msgspec.structs import replace

from desk.draft import Draft
from desk.register import SHANGHAI
from domain import rectifying
from domain import series as numbers
from domain import spot_check as spot_checks
from domain import spot_check_commands as commands
from domain.kernel import Value
from domain.rulebook import RuleBook
from domain.spot_check import SpotCheck
from domain.spot_check_commands import NobodyToCheck
from domain.spot_check_draw import draw
from domain.spot_check_due import look
from domain.spot_check_events import (
    RectificationAsked,
    Rectified,
    RoundBegan,
    RoundEnded,
    UnitDialled,
)
from domain.spot_check_limits import SpotCheckRules, parse_spot_checks
from domain.spot_check_words import (
    Candidate,
    CheckLimits,
    CheckMethod,
    CheckStep,
    Sample,
    SampleKind,
)
from domain.times import WorldTime

SERIES, FIVE_MINUTES = "spot-check", "J02"


class BeginRound(Value):
    """`seed`: chance, an argument like time; `as_of`: where the log stood when the grounds were read."""

    method: CheckMethod
    announced: bool
    sample: Sample
    seed: str
    as_of: int
    candidates: tuple[Candidate, ...]
    began: WorldTime


class EndRound(Value):
    check: UUID
    ended: WorldTime
    reason: str = ""


class AskRectification(Value):
    check: UUID
    unit: UUID
    what: str
    due_at: datetime


class NoteRectified(Value):
    check: UUID
    unit: UUID
    words: str
    done: WorldTime


class SpotCheckAnswer(Value):
    check: UUID


def begin_round(draft: Draft, beginning: BeginRound) -> SpotCheckAnswer:
    """On the unit's own screen all are asked at once. Raises NobodyToCheck, ExerciseMixed."""
    draft.inherit(None)
    id = draft.new_id("spot check")
    began = _began(draft, id, beginning)
    draft.record(id, commands.begin(draft.load(id, spot_checks.evolve), began))
    if beginning.method is CheckMethod.LINK:
        for unit in began.drawn:
            draft.record(id, commands.dial(require_check(draft, id), _asked(unit, beginning.began)))
    return SpotCheckAnswer(check=id)


def end_round(draft: Draft, ending: EndRound) -> SpotCheckAnswer:
    ended = RoundEnded(reason=ending.reason.strip(), ended=ending.ended, next_at=None)
    draft.record(ending.check, commands.end(require_check(draft, ending.check), ended))
    return SpotCheckAnswer(check=ending.check)


def ask_rectification(draft: Draft, asking: AskRectification) -> SpotCheckAnswer:
    asked = RectificationAsked(
        unit=asking.unit, what=asking.what, due_at=asking.due_at, next_at=None
    )
    check = require_check(draft, asking.check)
    draft.record(asking.check, rectifying.ask_rectification(check, asked, now=draft.now))
    return SpotCheckAnswer(check=asking.check)


def note_rectified(draft: Draft, noting: NoteRectified) -> SpotCheckAnswer:
    done = Rectified(unit=noting.unit, words=noting.words.strip(), done=noting.done, next_at=None)
    draft.record(noting.check, rectifying.rectify(require_check(draft, noting.check), done))
    return SpotCheckAnswer(check=noting.check)


def look_at_spot_check(draft: Draft, id: UUID, as_of: datetime) -> None:
    draft.record(id, look(require_check(draft, id), as_of=as_of))


def require_check(draft: Draft, id: UUID) -> SpotCheck:
    return draft.require(id, spot_checks.evolve)


@cache
def spot_check_rules() -> SpotCheckRules:
    """As shipped with this version."""
    file = resources.files("domain").joinpath("spot_checks", "national.yaml")
    return parse_spot_checks(file.read_text(encoding="utf-8"), "spot_checks")


def limits_of(book: RuleBook) -> CheckLimits:
    """The five minutes as the office's own book has them."""
    limits, rule = spot_check_rules().limits, book.get(FIVE_MINUTES)
    return replace(limits, answer_within=rule.limit) if rule and rule.limit else limits


def _asked(unit: UUID, at: WorldTime) -> UnitDialled:
    """On its own screen."""
    step = CheckStep.CHECK
    return UnitDialled(unit=unit, step=step, number="", person=None, dialled=at, next_at=None)


def _size(draft: Draft, wanted: Sample, among: Sequence[Candidate]) -> int:
    """Raises NobodyToCheck for a desk that is none of the network's."""
    if any(one.unit not in draft.register.network for one in among):
        raise NobodyToCheck
    everybody = wanted.kind is SampleKind.ALL
    return len(among) if everybody else min(max(wanted.size, 0), len(among))


def _began(draft: Draft, id: UUID, beginning: BeginRound) -> RoundBegan:
    wanted, among = beginning.sample, beginning.candidates
    size = _size(draft, wanted, among)
    return RoundBegan(
        number=_number(draft, id, beginning.began),
        method=beginning.method,
        announced=beginning.announced,
        sample=replace(wanted, size=size),
        seed=beginning.seed,
        as_of=beginning.as_of,
        candidates=among,
        drawn=draw(beginning.seed, among, size),
        limits=limits_of(draft.register.book),
        began=beginning.began,
    )


def _number(draft: Draft, id: UUID, began: WorldTime) -> str:
    """Gap-free per year of Beijing time: 抽2026-0007."""
    year = began.earliest.astimezone(SHANGHAI).year
    stream = numbers.series_id(draft.register.office.store_id, SERIES, year)
    series = draft.load(stream, numbers.evolve)
    [taken] = numbers.take(series, name=SERIES, year=year, taken_for=id)
    draft.record(stream, [taken])
    return f"抽{year}-{taken.number:04d}"
