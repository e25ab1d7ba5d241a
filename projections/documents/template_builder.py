"""The shipped templates, made anew: `python -m projections.documents.template_builder`. An office edits its own copies."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from pathlib import Path

from docx.document import Document as Paper

from projections.documents.template_letters import plan_reminder
from projections.documents.template_papers import instruction_slip, red_head
from projections.documents.template_tables import handover_record, roster

SHIPPED = Path(__file__).with_name("templates")
MADE: dict[str, Callable[[], Paper]] = {
    "bulletin": red_head,
    "flash": red_head,
    "special_report": red_head,
    "review": red_head,
    "instruction_slip": instruction_slip,
    "plan_reminder": plan_reminder,
    "handover_record": handover_record,
    "roster": roster,
}


def build(name: str) -> bytes:
    kept = BytesIO()
    MADE[name]().save(kept)
    return kept.getvalue()


def write_all(folder: Path) -> list[Path]:
    """Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = [folder / f"{name}.docx" for name in MADE]
    for path in paths:
        path.write_bytes(build(path.stem))
    return paths


if __name__ == "__main__":
    write_all(SHIPPED)
