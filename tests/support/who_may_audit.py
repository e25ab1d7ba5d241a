"""Who may look into the books: readings, and what an auditor hands out."""

from __future__ import annotations

from tests.support.may import BOARD, EXPLAINS, May

OF_AUDIT = {
    "GET /receipts": May("OLCAMR", foreign="in", below="OLCAMR"),
    "GET /api/v1/log/links": BOARD,
    "GET /audit/readings": May("CA"),
    "GET /audit/readings/csv": May("CA"),
    "GET /anchoring": May("OLCA"),
    "GET /anchoring/line": May("OLCA"),
    "GET /dossier": May("OLCA"),
    "POST /dossier": May("OLCA"),
    "POST /audit/readings/explanation": EXPLAINS,
}
