"""升级方案: whom to wake when and how, reckoned from a clock's limit. Data, not deeds."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

from domain.kernel import Value


class Manner(StrEnum):
    """How somebody is woken."""

    CHIME = "chime"  # 提示音
    VOICE = "voice"  # 语音播报
    SIREN = "siren"  # 警报
    RING = "ring"  # 叫应: rung until a named person answers


class Duty(StrEnum):
    """Who is woken, by the post held at that hour."""

    OFFICER = "duty_officer"  # 值班员
    LEADER = "duty_leader"  # 带班领导
    OFFICE_HEAD = "office_head"  # 办公室负责人
    PRINCIPAL = "principal"  # 主要负责人


class PolicyStep(Value):
    """`percent` of the limit gone, at the latest `before` the due time; or `after` it."""

    manner: Manner
    to: Duty
    percent: int | None = None
    before: timedelta | None = None
    after: timedelta | None = None


class EscalationPolicy(Value):
    """`own` for the clocks of this office, `others` for those of units it has to chase."""

    id: str
    name: str
    own: tuple[PolicyStep, ...] = ()
    others: tuple[PolicyStep, ...] = ()
    quiet_at_night: bool = False


class EscalationStep(Value):
    """A step resolved for one clock: whole seconds from its due time, negative before it."""

    offset_seconds: int
    manner: Manner
    to: Duty


class Escalation(Value):
    """The steps as frozen into a clock, in the order in which they come."""

    policy: str
    steps: tuple[EscalationStep, ...] = ()
    quiet_at_night: bool = False


def resolve(policy: EscalationPolicy, limit: timedelta, *, own: bool) -> Escalation:
    """The policy for a clock of this length. No step comes before its start."""
    steps = (
        EscalationStep(offset_seconds=_offset(step, limit), manner=step.manner, to=step.to)
        for step in (policy.own if own else policy.others)
    )
    ordered = tuple(sorted(steps, key=lambda step: step.offset_seconds))
    return Escalation(policy=policy.id, steps=ordered, quiet_at_night=policy.quiet_at_night)


def _offset(step: PolicyStep, limit: timedelta) -> int:
    whole = int(limit.total_seconds())
    if step.after is not None:
        return int(step.after.total_seconds())
    by_percent = whole * (100 - (step.percent or 0)) // 100 if step.percent is not None else 0
    by_time = int(step.before.total_seconds()) if step.before else 0
    return -min(whole, max(by_percent, by_time))
