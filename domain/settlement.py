"""时限清算: after anything happened to an incident, what happens to its clocks. Idempotent."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from domain.answering import answers
from domain.clock_policy import clocks_due, owed_clocks, still_owed
from domain.clock_start import reaching, start_of, uncounted
from domain.deadline import (
    Deadline,
    Standing,
    deadline_id,
    evolve,
    reckon,
)
from domain.deadline_commands import meet, restate, resume, set_deadline, supersede
from domain.deadline_events import Superseding
from domain.incident import Incident
from domain.incident import Standing as IncidentStanding
from domain.kernel import Event
from domain.limits import Span, limit_of
from domain.network import Network
from domain.rule import Form, Rule
from domain.rulebook import RuleBook
from domain.situation import Situation, learned
from domain.times import WorldTime
from domain.working_days import Calendar

Decision = tuple[UUID, Event]  # a deadline's stream and what happens to it


def settlement(
    situation: Situation, book: RuleBook, network: Network, former: tuple[Rule, ...] = ()
) -> tuple[Decision, ...]:
    """New clocks start, times move, reports meet, what is owed no more falls away: in this order."""
    account = _Account(situation, book, network, former)
    for id, setting in clocks_due(situation, book, network):
        account.record(id, set_deadline(None, setting))
    _resume(account)
    _restate(account)
    _meet(account)
    for id, deadline in list(account.deadlines.items()):
        if falling := _falling_away(deadline, account):
            account.record(id, supersede(deadline, reason=falling[0], by=falling[1]))
    return tuple(account.decisions)


class _Account:
    """The clocks as they become while decisions are taken, and what the decisions turn on."""

    def __init__(
        self, situation: Situation, book: RuleBook, network: Network, former: tuple[Rule, ...]
    ) -> None:
        self.situation, self.incident = situation, situation.incident
        self.book, self.network, self.former = book, network, former
        self.deadlines: dict[UUID, Deadline] = dict(situation.deadlines)
        self.decisions: list[Decision] = []

    def record(self, id: UUID, events: list[Event]) -> None:
        for event in events:
            self.deadlines[id] = evolve(self.deadlines.get(id), event)
            self.decisions.append((id, event))

    def owes(self, deadline: Deadline) -> bool:
        return still_owed(deadline, self.incident, self.book, self.network, self.former)


def _resume(account: _Account) -> None:
    """A clock that fell away and is owed again counts only if it could still be kept by then."""
    situation, manners = account.situation, account.book.manners
    clocks, decided = situation.deadlines, account.incident.level_decided
    fallen = {id: one for id, one in clocks.items() if one.standing is Standing.SUPERSEDED}
    for setting in owed_clocks(situation, account.book, account.network) if fallen else ():
        if deadline := fallen.get(deadline_id(setting)):
            known = learned(situation, setting.reporting_entity)
            why = uncounted(deadline.late_after, level_known=decided, known=known)
            resumed = resume(deadline, uncounted=why, level_known=decided, manners=manners)
            account.record(deadline_id(setting), resumed)


def _restate(account: _Account) -> None:
    situation, book = account.situation, account.book
    for id, deadline in list(account.deadlines.items()):
        terms = deadline.terms
        rule = book.get(terms.rule)
        reached = reaching(rule, book)
        who = (terms.start_kind, terms.reporting_entity, terms.occasion)
        start = start_of(situation, *who, reached)
        if start is None or deadline.standing in (Standing.SUPERSEDED, Standing.CLOSED):
            continue
        limit = _limit(deadline, start, rule, situation.calendar)
        _, late_after = reckon(start, limit.seconds, terms.form, limit.at_latest)
        known = learned(situation, terms.reporting_entity)
        why = uncounted(late_after, level_known=deadline.level_known, known=known)
        restated = restate(deadline, start=start, limit=limit, uncounted=why, manners=book.manners)
        account.record(id, restated)


def _limit(deadline: Deadline, start: WorldTime, rule: Rule | None, calendar: Calendar) -> Span:
    """Frozen when it was set; but what ends with a day or at an hour ends so from another start, too.

    A rule of the same id that would not have set it so is another rule.
    """
    terms = deadline.terms
    if rule is None or limit_of(rule, terms.start, calendar).seconds != terms.limit_seconds:
        return Span(terms.limit_seconds)
    return limit_of(rule, start, calendar)


def _meet(account: _Account) -> None:
    for id, deadline in list(account.deadlines.items()):
        first = next((one for one in account.situation.reports if answers(one, deadline)), None)
        if first:
            account.record(id, meet(deadline, report=first.id, at=first.at))


def _falling_away(deadline: Deadline, account: _Account) -> tuple[Superseding, UUID | None] | None:
    """Why an open clock is owed no more, and which one takes its place."""
    incident = account.incident
    if not incident.is_real_life:
        return Superseding(incident.standing.value), None
    if ended := _cadence_ended(deadline, incident):
        return ended, None
    if deadline.standing is not Standing.RUNNING:
        return None
    if account.owes(deadline) or _due_before_level(deadline, incident):
        return None
    return _replaced(deadline, account)


def _cadence_ended(deadline: Deadline, incident: Incident) -> Superseding | None:
    """What was due only after the end was never owed, though the end was put on record after it ran out."""
    if deadline.terms.form is not Form.CADENCE:
        return None
    ended = incident.response_ended
    if ended and deadline.due_at > ended.earliest:
        return Superseding.RESPONSE_ENDED
    over = incident.standing is IncidentStanding.CLOSED and deadline.standing is Standing.RUNNING
    return Superseding.CLOSED if over else None


def _due_before_level(deadline: Deadline, incident: Incident) -> bool:
    """It was due before anybody decided otherwise: that stays owed, swept already or not."""
    decided = incident.level_decided
    return bool(decided and deadline.due_at <= decided.earliest)


def _replaced(deadline: Deadline, account: _Account) -> tuple[Superseding, UUID | None] | None:
    """By a clock of the same line and hop. One that is not counted frees nobody from this one."""
    others = [(id, one) for id, one in _siblings(deadline, account) if account.owes(one)]
    counting = [id for id, other in others if other.uncounted is None]
    if others and not counting:
        return None
    return Superseding.LEVEL, counting[0] if counting else None


def _siblings(deadline: Deadline, account: _Account) -> Iterator[tuple[UUID, Deadline]]:
    for id, other in account.deadlines.items():
        if other.standing is not Standing.SUPERSEDED and _hop(other) == _hop(deadline):
            yield id, other


def _hop(deadline: Deadline) -> tuple[object, ...]:
    terms = deadline.terms
    ends = (terms.reporting_entity, terms.recipient, terms.stage, terms.channel, terms.occasion)
    return (terms.line, terms.preset, *ends)
