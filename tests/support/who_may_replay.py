"""Who may look back: an auditor and whoever leads; nobody at the desk, and no screen on a wall."""

from __future__ import annotations

from tests.support.may import May

LOOKS_BACK = May("LCA")

OF_REPLAY: dict[str, May | str | None] = {
    "GET /replay": LOOKS_BACK,
    "GET /replay/incidents/{incident}": LOOKS_BACK,
    "GET /replay/unshown": LOOKS_BACK,
    "GET /replay/people/{person}": LOOKS_BACK,
    "GET /replay/shifts/{shift}": LOOKS_BACK,
    "GET /replay/units/{unit}": LOOKS_BACK,
}
