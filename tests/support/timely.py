"""A whole ladder in which everybody reports in time: what happens is told by verbs, and nobody may be charged.

    ladder = Ladder(office, LINES["environment"])
    ladder.happens(Level.II)
    ladder.everybody_reports()
    ladder.ends()
    assert ladder.charged() == []

`world` is when things are so; what is typed is typed `lag` later.
"""

from __future__ import annotations

from datetime import timedelta

from desk.incidents import (
    AssignClass,
    CloseIncident,
    DecideLevel,
    MarkResponse,
    RecordKnowledge,
    assign_class,
    close_incident,
    decide_level,
    end_response,
    record_knowledge,
)
from desk.network import RegisterUnit, register_unit
from desk.reports import ReportByWord, report_by_word
from domain.breach import BreachProposed, BreachSuspected
from domain.deadline import Standing
from domain.incident import Means
from domain.incoming_report import Heard
from domain.rule import Form
from domain.times import Basis, moment
from domain.words import Channel, Tier, UnitKind
from escalation.sweep import sweep
from tests.support.office import profile

A_REPORT = timedelta(seconds=20)


class Ladder:
    """Everybody from the works up to the state council, each with a department of the line."""

    def __init__(self, office, setting):
        self.office, self.setting = office, setting
        self.begins()
        state = office.unit("国务院", Tier.CENTRAL)
        province = office.unit("云山省", Tier.PROVINCE, parent=state)
        self._stands_under(office.city, "云州市", Tier.CITY, province)
        seats = ((office.county, Tier.COUNTY), (office.city, Tier.CITY))
        for seat, tier in (*seats, (province, Tier.PROVINCE), (state, Tier.CENTRAL)):
            kind, lines = UnitKind.DEPARTMENT, setting.lines
            last = office.unit(f"{tier}主管部门", tier, kind, parent=seat, lines=lines)
            self.bureau = last if tier is Tier.COUNTY else self.bureau

    def _stands_under(self, unit, name, tier, above):
        standing = profile(name, tier, parent=above)
        self.office.do(
            register_unit, RegisterUnit(unit=unit, profile=standing, effective=self.world)
        )

    def begins(self):
        """Another story of the same office."""
        self.world, self.lag = self.office.clock.at, timedelta(0)
        self.way = None  # Channel.WRITTEN: all in writing

    def now(self, **by):
        return moment(self.world + timedelta(**by), Basis.KEY_PRESS)

    def passes(self, **by):
        """What comes due meanwhile is looked at."""
        self.world += timedelta(**by)
        self.office.clock.move_to(self.world + self.lag)
        sweep(self.office.desk, self.office.clock.at)

    def happens(self, level=None, subtype=0, occurred=None):
        """At the works; they, the town and the county's bureau know at once, and somebody rings the duty desk."""
        kind = self.setting.subtypes[subtype % len(self.setting.subtypes)]
        occurred = occurred or self.now()
        heard = Heard(what="出事了", klass=self.setting.klass, occurred=occurred)
        self.incident = self.office.call(heard=heard, received=self.now()).incident
        self.does(assign_class, AssignClass, klass=self.setting.klass, subtype=kind)
        for unit in (self.office.works, self.office.town, self.bureau):
            self.learns(unit)
        if level:
            self.level(level)

    def learns(self, unit, means=Means.OWN_SITE):
        knowing = RecordKnowledge(
            incident=self.incident, unit=unit, learned=self.now(), means=means
        )
        self.office.do(record_knowledge, knowing)

    def level(self, level):
        deciding = DecideLevel(
            incident=self.incident, level=level, decided=self.now(), reason="研判"
        )
        self.office.do(decide_level, deciding)

    def does(self, handler, command, **fields):
        self.office.do(handler, command(incident=self.incident, **fields))

    def everybody_reports(self):
        """Most urgent first, until nobody owes anything."""
        while owed := self.owed():
            self.passes(seconds=A_REPORT.total_seconds())
            self.report(owed[0].terms)

    def report(self, terms):
        channel = terms.channel or self.way or Channel.PHONE
        telling = ReportByWord(
            incident=self.incident,
            entity=terms.reporting_entity,
            recipient=terms.recipient,
            made=self.now(),
            stage=terms.stage,
            channel=channel,
        )
        self.office.do(report_by_word, telling)

    def owed(self):
        """What is asked for now; what is asked for again tomorrow is not."""
        clocks = self.office.clocks(self.incident).values()
        asked = [one for one in clocks if one.open and one.terms.form is Form.CLOCK]
        return sorted(asked, key=lambda one: (one.due_at, one.terms.rule))

    def everybody_follows_up(self):
        clocks = self.office.clocks(self.incident).values()
        asked = [one for one in clocks if one.open and one.terms.form is Form.CADENCE]
        hops = {(one.terms.reporting_entity, one.terms.recipient): one.terms for one in asked}
        for terms in hops.values():
            self.passes(seconds=A_REPORT.total_seconds())
            self.report(terms)

    def ends(self):
        """The response ends, the last reports are made, the incident is closed; and a season passes."""
        self.does(end_response, MarkResponse, at=self.now())
        self.everybody_reports()
        self.does(close_incident, CloseIncident, reason="处置完毕")
        self.passes(days=40)

    def charged(self):
        return [
            one.event for one in self.office.events(BreachProposed.TOPIC, BreachSuspected.TOPIC)
        ]

    def kept(self):
        """The rules that somebody kept."""
        clocks = self.office.clocks(self.incident).values()
        return {one.terms.rule for one in clocks if one.standing is Standing.MET}

    def ran_out(self):
        """Those that counted and were never met."""
        clocks = self.office.clocks(self.incident).values()
        return [one for one in clocks if one.standing is Standing.RAN_OUT]
