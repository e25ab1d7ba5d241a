"""One real accident as its file tells it: who there was, what happened row by row, and no verdict."""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Annotated, Any, Literal

from msgspec import Meta

from desk.register import SHANGHAI
from domain.conduct import Conduct
from domain.facts import Figure
from domain.kernel import Value
from domain.times import Basis, Precision, WorldTime, moment
from domain.words import Channel, IncidentClass, Stage

YUAN_PER_10K = 10_000
DAY = "%Y-%m-%d"
MINUTE = "%Y-%m-%dT%H:%M:00+08:00"

Count = Annotated[int, Meta(ge=0, le=100_000_000)]
Loss10k = Annotated[float, Meta(ge=0, le=1_000_000_000)]
Word = Annotated[str, Meta(pattern=r"^[^\x00-\x1f\x7f\ud800-\udfff]{1,300}\Z")]
Key = Annotated[str, Meta(pattern=r"^[0-9A-Za-z_-]{1,50}\Z")]


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
    DISCOVERED = "discovered"  # found out without being told: counts as learned
    REPORTED = "reported"
    SUPPRESSED = "suppressed"
    FALSIFIED = "falsified"  # with a recipient: an untrue report, still a report
    PUBLISHED = "published"
    INSTRUCTED = "instructed"


KNEW = (RowKind.LEARNED, RowKind.DISCOVERED)
TOLD = (RowKind.REPORTED, RowKind.FALSIFIED)


class CaseActor(Value):
    name: Word
    tier: CaseTier


class CaseFacts(Value):
    """Figures as one act claims them; absent is not stated, never zero."""

    dead: Count | None = None
    missing: Count | None = None
    trapped: Count | None = None
    serious_injured: Count | None = None
    injured: Count | None = None
    patients: Count | None = None
    evacuated: Count | None = None
    loss_10k_cny: Loss10k | None = None
    note: Any = None

    def figures(self) -> dict[Figure, int]:
        counted = {figure: getattr(self, figure.value, None) for figure in Figure}
        if self.loss_10k_cny is not None:
            counted[Figure.LOSS_YUAN] = round(self.loss_10k_cny * YUAN_PER_10K)
        return {figure: count for figure, count in counted.items() if count is not None}


class CaseRow(Value):
    """One row. `at` is checked by the reader before anybody asks when it was."""

    at: str
    precision: Literal["minute", "hour", "day"]
    kind: RowKind
    actor: str
    inferred: bool
    declared_not_actual: bool
    stage: Literal["first", "follow_up", "final"] | None = None
    recipient: str | None = None
    channel: Channel | None = None
    facts: CaseFacts = CaseFacts()
    from_memory: bool = False
    quote: Any = None

    @property
    def form(self) -> str:
        return DAY if self.precision == "day" else MINUTE

    @property
    def when(self) -> WorldTime:
        """As exact as the row is, and on whose word."""
        at = datetime.fromisoformat(self.at).replace(tzinfo=SHANGHAI)
        basis = Basis.INFERRED if self.inferred else Basis.DOCUMENT
        if self.declared_not_actual:
            basis = Basis.AGREED
        return moment(at, basis, Precision(self.precision))

    @property
    def told(self) -> str | None:
        """Whom this row tells."""
        tells = self.kind in TOLD and self.recipient != self.actor
        return self.recipient if tells else None

    @property
    def tells_somebody(self) -> bool:
        """A report whose source does not say to whom. Forged evidence has neither recipient nor stage."""
        untold = self.kind in TOLD and self.told is None
        return untold and (self.kind is RowKind.REPORTED or self.stage is not None)

    @property
    def conduct(self) -> Conduct | None:
        """What its actor did to keep others in the dark, telling nobody anything."""
        if self.kind is RowKind.SUPPRESSED:
            return Conduct.WITHHELD
        altered = self.kind is RowKind.FALSIFIED and not (self.recipient or self.stage)
        return Conduct.EVIDENCE_ALTERED if altered else None

    @property
    def report_stage(self) -> Stage:
        return Stage(self.stage) if self.stage else Stage.FIRST

    @property
    def truly_occurred(self) -> bool:
        return self.kind is RowKind.OCCURRED and not self.declared_not_actual


class LocalRule(Value):
    """The limit that the file names for its own place."""

    limit_minutes: Annotated[int, Meta(ge=1, le=44_640)]
    starts_at: Literal["occurred", "learned"]
    source: Word

    @property
    def limit(self) -> timedelta:
        return timedelta(minutes=self.limit_minutes)


class Case(Value):
    """What is `Any` here tells the verdict or how it ended: it may be anything and is never read."""

    id: Key
    category: IncidentClass
    subtype: Key
    actors: dict[Key, CaseActor]
    timeline: tuple[CaseRow, ...]
    local_rule: LocalRule | None
    title: Any = None
    date: Any = None
    place: Any = None
    level: Any = None
    expected: Any = None
    replayable: Any = None
    why_not: Any = None
    sources: Any = None

    @property
    def occurrence(self) -> CaseRow | None:
        """The first true one: what was only agreed to have happened then starts no clock."""
        return next((row for row in self.timeline if row.truly_occurred), None)
