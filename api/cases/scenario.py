"""A real accident as an exercise for a county's desk: who rang becomes a role, what was judged is left out."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from msgspec.structs import replace

from api.cases.blind import blind
from api.cases.scenario_toml import written
from api.cases.scenario_words import BELOW, CLASSES, ROLES, figures_in_words
from api.cases.shapes import Case, CaseRow, CaseTier, RowKind
from contingency_plans.plan_words import ExerciseForm, PlanType
from contingency_plans.scenario import (
    ExpectedAction,
    Inject,
    InjectChannel,
    Scenario,
    StatedFigures,
)
from contingency_plans.scenario_file import EXPECTED_MAX, INJECTS_MAX, parse_scenario
from domain.facts import Figure
from domain.words import Channel

GAP_MAX = 30  # minutes between two injects: what took a day in life waits for nobody in an exercise
UNSAID = 10  # where the case knows the day and not the minute
LIMIT_MINUTES, FIRST_MINUTES = 60, 5
ASKED_AFTER = 20
ASKED = "请立即核实情况，说明何时接报、已采取什么措施，尽快报来。"
MINUTE = timedelta(minutes=1)
DESK = "值班员"


class Played(NamedTuple):
    """A row, and at which minute of the exercise it comes."""

    row: CaseRow
    minute: int


def scenario_text(case: Case) -> str:
    """The file's text. No name, no title, no quote and no verdict of the case stands in it."""
    text = written(_scenario(blind(case)))
    parse_scenario(text, case.id)  # what we write, we can read
    return text


def _scenario(case: Case) -> Scenario:
    roles, rows = _roles(case), list(_played(case))
    kind = CLASSES[case.category]
    heard = [_inject(n, one, roles, case) for n, one in enumerate(rows, 2)]
    injects = (_alarm(kind), *heard, *_to_end_with(case, heard))
    return Scenario(
        id=f"case-{case.id}",
        title=f"{kind}桌面推演（据真实案例改编）",
        form=ExerciseForm.TABLE_TOP,
        klass=case.category,
        subtype=case.subtype,
        place="某县某乡镇",
        summary="按真实事件的先后改编：单位和人员以身份代称，未知的不补，结论不写。",
        plans=(PlanType.OVERALL, PlanType.SPECIAL),
        participants=(DESK, "带班领导", *dict.fromkeys(roles.values())),
        injects=injects[:INJECTS_MAX],
        expected=tuple(_expected(case, injects))[:EXPECTED_MAX],
    )


def _roles(case: Case) -> dict[str, str]:
    """县级部门, or 县级部门1 and 县级部门2 where the case has several."""
    tiers = [one.tier for one in case.actors.values()]
    seen: dict[CaseTier, int] = {}
    roles = {}
    for key, one in case.actors.items():
        seen[one.tier] = seen.get(one.tier, 0) + 1
        several = tiers.count(one.tier) > 1
        roles[key] = f"{ROLES[one.tier]}{seen[one.tier] if several else ''}"
    return roles


def _played(case: Case) -> Iterator[Played]:
    """What a county's desk can come to hear, in the order of the case."""
    minute, before = FIRST_MINUTES, None
    for row in case.timeline:
        if not _is_heard(row, case):
            continue
        if before is not None:
            minute += _gap(before, row)
        before = row
        yield Played(row, minute)


def _is_heard(row: CaseRow, case: Case) -> bool:
    from_below = case.actors[row.actor].tier in BELOW
    match row.kind:
        case RowKind.REPORTED | RowKind.ESCALATED | RowKind.DISCOVERED:
            return from_below
        case RowKind.INSTRUCTED:
            return not from_below
    return False


def _gap(before: CaseRow, row: CaseRow) -> int:
    if "day" in (before.precision, row.precision):
        return UNSAID
    minutes = (row.when.earliest - before.when.earliest) // MINUTE
    return max(1, min(minutes, GAP_MAX))


def _alarm(kind: str) -> Inject:
    words = f"出事了，你们快派人来！具体几个人我说不清。（{kind}）"
    return Inject(id="i01", minute=0, channel=InjectChannel.CALL, sender="现场群众", words=words)


def _to_end_with(case: Case, heard: list[Inject]) -> Iterator[Inject]:
    """Where nobody above asked, somebody does; at last the figures as they were established."""
    minute = heard[-1].minute if heard else FIRST_MINUTES
    number = len(heard) + 2
    if all(one.channel is not InjectChannel.INSTRUCTION for one in heard):
        minute += ASKED_AFTER
        yield _told(number, minute, InjectChannel.INSTRUCTION, "上级总值班室", ASKED)
        number += 1
    figures = case.occurrence.facts.figures() if case.occurrence else {}
    if figures:
        words = f"现场核实：{figures_in_words(figures)}。"
        last = _told(number, minute + GAP_MAX, InjectChannel.FACT, "现场指挥", words)
        yield replace(last, facts=_stated(figures))


def _told(number: int, minute: int, channel: InjectChannel, sender: str, words: str) -> Inject:
    return Inject(id=f"i{number:02d}", minute=minute, channel=channel, sender=sender, words=words)


def _inject(number: int, played: Played, roles: dict[str, str], case: Case) -> Inject:
    row = played.row
    figures = row.facts.figures()
    return Inject(
        id=f"i{number:02d}",
        minute=played.minute,
        channel=_channel(row, case.actors[row.actor].tier),
        sender=roles[row.actor],
        words=_words(row, figures_in_words(figures)),
        facts=_stated(figures),
    )


def _stated(figures: dict[Figure, int]) -> StatedFigures:
    return StatedFigures(**{figure.value: count for figure, count in figures.items()})


def _channel(row: CaseRow, tier: CaseTier) -> InjectChannel:
    if tier is CaseTier.MEDIA:
        return InjectChannel.MEDIA
    match row.kind:
        case RowKind.INSTRUCTED:
            return InjectChannel.INSTRUCTION
        case RowKind.ESCALATED:
            return InjectChannel.FACT
        case RowKind.REPORTED if row.channel in (Channel.WRITTEN, Channel.SYSTEM):
            return InjectChannel.REPORT
    return InjectChannel.CALL


def _words(row: CaseRow, said: str) -> str:
    match row.kind:
        case RowKind.INSTRUCTED:
            return ASKED
        case RowKind.ESCALATED:
            return f"现场情况有变化：{said or '比先前说的严重'}。"
        case RowKind.DISCOVERED:
            return f"我这里了解到的情况：{said or '和先前说的不一样'}，请你们核实。"
    return f"现在向你们报告：{said or '人数还在核实'}。"


def _expected(case: Case, injects: tuple[Inject, ...]) -> Iterator[ExpectedAction]:
    limit = case.local_rule.limit_minutes if case.local_rule else LIMIT_MINUTES
    yield _action(1, "问清时间、地点、人数、回拨号码，开立事件", FIRST_MINUTES, "i01")
    yield _action(2, "向带班领导报告，叫应有关部门和单位", 10, "i01")
    yield _action(3, "向上级电话首报，未知的数字说未知", limit, "i01")
    for inject in injects[1:]:
        number = int(inject.id[1:]) + 2
        if inject.channel is InjectChannel.INSTRUCTION:
            yield _action(number, "按时答复上级询问", 30, inject.id)
        elif inject.facts.stated():
            yield _action(number, "核对数字来源，有变化的作续报", 30, inject.id)


def _action(number: int, what: str, minutes: int, after: str) -> ExpectedAction:
    return ExpectedAction(id=f"e{number:02d}", what=what, who=DESK, minutes=minutes, after=after)
