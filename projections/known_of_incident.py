"""What is known of an incident, thing by thing: its course, figures, sources, hops, reports, instructions, plans, charges."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from domain import breach as breaches
from domain import deadline as deadlines
from domain import incident as incidents
from domain import incoming_report as incoming_reports
from domain import instruction as instructions
from domain import report as reports
from domain.breach import Breach, BreachProposed, BreachSuspected
from domain.deadline import Deadline
from domain.deadline import Standing as ClockStanding
from domain.deadline_events import DeadlineSet
from domain.facts import Fact
from domain.incident import Incident, IncidentOpened, KnowledgeRecorded
from domain.incoming_report import Incoming, IncomingReceived
from domain.instruction import Instruction, InstructionRecorded
from domain.report import Report, ReportDrafted, ReportMade
from domain.times import WorldTime, order
from domain.verdict import BreachAlleged
from domain.words import Level
from projections.history_lines import Name
from projections.incident_file import IncidentFile
from projections.then_and_now import (
    About,
    KnownKind,
    Line,
    Teller,
    Told,
    Turns,
    compared,
    in_names_of_then,
    turns_of,
)


class NamesThenAndNow(NamedTuple):
    """Of a unit or a person, by id: as it was called at the moment, and as it is called now."""

    then: Name
    now: Name


Words = tuple[tuple[str, object], ...]
Known = dict[About, Told]


def known_of(file: IncidentFile, name: Name) -> Turns:
    """`name`: of a unit or a person, by id. A figure that a caller or a report told stands under whoever that was."""
    told_by = {id: call.caller_unit for id, call in file.calls.items()}
    told_by |= {id: report.hop.reporting_entity for id, report in file.reports.items()}

    def teller(id: UUID) -> str:
        unit = told_by.get(id, id)
        return name(unit) if unit else ""

    return turns_of(file.history, tellers(name, teller))


def known_then_and_now(
    then: IncidentFile | None,
    now: IncidentFile,
    names: NamesThenAndNow,
    at: datetime,
    unit: UUID | None = None,
) -> tuple[Line, ...]:
    """`then` None: it was not known yet, and what was so by then is told all the same. `unit`: what concerns it alone."""

    def told(file: IncidentFile | None, name: Name) -> Turns:
        known = known_of(file, name) if file else {}
        return of_unit(known, file, unit) if file and unit else known

    lines = compared(told(then, names.now), told(now, names.now), at)
    return in_names_of_then(lines, told(then, names.then)) if then else lines


def of_unit(known: Turns, file: IncidentFile, unit: UUID) -> Turns:
    """Since when it knew, what it owed and told, and what it is charged with."""
    own = {str(unit)}
    own |= {str(id) for id, one in file.deadlines.items() if one.terms.reporting_entity == unit}
    own |= {str(id) for id, one in file.reports.items() if one.hop.reporting_entity == unit}
    own |= {str(id) for id, one in _charges(file).items() if one.charge.obligor == unit}
    return {about: turns for about, turns in known.items() if about.id in own}


def tellers(name: Name, teller: Name) -> dict[type, Teller]:
    """By the event that begins a stream. `teller`: the name of a figure's source."""
    charged = (breaches.evolve, partial(_charge, name))
    reported = (reports.evolve, partial(_report, name))
    return {
        IncidentOpened: (incidents.evolve, partial(_incident, name, teller)),
        IncomingReceived: (incoming_reports.evolve, partial(_call, name)),
        DeadlineSet: (deadlines.evolve, partial(_clock, name)),
        ReportMade: reported,
        ReportDrafted: reported,
        InstructionRecorded: (instructions.evolve, partial(_instruction, name)),
        BreachProposed: charged,
        BreachSuspected: charged,
        BreachAlleged: charged,
    }


def _charges(file: IncidentFile) -> dict[UUID, Breach]:
    late = {
        breaches.late_breach_id(id, file.deadlines[id]): one for id, one in file.breaches.items()
    }
    return late | file.suspected


def _words(**values: object) -> Words:
    """Terms with something to say, in this order; "" for what needs no term."""
    said = ((term.strip("_"), value) for term, value in values.items())
    return tuple((term, value) for term, value in said if value not in (None, "", (), False))


def _began(time: WorldTime | None) -> datetime | None:
    return time.earliest if time else None


def _incident(name: Name, teller: Name, _: UUID, incident: Incident) -> Known:
    figures = {
        About(KnownKind.FIGURES, figure, (figure,)): _figure(teller, fact)
        for figure, fact in incident.figures.items()
    }
    plans = {
        About(KnownKind.PLANS, str(one.link), (one.pinned.title,)): Told(
            _words(label=one.pinned.label, linked=True), None
        )
        for one in incident.plans.linked
    }
    return _course(incident) | figures | _knowledge(name, incident) | plans


def _course(incident: Incident) -> Known:
    """What it is has always been so; how grave it is was decided at a time; the rest holds from when it was recorded."""
    happened, decided = _began(incident.occurred), _began(incident.level_decided)
    occurred = incident.occurred
    graded = incident.level is not Level.UNKNOWN
    told = {
        "occurred": Told(_words(_=occurred, basis=occurred and occurred.basis), happened),
        "klass": Told(_words(_=incident.klass, subtype=incident.subtype), happened),
        "level": Told(_words(_=incident.level if graded else None), decided),
        "sensitive": Told(_words(_=incident.sensitive), None),
        "colour": Told(_words(_=incident.colour), None),
        "response_level": Told(_words(_=incident.response_level), None),
        "response_started": Told(
            _words(_=incident.response_started), _began(incident.response_started)
        ),
        "response_ended": Told(_words(_=incident.response_ended), _began(incident.response_ended)),
        "standing": Told(_words(_=incident.standing), None),
    }
    return {About(KnownKind.COURSE, key, (key,)): one for key, one in told.items() if one.words}


def _figure(teller: Name, fact: Fact) -> Told:
    source = teller(fact.source) if fact.source else ""
    return Told((("", fact.value), *_words(as_of=fact.as_of, source=source)), fact.as_of.earliest)


def _knowledge(name: Name, incident: Incident) -> Known:
    first: dict[UUID, KnowledgeRecorded] = {}
    for one in sorted(incident.knowledge, key=lambda one: order(one.learned)):
        first.setdefault(one.unit, one)
    return {
        About(KnownKind.KNOWLEDGE, str(unit), (name(unit),)): Told(
            _words(learned=one.learned, means=one.means), one.learned.earliest
        )
        for unit, one in first.items()
    }


def _call(name: Name, id: UUID, call: Incoming) -> Known:
    heard = call.heard
    who = name(call.caller_unit) if call.caller_unit else ""
    words = _words(
        caller_unit=who,
        what=heard.what,
        place=heard.place,
        occurred=heard.occurred,
        outcome=call.outcome,
    )
    counted = tuple((one.figure, one.value) for one in heard.facts)
    about = About(KnownKind.CALLS, str(id), (call.received,))
    return {about: Told((*words, *counted), call.received.earliest)}


def _clock(name: Name, id: UUID, clock: Deadline) -> Known:
    terms = clock.terms
    label = (name(terms.reporting_entity), name(terms.recipient), terms.stage, terms.rule)
    words = _words(
        _=clock.standing,
        due_at=clock.due_at,
        met_at=clock.met_at,
        late=clock.seconds_late and "{}:{:02}".format(*divmod(clock.seconds_late, 60)),
        excused=clock.excused,
        uncounted=clock.uncounted,
    )
    return {About(KnownKind.CLOCKS, str(id), label): Told(words, _verdict_since(clock))}


def _verdict_since(clock: Deadline) -> datetime | None:
    """A report that was made in time and typed late was made in time."""
    match clock.standing:
        case ClockStanding.MET:
            return _began(clock.met_at)
        case ClockStanding.RAN_OUT | ClockStanding.CLOSED:
            return clock.due_at
        case ClockStanding.RUNNING:
            return clock.start.earliest
    return None


def _report(name: Name, id: UUID, report: Report) -> Known:
    hop = report.hop
    label = (name(hop.reporting_entity), name(hop.recipient), hop.stage, hop.number)
    words = _words(
        _=report.standing,
        made=report.made,
        channel=report.channel,
        text=report.text,
        untrue=report.untrue,
    )
    claimed = tuple((one.figure, one.value) for one in report.facts)
    return {About(KnownKind.REPORTS, str(id), label): Told((*words, *claimed), _began(report.made))}


def _instruction(name: Name, id: UUID, instruction: Instruction) -> Known:
    said = instruction.recorded
    about = About(KnownKind.INSTRUCTIONS, str(id), (name(said.leader),))
    return {
        about: Told(_words(words=said.words, given=said.given, way=said.way), said.given.earliest)
    }


def _charge(name: Name, id: UUID, breach: Breach) -> Known:
    decision: Any = breach.decision
    words = _words(
        _=breach.charge.kind,
        suspected=breach.proposed is None,
        withdrawn=breach.withdrawn,
        decision=decision and decision.decision,
    )
    return {About(KnownKind.BREACHES, str(id), (name(breach.charge.obligor),)): Told(words, None)}
