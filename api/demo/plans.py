"""The demonstration's register of plans: twelve of thirty-four required ones, and what else a district has."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from datetime import date
from functools import cache
from importlib import resources
from typing import Any
from uuid import UUID

from contingency_plans.freshness import years_after
from contingency_plans.plan_entry import PlanEntry, on_day, told_version
from contingency_plans.plan_events import PlanProfile
from contingency_plans.plan_words import PlanSecrecy, PlanType
from contingency_plans.requirement_file import parse_requirements
from desk.plan_requirements import AdoptRequirements, adopt_requirements
from desk.plans import RegisterPlans, register_plans
from domain.words import IncidentClass, Tier

WRITTEN = date(
    2026, 11, 1
)  # the days in the sheet are as seen from then; the sheet moves on by whole years
PLACE, PLANS, REQUIRED = "临江区", "plans.csv", "required.yaml"
Do = Callable[[Any, Any], object]


def plans_of(do: Do, units: dict[str, UUID], today: date) -> None:
    """`units`: those of the network, by the names a sheet calls them by. As old as when they were written."""
    on = max(0, today.year - WRITTEN.year - (today < WRITTEN.replace(year=today.year)))
    entries = tuple(_entry(row, units, on) for row in _rows())
    do(register_plans, RegisterPlans(entries=entries))
    told = parse_requirements(_shipped(REQUIRED), REQUIRED)
    adopting = AdoptRequirements(
        title=told.title,
        source=told.source,
        places=(PLACE,),
        drafting_days=told.drafting_days,
        required=told.required,
    )
    do(adopt_requirements, adopting)


def _entry(row: dict[str, str], units: dict[str, UUID], on: int) -> PlanEntry:
    department = row["type"] == PlanType.DEPARTMENT
    issuer = row["owner"] if department else "区政府办公室"
    issued = on_day(years_after(date.fromisoformat(row["issued"]), on))
    number = re.sub(r"(?<=〔)\d{4}(?=〕)", lambda year: str(int(year[0]) + on), row["doc_no"])
    version = told_version(issued=issued, doc_no=number, issuer=issuer)
    return PlanEntry(profile=_profile(row, units), version=version)


def _profile(row: dict[str, str], units: dict[str, UUID]) -> PlanProfile:
    return PlanProfile(
        title=row["title"],
        type=PlanType(row["type"]),
        classes=(IncidentClass(row["class"]),) if row["class"] else (),
        subtypes=tuple(row["subtypes"].split()),
        jurisdiction=PLACE,
        tier=Tier.COUNTY,
        owner=row["owner"],
        owner_unit=units.get(row["owner"]),
        secrecy=PlanSecrecy.PUBLIC,
    )


@cache
def _rows() -> list[dict[str, str]]:
    return list(csv.DictReader(_shipped(PLANS).splitlines()))


def _shipped(name: str) -> str:
    return resources.files("api.demo").joinpath(name).read_text(encoding="utf-8")
