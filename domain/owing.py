"""Who owes whom a report by a rule, before anything is reckoned. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import NamedTuple

from domain.answering import BY_WORD
from domain.incident import Incident, Standing
from domain.level_proposal import near_miss_of
from domain.limits import limit_of
from domain.network import Network, UnitEntry
from domain.rule import ClockStart, Form, Rule, Trigger, binds, covers, reaches
from domain.rulebook import RuleBook
from domain.situation import MadeReport, Situation
from domain.words import RecipientRole, Stage


class Owed(NamedTuple):
    """A report that a unit owes by a rule, before anything is reckoned."""

    rule: Rule
    entity: UnitEntry
    recipient: UnitEntry
    occasion: str


def speaks_of(rule: Rule, incident: Incident, book: RuleBook) -> bool:
    """Whether class, subtype and level are the rule's, and what else has to be so is so."""
    klass, subtype, level = incident.klass, incident.subtype, incident.level
    if not covers(rule, klass=klass, subtype=subtype, level=level):
        return False
    match rule.applies_to.trigger:
        case Trigger.SENSITIVE:
            return incident.sensitive
        case Trigger.NEAR_MISS:
            return near_miss_of(incident, book.levels) is not None
    return True


def owing(situation: Situation, rule: Rule, entity: UnitEntry, network: Network) -> Iterator[Owed]:
    if not rule.limited or not binds(rule, entity, network):
        return
    for recipient in _recipients(situation, rule, entity, network):
        if reaches(rule, situation.incident.level, recipient):
            for occasion in _occasions(situation, rule, entity, recipient):
                yield Owed(rule, entity, recipient, occasion)


def _occasions(
    situation: Situation, rule: Rule, entity: UnitEntry, recipient: UnitEntry
) -> tuple[str, ...]:
    """Once; or, where a report asks for another, by that report."""
    if rule.clock_start is ClockStart.PHONE_MADE:
        told = _first_by_word(situation, entity, recipient)
        return (str(told.id),) if told else ()
    if rule.form is not Form.CADENCE:
        return ("",)
    last = _asking_for_more(situation, rule, entity, recipient)
    return (str(last.id),) if last else ()


def _first_by_word(
    situation: Situation, entity: UnitEntry, recipient: UnitEntry
) -> MadeReport | None:
    hop = (entity.id, recipient.id)
    on_hop = (one for one in situation.reports if (one.entity, one.recipient) == hop)
    return next((one for one in on_hop if one.channel in BY_WORD), None)


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
    situation: Situation, rule: Rule, entity: UnitEntry, recipient: UnitEntry
) -> MadeReport | None:
    """The last report on this hop, if another must follow: none after the end or a final one."""
    on_hop = [
        one for one in situation.reports if (one.entity, one.recipient) == (entity.id, recipient.id)
    ]
    finished = any(one.stage is Stage.FINAL for one in on_hop)
    if finished or not on_hop or situation.incident.standing is not Standing.OPEN:
        return None
    last, ended = on_hop[-1], situation.incident.response_ended
    next_due = last.at.earliest + timedelta(
        seconds=limit_of(rule, last.at, situation.calendar).seconds
    )
    return None if ended and next_due > ended.earliest else last
