"""Who may do what with plans: the register, coverage, texts, activations and exercises."""

from __future__ import annotations

from tests.support.may import AMENDS, DECIDES, DESK, EXPLAINS, LEADS, SEES, May

SEES_PLANS = May("OLCA")
KEEPS_PLANS = May("OLC")
PLAN_ACTS = (
    "filing",
    "receipt",
    "consultation",
    "consultation/{consultation}/answer",
    "evaluation",
    "exercise",
    "revision",
    "revision/{revision}/answer",
)

EXERCISE_ACTS = (
    "calling-off",
    "start",
    "injects/{inject}",
    "continuation",
    "end",
    "evaluation",
)

OF_PLANS: dict[str, May | str | None] = {
    "GET /plans": SEES_PLANS,
    "GET /plans/new": KEEPS_PLANS,
    "POST /plans/new": KEEPS_PLANS,
    "GET /plans/sheet": SEES_PLANS,
    "GET /plans/import": KEEPS_PLANS,
    "POST /plans/preview": KEEPS_PLANS,
    "POST /plans/import": KEEPS_PLANS,
    "GET /plans/{plan}": SEES_PLANS,
    "GET /plans/{plan}/files/{sha256}": SEES_PLANS,
    "POST /plans/{plan}/versions": KEEPS_PLANS,
    "POST /plans/{plan}/versions/{version}": KEEPS_PLANS,
    "POST /plans/{plan}/versions/{version}/flags": KEEPS_PLANS,
    "POST /plans/{plan}/versions/{version}/over": KEEPS_PLANS,
    "POST /plans/{plan}/versions/{version}/files": KEEPS_PLANS,
    "POST /plans/{plan}/withdrawal": KEEPS_PLANS,
    "GET /plans/library": SEES_PLANS,
    "GET /plans/library/{text}": SEES_PLANS,
    "GET /incidents/{incident}/plan/{text}": SEES_PLANS,
    "GET /plans/coverage": SEES_PLANS,
    "GET /plans/coverage/xlsx": SEES_PLANS,
    "GET /plans/coverage/list": KEEPS_PLANS,
    "POST /plans/coverage/list": KEEPS_PLANS,
    "POST /plans/coverage/list/entries": KEEPS_PLANS,
    "POST /plans/coverage/list/entries/removal": KEEPS_PLANS,
    "POST /plans/coverage/list/pins": KEEPS_PLANS,
    "POST /plans/coverage/list/pins/removal": KEEPS_PLANS,
    "GET /exercises": SEES_PLANS,
    "POST /exercises": LEADS,
    "POST /exercises/leaving": KEEPS_PLANS,
    "GET /exercises/{exercise}": SEES_PLANS,
    "GET /exercises/{exercise}/call": KEEPS_PLANS,
    "GET /exercises/{exercise}/paper": SEES_PLANS,
    **{
        f"POST /exercises/{{exercise}}/{act}": DESK
        for act in ("calls", "hold", "joining", "reality")
    },
    **{f"POST /exercises/{{exercise}}/{act}": LEADS for act in EXERCISE_ACTS},
    "GET /plans/clocks": SEES_PLANS,
    "POST /plans/clocks/{plan_clock}/excuse": EXPLAINS,
    **{f"POST /plans/{{plan}}/{act}": DESK for act in PLAN_ACTS},
    "POST /incidents/{incident}/plans": AMENDS,
    "POST /incidents/{incident}/plans/{link}/unlinking": AMENDS,
    "POST /incidents/{incident}/plans/decline": DECIDES,
    "POST /incidents/{incident}/upper-response": AMENDS,
    "POST /incidents/{incident}/activations": AMENDS,
    "GET /activations/{activation}": SEES,
    **{f"POST /activations/{{activation}}/{x}": DECIDES for x in ("approval", "dismissal")},
    **{f"POST /activations/{{activation}}/{x}": DECIDES for x in ("adjustment", "ending")},
    **{f"POST /activations/{{activation}}/{x}": AMENDS for x in ("evaluation", "told")},
    "POST /activations/{activation}/cards/{card}/done": AMENDS,
    "POST /activations/{activation}/cards/{card}/excuse": DECIDES,
    "POST /activations/{activation}/cards/{card}/time": AMENDS,
}
