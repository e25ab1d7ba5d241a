"""预案: what happens to one plan, as it is stored for ever."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from contingency_plans.plan_words import ExerciseForm, PlanSecrecy, PlanType, RevisionCause
from domain.kernel import Event, Value
from domain.times import WorldTime
from domain.words import IncidentClass, Tier


class PlanProfile(Value):
    """What a plan is about and whose it is. `jurisdiction`: the region's name as the register has it.

    `classes` empty: any, as of an overall plan; `subtypes` as incidents use them, empty: any of the classes.
    `owner_unit`: the owner, where the office's network has it.
    """

    title: str
    type: PlanType
    classes: tuple[IncidentClass, ...]
    subtypes: tuple[str, ...]
    jurisdiction: str
    tier: Tier | None
    owner: str
    owner_unit: UUID | None
    secrecy: PlanSecrecy


class IssueDate(Value):
    """成文日期: from `first` to `last`; one day, or as much as the paper says (2020年4月). `words` as found."""

    first: date
    last: date
    words: str


class PlanVersion(Value):
    """One issued text. `doc_no` as understood, `doc_no_found` as it stood there; "" where there is none.

    `public_text`, `text`, `annexes`: sha256 of files kept by hash; `library`: the id of the text of the library that it is.
    `flags`: what could not be understood, in the words of the sheet.
    """

    id: UUID
    label: str  # 2023年修订版, 试行
    issued: IssueDate | None
    published: IssueDate | None
    doc_no: str
    doc_no_found: str
    issuer: str
    approver: str
    draft: bool = False  # 征求意见稿
    valid_until: date | None = None
    library: str = ""
    text: str = ""
    public_text: str = ""
    annexes: tuple[str, ...] = ()
    status: str = ""  # 现行有效, 被2023年版替代: as a register has it
    note: str = ""
    flags: tuple[str, ...] = ()

    @property
    def dated(self) -> IssueDate | None:
        """印发, else 公布; None where the paper says no day."""
        return self.issued or self.published


class PlanRegistered(Event):
    TOPIC = "plan.registered"
    plan: UUID
    profile: PlanProfile


class PlanProfileRevised(Event):
    TOPIC = "plan.profile-revised"
    profile: PlanProfile


class PlanVersionAdded(Event):
    """The newest issued version that nothing replaced is the one in force."""

    TOPIC = "plan.version-added"
    version: PlanVersion


class PlanVersionRestated(Event):
    """The same version, better known: its number, its date, its text."""

    TOPIC = "plan.version-restated"
    version: PlanVersion


class PlanVersionReplaced(Event):
    """废止或被替代. `by`: the version that takes its place, here or of another plan; `words` as found."""

    TOPIC = "plan.version-replaced"
    version: UUID
    by: UUID | None
    on: date | None
    words: str


class PlanWithdrawn(Event):
    """The plan is given up, or was never one."""

    TOPIC = "plan.withdrawn"
    reason: str


class PlanConsulted(Event):
    """征求意见: a unit whose duties it touches was asked."""

    TOPIC = "plan.consulted"
    consultation: UUID
    unit: UUID
    asked: WorldTime
    words: str


class ConsultationAnswered(Event):
    """In writing even without comment: `words` "" is 无意见."""

    TOPIC = "plan.consultation-answered"
    consultation: UUID
    answered: WorldTime
    words: str


class PlanFiled(Event):
    """备案报送, paper and electronic; `explained`: with 编制说明."""

    TOPIC = "plan.filed"
    version: UUID
    recipient: str
    filed: WorldTime
    explained: bool


class FilingReceipted(Event):
    TOPIC = "plan.filing-receipted"
    version: UUID
    number: str
    received: WorldTime


class PlanEvaluated(Event):
    """定期评估."""

    TOPIC = "plan.evaluated"
    version: UUID
    evaluated: WorldTime
    words: str
    revise: bool


class PlanExercised(Event):
    """演练: `exercise` where it was held on this system; held elsewhere it is told with its evidence."""

    TOPIC = "plan.exercised"
    version: UUID
    exercise: UUID | None
    form: ExerciseForm
    held: WorldTime
    words: str


class RevisionCalledFor(Event):
    """A cause of revision. `source`: the exercise, activation or incident that showed it."""

    TOPIC = "plan.revision-called-for"
    revision: UUID
    cause: RevisionCause
    source: UUID | None
    words: str
    called: WorldTime


class RevisionAnswered(Event):
    """`version`: the version that took it up; None: decided that none is needed, for a reason."""

    TOPIC = "plan.revision-answered"
    revision: UUID
    version: UUID | None
    words: str
    answered: WorldTime
