"""预案覆盖 for the pages: what the views hold, reckoned for a day and a time that somebody asks about."""

from __future__ import annotations

from datetime import date
from typing import Annotated, NamedTuple

from pydantic import Field

from api.plan_attached import attached_numbers
from api.running import Running
from contingency_plans.plan_scope import own_places
from contingency_plans.requirement import PlanRequirements
from projections.coverage import Coverage, Known, Span, coverage, known, past_year
from projections.plan_phones import PlanPhones, Texts, outdated, phones, reached

Year = Annotated[int, Field(ge=1949, le=2199)]


class Covered(NamedTuple):
    """`year`: a calendar year was asked for; None: the twelve months up to today."""

    known: Known
    coverage: Coverage
    phones: tuple[PlanPhones, ...]
    places: tuple[str, ...]
    year: int | None

    @property
    def requirements(self) -> PlanRequirements | None:
        return self.known.requirements


def covered(running: Running, year: int | None) -> Covered:
    found, numbers = running.boards.read(lambda f: (known(f.rows), phones(f.rows)))
    today = running.today
    span = Span(date(year, 1, 1), date(year, 12, 31)) if year else past_year(today)
    places = places_of(running, found.requirements)
    board = coverage(found, places, today, span)
    reach = reached(running.desk.register(), numbers)
    stale = outdated(board.standing, _texts(running), reach, numbers.known)
    return Covered(found, board, stale, places, year)


def _texts(running: Running) -> Texts:
    folder = running.settings.folder
    return Texts(running.plan_texts, lambda sha256: attached_numbers(folder, sha256))


def places_of(running: Running, requirements: PlanRequirements | None) -> tuple[str, ...]:
    """As the adopted list says; before one is adopted, the region's names in the network."""
    if requirements:
        return requirements.adopted.places
    register = running.desk.register()
    return own_places(register.network, register.office.unit)
