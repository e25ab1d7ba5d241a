"""Which clocks an incident owes, and from when they count. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta, timezone
from typing import NamedTuple
from uuid import UUID

from msgspec.structs import replace

from domain.clock_start import start_of, uncounted
from domain.deadline import Deadline, deadline_id, evolve, reckon
from domain.deadline_alarm import alarm
from domain.deadline_events import DeadlineSet
from domain.escalation_policy import Escalation, resolve
from domain.incident import Incident, Standing
from domain.network import Network, UnitEntry
from domain.rule import Form, Rule, binds, covers, in_force, reaches, turns_on_level
from domain.rulebook import RuleBook
from domain.situation import MadeReport, Situation, knowing_units, learned
from domain.times import WorldTime
from domain.words import RecipientRole, Stage

BEIJING = timezone(timedelta(hours=8))


class Owed(NamedTuple):
    """A report that a unit owes by a rule, before anything is reckoned."""

    rule: Rule
    entity: UnitEntry
    recipient: UnitEntry
    occasion: str


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
    rules = book.applicable(klass=incident.klass, subtype=incident.subtype, level=incident.level)
    entities = [network.get(unit) for unit in knowing_units(incident)]
    seen: set[UUID] = set()
    for rule in rules:
        for entity in filter(None, entities):
            for owed in _owed(situation, rule, entity, network):
                setting = _setting(situation, owed, book)
                if setting and (id := deadline_id(setting)) not in seen:
                    seen.add(id)
                    yield setting


def still_owed(deadline: Deadline, incident: Incident, book: RuleBook, network: Network) -> bool:
    """Whether its rule still speaks of this incident. Gone from the book, it still does."""
    rule, recipient = book.get(deadline.terms.rule), network.get(deadline.terms.recipient)
    if rule is None or recipient is None:
        return True
    klass, subtype, level = incident.klass, incident.subtype, incident.level
    spoken_of = covers(rule, klass=klass, subtype=subtype, level=level)
    return spoken_of and reaches(rule, level, recipient)


def _owed(situation: Situation, rule: Rule, entity: UnitEntry, network: Network) -> Iterator[Owed]:
    if rule.limit is None or not binds(rule, entity, network):
        return
    for recipient in _recipients(situation, rule, entity, network):
        if not reaches(rule, situation.incident.level, recipient):
            continue
        if rule.form is not Form.CADENCE:
            yield Owed(rule, entity, recipient, "")
        elif last := _asking_for_more(situation, entity, recipient, rule.limit):
            yield Owed(rule, entity, recipient, str(last.id))


def _recipients(
    situation: Situation, rule: Rule, entity: UnitEntry, network: Network
) -> Iterator[UnitEntry]:
    for role in rule.recipients:
        if role is RecipientRole.REPORTED_TO:
            told = [one.recipient for one in situation.reports if one.entity == entity.id]
            above = (unit for unit in dict.fromkeys(told) if network.is_above(unit, entity.id))
            yield from filter(None, map(network.get, above))
        elif recipient := network.resolve(entity.id, role, rule.line):
            yield recipient


def _asking_for_more(
    situation: Situation, entity: UnitEntry, recipient: UnitEntry, apart: timedelta
) -> MadeReport | None:
    """The last report on this hop, if another must follow: none after the end or a final one."""
    on_hop = [
        one for one in situation.reports if (one.entity, one.recipient) == (entity.id, recipient.id)
    ]
    finished = any(one.stage is Stage.FINAL for one in on_hop)
    if finished or not on_hop or situation.incident.standing is not Standing.OPEN:
        return None
    last, ended = on_hop[-1], situation.incident.response_ended
    return None if ended and last.at.earliest + apart > ended.earliest else last


def _setting(situation: Situation, owed: Owed, book: RuleBook) -> DeadlineSet | None:
    rule = owed.rule
    start = start_of(situation, rule.clock_start, owed.entity.id, owed.occasion)
    if start is None or not in_force(rule, start.earliest.astimezone(BEIJING).date()):
        return None
    setting = _set(situation, owed, start, book)
    return replace(setting, next_at=alarm(evolve(None, setting), book.manners))


def _set(situation: Situation, owed: Owed, start: WorldTime, book: RuleBook) -> DeadlineSet:
    rule, incident = owed.rule, situation.incident
    due_at, late_after = reckon(start, rule.limit_seconds, rule.form)
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
        limit_seconds=rule.limit_seconds,
        due_at=due_at,
        late_after=late_after,
        uncounted=uncounted(late_after, level_known=level_known, known=known),
        level_at_start=incident.level,
        level_known=level_known,
        bindingness=rule.bindingness,
        confirmed=rule.confirmed,
        citation=rule.citation,
        escalation=_escalation(situation, owed, book),
        next_at=due_at,
    )


def _escalation(situation: Situation, owed: Owed, book: RuleBook) -> Escalation:
    policy = book.policy(owed.rule.escalation_policy)
    if policy is None or owed.rule.limit is None:
        return Escalation(policy=owed.rule.escalation_policy)
    return resolve(policy, owed.rule.limit, own=owed.entity.id == situation.office)
