"""Who may do what with reviews after an incident and their lessons: the office's own people, and of them a leader signs."""

from __future__ import annotations

from tests.support.may import AMENDS, INSTRUCTS, May

SEES_REVIEW = May("OLCA", "", "missing")
BASE = "/incidents/{incident}/review"

OF_REVIEWS: dict[str, May | str | None] = {
    "GET /lessons": May("OLCA"),
    f"GET {BASE}": SEES_REVIEW,
    f"POST {BASE}": AMENDS,
    f"POST {BASE}/points": AMENDS,
    f"POST {BASE}/points/{{point}}/removal": AMENDS,
    f"POST {BASE}/assessment": AMENDS,
    f"POST {BASE}/lessons": AMENDS,
    f"POST {BASE}/lessons/{{lesson}}/done": AMENDS,
    f"POST {BASE}/lessons/{{lesson}}/dropping": INSTRUCTS,
    f"POST {BASE}/lessons/{{lesson}}/due": INSTRUCTS,
    f"POST {BASE}/signature": INSTRUCTS,
    f"POST {BASE}/reopening": INSTRUCTS,
}
