"""Who may write down what somebody named in the form decided, written by hand a second time."""

from __future__ import annotations

from tests.support.may import AMENDS, REPORTS

INCIDENT, ACTIVATION = "POST /incidents/{incident}", "POST /activations/{activation}"
WHO_WRITES_DOWN = {
    f"{INCIDENT}/level": AMENDS,
    f"{INCIDENT}/response-level": AMENDS,
    f"{INCIDENT}/deadlines/{{deadline}}/excuse": AMENDS,
    f"{INCIDENT}/instructions": AMENDS,
    f"{INCIDENT}/plans/decline": AMENDS,
    f"{INCIDENT}/review/signature": AMENDS,
    f"{ACTIVATION}/approval": AMENDS,
    f"{ACTIVATION}/dismissal": AMENDS,
    f"{ACTIVATION}/adjustment": AMENDS,
    f"{ACTIVATION}/ending": AMENDS,
    f"{ACTIVATION}/cards/{{card}}/excuse": AMENDS,
    "POST /reports/{report}/signature": REPORTS,
    "POST /reports/{report}/telephone-signature": REPORTS,
}
