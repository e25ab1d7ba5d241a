"""Who may do what with plans: the register, coverage, texts, activations and exercises."""

from __future__ import annotations

from tests.support.may import May

SEES_PLANS = May("OLCA")

OF_PLANS: dict[str, May | str | None] = {
    "GET /plans": SEES_PLANS,
    "GET /plans/library": SEES_PLANS,
    "GET /plans/library/{text}": SEES_PLANS,
    "GET /incidents/{incident}/plan/{text}": SEES_PLANS,
}
