"""A county's duty desk on a real log, with the units above and below it, and a clock to turn.

    office = an_office(tmp_path)
    call = office.call("化工厂爆炸", caller=office.town)
    office.clock.forward(minutes=20)
    office.by_word(call.incident, office.county, office.city)

`office.do(handler, command)` does any command and returns its receipt and answer (`desk.desk.Done`);
`office.breaches()`, `office.clock_of(...)` and `office.events(...)` look at what the log then holds.
"""

from __future__ import annotations

import base64
import itertools
from datetime import UTC, datetime
from uuid import UUID, uuid5

from api.clock import VirtualClock
from desk.calls import CallTaken, TakeCall, take_call
from desk.desk import Desk
from desk.founding import shipped_book
from desk.log.envelope import Acting
from desk.log.log import open_log
from desk.network import NetworkAnswer, RegisterPerson, RegisterUnit, register_person, register_unit
from desk.office import AdoptRules, FoundOffice, adopt_rules, found_office
from desk.reports import ReportAnswer, ReportByWord, report_by_word
from domain import breach as breaches
from domain.actors import Actor, ActorKind, Sealed, Via
from domain.breach import BreachProposed
from domain.facts import Fact, Figure
from domain.incoming_report import Heard
from domain.kernel import fold
from domain.person import PersonProfile
from domain.times import Basis, moment
from domain.unit import UnitProfile
from domain.words import IncidentClass, Tier, UnitKind
from projections.incident_file import gather

STORE = UUID("5a0e2c6e-0000-4000-8000-000000000002")
NINE = datetime(2026, 11, 24, 1, tzinfo=UTC)  # 09:00 in Beijing
LI = Actor(kind=ActorKind.PERSON, id=str(uuid5(STORE, "李敏")))
PRESETS = ("wuhan", "county_hub")


def sealed(subject, field, word):
    """Stands for the vault: not readable at a glance, the same word always the same box."""
    return Sealed(subject=subject, box=base64.b64encode(f"{field}:{word}".encode()).decode())


def profile(name, tier, kind=UnitKind.GOVERNMENT, parent=None, lines=()):
    return UnitProfile(
        name=name, short_name=name, tier=tier, kind=kind, parent=parent, lines=tuple(lines)
    )


class Office:
    """One duty desk. `county` is the office itself, `city` above it, `town` and `works` below."""

    def __init__(self, desk, clock):
        self.desk, self.clock, self.officer = desk, clock, LI
        self._numbers = itertools.count()

    @property
    def log(self):
        return self.desk.log

    def at(self, **by):
        """Now, or so much from now (minutes=-5), as a world time typed at the desk."""
        now = VirtualClock(self.clock.at)
        if by:
            now.forward(**by)
        return moment(now.at, Basis.KEY_PRESS)

    def acting(self, command_id=None, *, exercise=None, account="limin", body=b"body"):
        """Without a command id every call is a new command."""
        id = command_id or uuid5(STORE, f"command {next(self._numbers)}")
        return Acting(
            by=self.officer,
            recorded_by=self.officer,
            via=Via.DESK,
            command_id=id,
            account=account,
            fingerprint=body,
            exercise=exercise,
        )

    def do(self, handler, command, **acting):
        return self.desk.act(self.acting(**acting), handler, command)

    def unit(self, *profile_of, **more):
        registering = RegisterUnit(profile=profile(*profile_of, **more), effective=self.clock.at)
        return self.do(register_unit, registering).answer(NetworkAnswer).id

    def person(self, name, unit=None, post=""):
        who = PersonProfile(name=name, unit=unit or self.county, phone="13800000000")
        command = RegisterPerson(profile=who, post=post, since=self.clock.at if post else None)
        return self.do(register_person, command).answer(NetworkAnswer).id

    def call(self, what="化工厂爆炸", *, caller=None, klass=IncidentClass.ACCIDENT, **more):
        acting = {key: more.pop(key) for key in ("exercise", "command_id") if key in more}
        received = more.pop("received", None) or self.at()
        heard = more.pop("heard", None) or Heard(what=what, klass=klass)
        command = TakeCall(received=received, heard=heard, caller_unit=caller, **more)
        return self.do(take_call, command, **acting).answer(CallTaken)

    def by_word(self, incident, entity, recipient, made=None, **more):
        command = ReportByWord(
            incident=incident, entity=entity, recipient=recipient, made=made or self.at(), **more
        )
        return self.do(report_by_word, command).answer(ReportAnswer).report

    def dead(self, value):
        return Fact(figure=Figure.DEAD, value=value, as_of=self.at())

    def incident(self, id):
        """As it stands on record."""
        return gather(self.log, id).incident

    def file(self, incident):
        """All of it."""
        return gather(self.log, incident)

    def clocks(self, incident):
        """By id, as they stand."""
        return gather(self.log, incident).deadlines

    def clock_of(self, incident, rule, entity=None, recipient=None):
        """The one clock of this rule between these units: (id, state)."""
        [found] = [
            (id, one)
            for id, one in self.clocks(incident).items()
            if one.terms.rule == rule
            and entity in (None, one.terms.reporting_entity)
            and recipient in (None, one.terms.recipient)
        ]
        return found

    def events(self, *topics):
        """On record, oldest first; all of them, or those of these topics."""
        return self.log.since(0, 100_000, topics)

    def breaches(self):
        """The breaches that stand: proposed and not withdrawn."""
        streams = {one.originator_id for one in self.events(BreachProposed.TOPIC)}
        states = (
            fold(breaches.evolve, None, (one.event for one in self.log.stream(id)))
            for id in streams
        )
        return [one.proposed for one in states if not one.withdrawn]


def an_office(folder, *, at=NINE, presets=PRESETS, seal=sealed, store=STORE):
    """Founded, its network registered, the shipped rules adopted. The caller closes `office.log`."""
    clock = VirtualClock(at)
    office = Office(Desk(open_log(folder, clock, new_store_id=store), seal), clock)
    founding = FoundOffice(
        store_id=store,
        region_code="320199",
        profile=profile("临江区", Tier.COUNTY),
        founded=clock.at,
    )
    office.do(found_office, founding)
    office.county = office.desk.register().office.unit
    office.city = office.unit("云州市", Tier.CITY)
    above = profile("临江区", Tier.COUNTY, parent=office.city)
    revised = RegisterUnit(unit=office.county, profile=above, effective=clock.at)
    office.do(register_unit, revised)
    office.town = office.unit("青石镇", Tier.TOWNSHIP, parent=office.county)
    office.works = office.unit("宏达化工", Tier.UNIT, UnitKind.ENTERPRISE, parent=office.town)
    office.do(adopt_rules, AdoptRules(book=shipped_book(presets), presets=presets))
    return office
