"""Five hundred plans: the coverage page of a served office, and the plans proposed for one incident."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from msgspec.structs import replace

from api.bench.asking import asked
from api.bench.bare_page import answer_on
from api.bench.children import child, free_port, serve_office, token_of, until_it_listens
from api.bench.figures import ROUNDS, Figure, spread
from api.bench.ground import HEARD, Ground, acting, make_ground
from api.clock import new_id, stopwatch, wall
from contingency_plans.library import library
from contingency_plans.plan_entry import PlanEntry, on_day, told_version
from contingency_plans.plan_events import PlanProfile
from contingency_plans.plan_fit import Matter
from contingency_plans.plan_words import PlanSecrecy, PlanType
from contingency_plans.proposing import propose
from contingency_plans.requirement import Requirement
from contingency_plans.requirement_file import shipped_requirements
from contingency_plans.response_rules import response_rules
from desk.log.envelope import StreamWrite
from desk.plan_requirements import AdoptRequirements, adopt_requirements
from desk.plans import RegisterPlans, register_plans
from domain.incident import ClassAssigned, IncidentClosed, IncidentOpened
from domain.words import IncidentClass, Level, Tier

PLANS, REQUIRED, INCIDENTS = 500, 100, 2_000
PLACE = "临江区"
ASKED_A_ROUND = 20
PAGE = "/plans/coverage"
TYPES = (PlanType.SPECIAL, PlanType.SPECIAL, PlanType.DEPARTMENT, PlanType.TOWNSHIP)


def measure_coverage(folder: Path, scale: float) -> Figure:
    """Milliseconds of one request, the median; the floor is a bare server that sends the same bytes."""
    ground = make_ground(folder)
    fill(ground, scale)
    unit = ground.desk.register().office.unit
    ground.log.close()
    token, ours, bare = token_of(folder, unit), free_port(), free_port()
    with child(serve_office, folder, ours):
        until_it_listens(ours)
        page = asked(ours, token, [PAGE] * 3)[
            -1
        ].body  # every template and cache has been used once
        with child(answer_on, bare, page):
            until_it_listens(bare)
            count = max(3, int(ASKED_A_ROUND * scale))
            rounds = [(_ms(ours, token, count), _ms(bare, token, count)) for _ in range(ROUNDS)]
    took, floor = zip(*rounds, strict=True)
    middle = statistics.median(took)
    detail = {"bytes": float(len(page))}
    return Figure(middle, middle, statistics.median(floor), spread(took), detail)


def measure_proposals(ground: Ground, scale: float) -> Figure:
    """Milliseconds for one incident; the floor looks for one word in as many titles."""
    fill(ground, scale)
    held = list(ground.desk.register().plans.values())
    matter = Matter(HEARD.klass, "fire", Level.III, HEARD.what, {}, (PLACE,), Tier.COUNTY)
    texts, rules, today = tuple(library().values()), response_rules(), wall().date()

    def ours() -> object:
        return propose(matter, held, texts, rules, today)

    def floor() -> object:
        return [one for one in held if "火灾" in one.profile.title]

    if not ours():
        raise ValueError("nothing was proposed")
    took, bare = ([_timed(what) * 1e3 for _ in range(ROUNDS)] for what in (ours, floor))
    middle = statistics.median(took)
    return Figure(middle, middle, statistics.median(bare), spread(took))


def fill(ground: Ground, scale: float) -> None:
    """A register, a list of required plans, and a year of incidents that are over."""
    count = max(10, int(PLANS * scale))
    entries = tuple(_entry(n) for n in range(count))
    ground.desk.act(acting(), register_plans, RegisterPlans(entries=entries))
    adopting = AdoptRequirements(
        title="清单", source="", places=(PLACE,), drafting_days=365, required=tuple(_required())
    )
    ground.desk.act(acting(), adopt_requirements, adopting)
    kinds = [(one.classes[0], one.subtypes[0]) for one in _shipped() if one.subtypes]
    writes = [_over(n, *kinds[n % len(kinds)]) for n in range(int(INCIDENTS * scale))]
    if writes:
        ground.log.append(writes, acting(), b"{}")


def _entry(n: int) -> PlanEntry:
    like = _shipped()[n % len(_shipped())]
    profile = PlanProfile(
        title=f"{PLACE}{n}片区{like.title}",
        type=TYPES[n % len(TYPES)],
        classes=like.classes,
        subtypes=like.subtypes,
        jurisdiction=PLACE,
        tier=Tier.COUNTY,
        owner=like.owner_words,
        owner_unit=None,
        secrecy=PlanSecrecy.PUBLIC,
    )
    issued = on_day(date(2018, 1, 1) + timedelta(days=6 * n % 3000))
    version = told_version(issued=issued, doc_no=f"临政办发〔{issued.first.year}〕{n + 1}号")
    return PlanEntry(profile=profile, version=replace(version, library="flood"))


def _required() -> Iterator[Requirement]:
    for n in range(REQUIRED):
        like = _shipped()[n % len(_shipped())]
        yield replace(like, id=f"{like.id}{n}", title=f"{n}{like.title}")


def _shipped() -> Sequence[Requirement]:
    return shipped_requirements().required


def _over(n: int, klass: IncidentClass, subtype: str) -> StreamWrite:
    id: UUID = new_id()
    opened = IncidentOpened(
        incident=id, number=f"2026-{n:05d}", exercise=None, title=HEARD.what, klass=klass
    )
    said = ClassAssigned(klass=klass, subtype=subtype)
    return StreamWrite(id, 0, (opened, said, IncidentClosed(reason="处置完毕")))


def _ms(port: int, token: str, count: int) -> float:
    return statistics.median(one.seconds for one in asked(port, token, [PAGE] * count)) * 1e3


def _timed(what: Callable[[], object]) -> float:
    began = stopwatch()
    what()
    return stopwatch() - began
