"""规则: one reporting duty as data: who owes whom, from when, how soon, on what authority."""

from __future__ import annotations

from datetime import date, time, timedelta
from enum import StrEnum

import msgspec

from domain.kernel import Value
from domain.network import RANKS, Network, UnitEntry
from domain.words import Channel, IncidentClass, Level, Line, RecipientRole, Stage, Tier, UnitKind


class ClockStart(StrEnum):
    """起算点: what a limit is counted from."""

    OCCURRED = "occurred"  # 事发
    LEARNED = "learned"  # 获悉、发现或者得知
    RECEIVED = "received"  # 接报
    THRESHOLD_REACHED = "threshold_reached"  # 达到标准
    LEVEL_REVISED = "level_revised"  # 定级调整
    RESPONSE_STARTED = "response_started"  # 启动响应
    RESPONSE_ENDED = "response_ended"  # 处置结束
    LOCAL_HOUR = "local_hour"  # 每日定时
    REPORT_MADE = "report_made"  # 上一次报告: what a cadence counts from
    PHONE_MADE = "phone_made"  # 电话报告: what the signed paper after it counts from
    DESK = "desk"  # 值班事务: hangs on no incident, so no clock of one starts at it


class Form(StrEnum):
    """What a limit means."""

    CLOCK = "clock"  # 时限: do it once before it runs out
    CADENCE = "cadence"  # 频次: again and again, never longer apart
    WINDOW = "window"  # 窗口: allowed until it closes; nobody is late


class Bindingness(StrEnum):
    """约束力."""

    SHALL = "shall"  # 必须
    SHOULD = "should"  # 力争


class Trigger(StrEnum):
    """What has to be so of an incident besides its class and level."""

    NEAR_MISS = "near_miss"  # 较大涉险
    SENSITIVE = "sensitive"  # 敏感: 不拘泥于分级标准


class Confidence(StrEnum):
    """依据可信度: whether the rule's own words were seen, and where."""

    Q_GOV = "Q-gov"
    Q_MIR = "Q-mir"
    S = "S"
    M_H = "M-H"
    M_M = "M-M"
    M_L = "M-L"


class RuleStatus(StrEnum):
    """效力状态."""

    IN_FORCE = "in_force"  # 现行
    IN_DOUBT = "in_doubt"  # 是否现行待核
    LOCAL = "local"  # 地方
    PRACTICE = "practice"  # 惯例
    SUPERSEDED = "superseded"  # 旧: still copied, no longer in force
    DRAFT = "draft"  # 草案


SEEN = frozenset({Confidence.Q_GOV, Confidence.Q_MIR})
STANDING = frozenset({RuleStatus.IN_FORCE, RuleStatus.LOCAL, RuleStatus.PRACTICE})


class Citation(Value):
    """文件名、文号、条款: all a verdict may quote."""

    document: str
    number: str = ""
    article: str = ""


class AppliesTo(Value):
    """Which incidents. `unknown` is a class and a level: a rule that does not name it waits."""

    classes: tuple[IncidentClass, ...]
    levels: tuple[Level, ...]
    subtypes: tuple[str, ...] = ()  # empty: any
    except_subtypes: tuple[str, ...] = ()
    trigger: Trigger | None = None


class EntitySelector(Value):
    """Which units owe the report. Empty: any, but never one outside the network."""

    kinds: tuple[UnitKind, ...] = ()
    tiers: tuple[Tier, ...] = ()
    lines: tuple[Line, ...] = ()


class Rule(Value):
    """One duty. Several recipients are several clocks; without a limit (立即) none starts.

    The limit is one of three: a time span, `working_days`, or `hour`, Beijing time of every day.
    """

    id: str
    name: str
    line: Line
    applies_to: AppliesTo
    reporting_entity: tuple[EntitySelector, ...]  # any of them
    recipients: tuple[RecipientRole, ...]
    stage: Stage
    clock_start: ClockStart
    bindingness: Bindingness
    escalation_policy: str
    citation: Citation
    confidence: Confidence
    status: RuleStatus
    form: Form = Form.CLOCK
    limit: timedelta | None = None
    working_days: int | None = None
    hour: time | None = None
    channel: Channel | None = None  # None: any
    reach: dict[Level, Tier] = msgspec.field(
        default_factory=dict
    )  # how far up the ladder each level goes; empty: all the way
    preset: str | None = None  # None: national
    valid_from: date | None = None
    valid_to: date | None = None
    note: str = ""

    @property
    def confirmed(self) -> bool:
        """Its words were seen and it stands. Otherwise it is 待核: it may remind, never accuse."""
        return self.confidence in SEEN and self.status in STANDING

    @property
    def limited(self) -> bool:
        return any(one is not None for one in (self.limit, self.working_days, self.hour))

    @property
    def limit_seconds(self) -> int:
        return int(self.limit.total_seconds()) if self.limit else 0

    @property
    def threshold(self) -> Level:
        """The mildest level it speaks of: what has to be reached for a limit that counts from there."""
        return max(self.applies_to.levels, key=list(Level).index)


def covers(rule: Rule, *, klass: IncidentClass, subtype: str, level: Level) -> bool:
    """Whether the rule speaks of such an incident. A subtype not said yet is no exception."""
    applies = rule.applies_to
    named = not applies.subtypes or subtype in applies.subtypes
    excepted = subtype in applies.except_subtypes
    return klass in applies.classes and level in applies.levels and named and not excepted


def in_force(rule: Rule, day: date) -> bool:
    begun = rule.valid_from is None or rule.valid_from <= day
    return begun and (rule.valid_to is None or day <= rule.valid_to)


def binds(rule: Rule, unit: UnitEntry, network: Network) -> bool:
    """Whether this unit owes what the rule demands."""
    if unit.kind is UnitKind.OUTSIDE:
        return False
    return any(_selects(who, unit, network) for who in rule.reporting_entity)


def _selects(who: EntitySelector, unit: UnitEntry, network: Network) -> bool:
    """A government answers for a line that it has no department for: somebody has to."""
    if who.tiers and unit.tier not in who.tiers:
        return False
    if not who.kinds or unit.kind in who.kinds:
        return not who.lines or not unit.lines or any(line in unit.lines for line in who.lines)
    stands_in = unit.kind is UnitKind.GOVERNMENT and UnitKind.DEPARTMENT in who.kinds and who.lines
    return bool(stands_in) and not any(network.department_of(unit.id, one) for one in who.lines)


def reaches(rule: Rule, level: Level, recipient: UnitEntry) -> bool:
    """Whether an incident of this level goes as far up as that recipient."""
    top = rule.reach.get(level)
    return top is None or RANKS[recipient.tier] <= RANKS[top]


def turns_on_level(rule: Rule, recipient: UnitEntry) -> bool:
    """Whether somebody had to decide the level before this was owed."""
    unknown = Level.UNKNOWN
    return unknown not in rule.applies_to.levels or not reaches(rule, unknown, recipient)
