"""Which clocks an incident owes, and from when they count. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from uuid import UUID

from msgspec.structs import replace

from domain.clock_start import reaching, start_of, uncounted
from domain.deadline import Deadline, deadline_id, evolve, reckon
from domain.deadline_alarm import alarm
from domain.deadline_events import DeadlineSet
from domain.escalation_policy import Escalation, resolve
from domain.incident import Incident
from domain.limits import Span, limit_of
from domain.network import Network
from domain.owing import Owed, owing, speaks_of
from domain.rule import Rule, in_force, reaches, turns_on_level
from domain.rulebook import RuleBook
from domain.situation import Situation, knowing_units, learned
from domain.times import WorldTime
from domain.working_days import BEIJING


def clocks_due(
    situation: Situation, book: RuleBook, network: Network
) -> tuple[tuple[UUID, DeadlineSet], ...]:
    """Every clock that should exist now and does not yet. Asked again when they do: ()."""
    clocks = ((deadline_id(one), one) for one in owed_clocks(situation, book, network))
    return tuple((id, one) for id, one in clocks if id not in situation.deadlines)


def owed_clocks(situation: Situation, book: RuleBook, network: Network) -> Iterator[DeadlineSet]:
    """Every clock that the incident owes as it stands, whether it exists already or not."""
    incident = situation.incident
    if not incident.is_real_life:
        return
    rules = [one for one in book.rules if one.limited and speaks_of(one, incident, book)]
    entities = [network.get(unit) for unit in knowing_units(incident)]
    seen: set[UUID] = set()
    for rule in rules:
        for entity in filter(None, entities):
            for owed in owing(situation, rule, entity, network):
                setting = _setting(situation, owed, book)
                if setting and (id := deadline_id(setting)) not in seen:
                    seen.add(id)
                    yield setting


def still_owed(
    deadline: Deadline,
    incident: Incident,
    book: RuleBook,
    network: Network,
    former: tuple[Rule, ...] = (),
) -> bool:
    """Whether a rule that could have set it still speaks of this incident.

    `former` are rules as earlier books had them. Where none could have set it, it stays owed.
    """
    recipient = network.get(deadline.terms.recipient)
    level = deadline.terms.level_at_start
    ours = (one for one in (*book.rules, *former) if one.id == deadline.terms.rule)
    rules = [one for one in ours if level in one.applies_to.levels]
    if recipient is None or not rules:
        return True
    return any(
        speaks_of(rule, incident, book) and reaches(rule, incident.level, recipient)
        for rule in rules
    )


def _setting(situation: Situation, owed: Owed, book: RuleBook) -> DeadlineSet | None:
    rule = owed.rule
    reached = reaching(rule, book)
    start = start_of(situation, rule.clock_start, owed.entity.id, owed.occasion, reached)
    if start is None or not in_force(rule, start.earliest.astimezone(BEIJING).date()):
        return None
    return clock_of(situation, owed, start, book)


def clock_of(situation: Situation, owed: Owed, start: WorldTime, book: RuleBook) -> DeadlineSet:
    """The clock of one duty from one start, with its first alarm."""
    setting = _set(situation, owed, start, book)
    return replace(setting, next_at=alarm(evolve(None, setting), book.manners))


def _set(situation: Situation, owed: Owed, start: WorldTime, book: RuleBook) -> DeadlineSet:
    rule, incident = owed.rule, situation.incident
    limit, due_at, late_after = _reckoned(rule, start, situation)
    level_known = incident.level_decided if turns_on_level(rule, owed.recipient) else None
    known = learned(situation, owed.entity.id)
    return DeadlineSet(
        incident=incident.id,
        rule=rule.id,
        line=rule.line,
        preset=rule.preset,
        reporting_entity=owed.entity.id,
        recipient=owed.recipient.id,
        stage=rule.stage,
        channel=rule.channel,
        occasion=owed.occasion,
        form=rule.form,
        start_kind=rule.clock_start,
        start=start,
        limit_seconds=limit.seconds,
        due_at=due_at,
        late_after=late_after,
        uncounted=uncounted(late_after, level_known=level_known, known=known),
        level_at_start=incident.level,
        level_known=level_known,
        bindingness=rule.bindingness,
        confirmed=rule.confirmed and limit.sure,
        citation=rule.citation,
        escalation=_escalation(situation, owed, book, limit),
        next_at=due_at,
    )


def _reckoned(
    rule: Rule, start: WorldTime, situation: Situation
) -> tuple[Span, datetime, datetime | None]:
    limit = limit_of(rule, start, situation.calendar)
    return limit, *reckon(start, limit.seconds, rule.form, limit.at_latest)


def _escalation(situation: Situation, owed: Owed, book: RuleBook, limit: Span) -> Escalation:
    policy = book.policy(owed.rule.escalation_policy)
    if policy is None:
        return Escalation(policy=owed.rule.escalation_policy)
    return resolve(policy, timedelta(seconds=limit.seconds), own=owed.entity.id == situation.office)
