"""预案建议: which plans of the register and which texts of the library fit an incident, best first, and why.

Computed where it is shown, from what is known there and then: nothing is decided by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from contingency_plans.plan import Plan
from contingency_plans.plan_fit import Matter, PlanProposal, Seeker
from contingency_plans.plan_text import PlanText
from contingency_plans.response_rules import ResponseRules
from domain.incident_plans import Fit, Unfit

WEIGHTS = {
    Fit.KIND: 100,
    Fit.CONDITION: 40,
    Fit.CLASS: 20,
    Fit.LADDER: 10,
    Fit.LEVEL: 10,
    Fit.JURISDICTION: 10,
    Fit.EXERCISED: 3,
    Fit.NEWEST: 2,
    Fit.OVERALL: 1,
}
AGAINST = {Unfit.NO_VERSION: 60, Unfit.REPLACED: 60, Unfit.OLD: 5}
PROPOSED_MAX = 6


def propose(
    matter: Matter,
    plans: Iterable[Plan],
    texts: Iterable[PlanText],
    rules: ResponseRules,
    today: date,
) -> tuple[PlanProposal, ...]:
    """The register's plans with the text they are acted on by; texts that no plan uses come of themselves."""
    seeker = Seeker(matter, tuple(texts), rules, today)
    found = [one for held in plans if (one := seeker.plan(held))]
    used = {one.text.id for one in found if one.text}
    alone = (seeker.alone(text) for text in seeker.fitting if text.id not in used)
    return _first_few(sorted((*found, *alone), key=lambda one: (-weight(one), one.title)))


def _first_few(placed: list[PlanProposal]) -> tuple[PlanProposal, ...]:
    """No more than are read, and the fallback among them."""
    special = [one for one in placed if not _is_fallback(one)]
    overall = [one for one in placed if _is_fallback(one)]
    return (*special[: PROPOSED_MAX - len(overall[:1])], *overall[:1])


def _is_fallback(proposal: PlanProposal) -> bool:
    return any(one.fit is Fit.OVERALL for one in proposal.fits)


def weight(proposal: PlanProposal) -> int:
    """Among several that fit: the more and the weightier reasons, the sooner."""
    speaks_for = sum(WEIGHTS[one.fit] for one in proposal.fits)
    return speaks_for - sum(AGAINST[one] for one in proposal.unfit)
