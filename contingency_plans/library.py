"""The plan texts of this product, and an office's own on top of them: all sound, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources

from contingency_plans.library_file import parse_plan_text
from contingency_plans.plan_text import PlanText
from contingency_plans.text_mistakes import Notes, PlanTextWrong

SUFFIX = ".md"


@cache
def library() -> dict[str, PlanText]:
    """The shipped texts by their ids."""
    return overlaid({}, shipped_files())


@cache
def shipped_files() -> tuple[tuple[str, bytes], ...]:
    """Their names and bytes."""
    folder = resources.files("contingency_plans").joinpath("library")
    files = sorted((one for one in folder.iterdir() if one.name.endswith(SUFFIX)), key=str)
    return tuple((one.name, one.read_bytes()) for one in files)


def overlaid(below: dict[str, PlanText], files: Iterable[tuple[str, bytes]]) -> dict[str, PlanText]:
    """With an office's own: a text of the same id takes the place of the shipped one. Raises PlanTextWrong."""
    own: dict[str, PlanText] = {}
    for name, raw in files:
        text = parse_plan_text(raw, name)
        if text.id in own:
            raise _twice(name, raw, text.id)
        own[text.id] = text
    return below | own


def _twice(name: str, raw: bytes, id: str) -> PlanTextWrong:
    lines = raw.decode("utf-8-sig").splitlines()
    notes = Notes()
    line = next(n for n, line in enumerate(lines, 1) if re.match(r"""["']?id\b""", line))
    notes.add(line, "twice", key="id", value=id)
    return PlanTextWrong(name, notes.found)
