"""抽查的词: by which way desks are asked, which of them, what came of it, and within what limits."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from uuid import UUID

from domain.actors import Sealed
from domain.kernel import Value


class CheckMethod(StrEnum):
    """By which way the desks are asked."""

    PHONE = "phone"  # 电话抽查
    VIDEO = "video"  # 视频点名
    SATELLITE = "satellite"  # 卫星电话、单兵
    VISIT = "visit"  # 现场暗访
    LINK = "link"  # 系统弹窗签到


class SampleKind(StrEnum):
    """Which of the desks are asked."""

    ALL = "all"
    RANDOM = "random"
    WEIGHTED = "weighted"


class RiskGround(StrEnum):
    """Why a desk is drawn more easily than another."""

    BREACH = "breach"  # 近期有违规
    WARNED = "warned"  # 预警区域内
    FAILED = "failed"  # 上次未通过
    UNCHECKED = "unchecked"  # 久未抽查


class CheckStep(StrEnum):
    """How far somebody who did not answer is followed."""

    CHECK = "check"  # 抽查
    RECHECK = "recheck"  # 复查
    LEADER = "leader"  # 致电带班领导
    HEAD = "head"  # 致电主要负责人


class CheckOutcome(StrEnum):
    """What came of one call, by the officer's key."""

    NORMAL = "normal"  # 正常
    RANG_TOO_LONG = "rang_too_long"  # 铃响超3声
    NOT_IN_TIME = "not_in_time"  # 5分钟内未接(不合格)
    BUSY = "busy"  # 占线
    NO_ANSWER = "no_answer"  # 无人接听
    WRONG_NUMBER = "wrong_number"  # 空号/号码错误
    FORWARDED = "forwarded"  # 呼叫转移
    NOT_LISTED = "not_listed"  # 非名单人员接听
    LEADER_ABSENT = "leader_absent"  # 带班领导不在岗
    VIDEO_OFFLINE = "video_offline"  # 视频未上线
    NOT_VERSED = "not_versed"  # 业务不熟


class CheckDue(StrEnum):
    """What has fallen due."""

    FOLLOW_UP = "follow_up"  # 复查、再致电
    RECTIFICATION = "rectification"  # 整改


class Candidate(Value):
    """A desk that could be drawn, with the lots it has and why."""

    unit: UUID
    weight: int = 1
    grounds: tuple[RiskGround, ...] = ()


class Sample(Value):
    kind: SampleKind
    size: int


class CheckLimits(Value):
    """As they were when the round began: see domain/spot_checks."""

    rings: int
    ring_seconds: int
    answer_within: timedelta
    recheck_within: timedelta
    rectify_within: timedelta


class Findings(Value):
    """What was asked of whoever answered; None: not asked. `rings`: counted by the officer."""

    rings: int | None = None
    answered_by: Sealed | None = None
    post: str = ""
    leader_in_place: bool | None = None
    matters_known: bool | None = None
    procedure_known: bool | None = None
    remark: str = ""
