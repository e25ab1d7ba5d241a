"""Who may look into the books: readings, and what an auditor hands out."""

from __future__ import annotations

from tests.support.may import EXPLAINS, May

OF_AUDIT = {
    "GET /audit/readings": May("CA"),
    "GET /audit/readings/csv": May("CA"),
    "GET /anchoring": May("OLCA"),
    "GET /anchoring/line": May("OLCA"),
    "GET /dossier": May("OLCA"),
    "POST /dossier": May("OLCA"),
    "POST /audit/readings/explanation": EXPLAINS,
}
