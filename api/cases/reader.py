"""Reads one accident's file strictly. Titles, quotes, notes and findings are checked for shape and never read."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, Literal

from desk.register import SHANGHAI
from domain.facts import Figure
from domain.kernel import Refused, Value
from domain.rule_text import RuleError, read_page
from domain.times import Precision
from domain.words import Channel, IncidentClass, Stage

FILE_BYTES_MAX = 1_000_000
ROWS_MAX = 5_000
YUAN_PER_10K = 10_000


class CaseRefused(Refused):
    """案例文件有误"""

    EN: ClassVar[str] = "There is a mistake in the case file"


class CaseTier(StrEnum):
    """Where an actor of a case stands, in the files' words."""

    UNIT = "unit"
    TOWNSHIP = "township"
    COUNTY_DEPT = "county_dept"
    COUNTY = "county"
    CITY_DEPT = "city_dept"
    CITY = "city"
    PROVINCE_DEPT = "province_dept"
    PROVINCE = "province"
    CENTRAL = "central"
    MEDIA = "media"
    PUBLIC = "public"
    OTHER = "other"


class RowKind(StrEnum):
    """What a row of the timeline tells."""

    OCCURRED = "occurred"
    ESCALATED = "escalated"
    LEARNED = "learned"
    DISCOVERED = "discovered"
    REPORTED = "reported"
    SUPPRESSED = "suppressed"
    FALSIFIED = "falsified"
    PUBLISHED = "published"
    INSTRUCTED = "instructed"


class CaseActor(Value):
    name: str
    tier: CaseTier


class CaseFacts(Value):
    """Figures as one act claims them; absent is not stated, never zero."""

    dead: int | None = None
    missing: int | None = None
    trapped: int | None = None
    serious_injured: int | None = None
    injured: int | None = None
    patients: int | None = None
    evacuated: int | None = None
    loss_10k_cny: int | float | None = None
    note: str | None = None

    def figures(self) -> dict[Figure, int]:
        counted = {figure: getattr(self, figure.value, None) for figure in Figure}
        if self.loss_10k_cny is not None:
            counted[Figure.LOSS_YUAN] = round(self.loss_10k_cny * YUAN_PER_10K)
        return {figure: count for figure, count in counted.items() if count is not None}


class CaseRow(Value):
    at: str
    precision: Literal["minute", "hour", "day"]
    kind: RowKind
    actor: str
    stage: Literal["first", "follow_up", "final"] | None
    recipient: str | None
    channel: Channel | None
    facts: CaseFacts
    inferred: bool
    from_memory: bool
    declared_not_actual: bool
    quote: Any

    @property
    def earliest(self) -> datetime:
        at = datetime.fromisoformat(self.at)
        return (at if at.tzinfo else at.replace(tzinfo=SHANGHAI)).astimezone(UTC)

    @property
    def width(self) -> Precision:
        return Precision(self.precision)

    @property
    def told(self) -> Stage:
        return Stage(self.stage) if self.stage else Stage.FIRST


class LocalRule(Value):
    limit_minutes: int
    starts_at: Literal["occurred", "learned"]
    source: str

    @property
    def limit(self) -> timedelta:
        return timedelta(minutes=self.limit_minutes)


class Case(Value):
    id: str
    title: Any
    date: str | None
    place: Any
    category: IncidentClass
    subtype: str
    level: Any
    actors: dict[str, CaseActor]
    timeline: tuple[CaseRow, ...]
    expected: Any
    local_rule: LocalRule | None
    replayable: bool
    why_not: Any
    sources: Any


def case_files(paths: list[Path]) -> list[Path]:
    """The files named, and the .yaml files of the folders named, in order."""
    found: list[Path] = []
    for path in paths:
        if not path.exists():
            raise CaseRefused(f"{path}: no such file or folder")
        found.extend(sorted(path.glob("*.yaml")) if path.is_dir() else [path])
    if not found:
        raise CaseRefused("no case files there")
    return found


def read_case(path: Path) -> Case:
    """Raises CaseRefused with one line: the file, the line in it where known, and why."""
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            raise CaseRefused(f"{path.name}: longer than {FILE_BYTES_MAX} bytes")
        case = read_page(path.read_text(encoding="utf-8"), path.name).read_as(Case)
    except RuleError as error:
        raise CaseRefused(*error.args) from None
    except (OSError, UnicodeDecodeError, RecursionError) as error:
        raise CaseRefused(f"{path.name}: {error}") from None
    _check(path.name, case)
    return case


def _check(name: str, case: Case) -> None:
    if not case.timeline or len(case.timeline) > ROWS_MAX:
        raise CaseRefused(f"{name}: between 1 and {ROWS_MAX} rows, please")
    for number, row in enumerate(case.timeline, start=1):
        for who in filter(None, (row.actor, row.recipient)):
            if who not in case.actors:
                raise CaseRefused(f"{name}: row {number}: {who} is not among the actors")
        try:
            _ = row.earliest
        except ValueError:
            raise CaseRefused(f"{name}: row {number}: {row.at} is not a time") from None
