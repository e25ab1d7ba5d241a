"""The body of a plan text: Markdown under three headings, before, during and after."""

from __future__ import annotations

import re

from contingency_plans.plan_text import Phase
from contingency_plans.text_mistakes import Notes

HEADINGS = {Phase.BEFORE: "事前", Phase.DURING: "事中", Phase.AFTER: "事后"}
IN_ORDER = " ".join(f"## {one}" for one in HEADINGS.values())
HEADING = re.compile(r"#{1,2}(?:\s+(.*?))?\s*#*\s*$")
HTML = re.compile(r"<[A-Za-z/!?]")


def read_body(lines: list[str], first: int, notes: Notes) -> dict[Phase, str]:
    """`first`: the line of the file on which the body begins."""
    by_name = {name: phase for phase, name in HEADINGS.items()}
    parts: dict[Phase, list[str]] = {}
    phase: Phase | None = None
    for number, line in enumerate(lines, first):
        if HTML.search(line):
            notes.add(number, "html")
        if heading := HEADING.match(line):
            phase = _entered(parts, by_name.get(heading[1] or ""), number, notes) or phase
        elif phase is None and line.strip():
            notes.add(number, "before_heading", value=HEADINGS[Phase.BEFORE])
        elif phase is not None:
            parts[phase].append(line)
    _check(parts, lines, first, notes)
    return {one: "\n".join(text).strip() + "\n" for one, text in parts.items()}


def _entered(
    parts: dict[Phase, list[str]], phase: Phase | None, line: int, notes: Notes
) -> Phase | None:
    if phase is None:
        notes.add(line, "heading_unknown", allowed=IN_ORDER)
        return None
    if phase in parts:
        notes.add(line, "twice", key="##", value=HEADINGS[phase])
    elif any(list(Phase).index(one) > list(Phase).index(phase) for one in parts):
        notes.add(line, "heading_order", value=HEADINGS[phase], allowed=IN_ORDER)
    parts.setdefault(phase, [])
    return phase


def _check(parts: dict[Phase, list[str]], lines: list[str], first: int, notes: Notes) -> None:
    at = {
        line.strip("# \t"): number
        for number, line in enumerate(lines, first)
        if HEADING.match(line)
    }
    for phase, name in HEADINGS.items():
        if phase not in parts:
            notes.add(first + len(lines) - 1, "heading_missing", value=name)
        elif not any(line.strip() for line in parts[phase]):
            notes.add(at[name], "phase_empty", value=name)
