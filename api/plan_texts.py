"""The plan texts an office acts on: the shipped ones, and those of its own folder, read with care at the start."""

from __future__ import annotations

import stat
from pathlib import Path

from contingency_plans.library import SUFFIX, library, overlaid
from contingency_plans.plan_text import PlanText
from contingency_plans.text_mistakes import Notes, PlanTextWrong
from domain.rule_text import TEXT_CHARACTERS_MAX

PLAN_FOLDER = "plans"  # in the office's folder


def plan_texts(folder: Path) -> dict[str, PlanText]:
    """By their ids. One wrong file, and nothing is taken. Raises PlanTextWrong, OSError."""
    own = folder / PLAN_FOLDER
    files = sorted(own.glob(f"*{SUFFIX}")) if own.is_dir() else []
    return overlaid(library(), ((f"{PLAN_FOLDER}/{one.name}", read_plan(one)) for one in files))


def read_plan(path: Path) -> bytes:
    """A plain file of a sane size. Raises PlanTextWrong, OSError."""
    status, notes = path.stat(), Notes()
    if not stat.S_ISREG(status.st_mode):
        notes.add(1, "not_plain")
    elif status.st_size > 4 * TEXT_CHARACTERS_MAX:  # no character of UTF-8 is longer
        notes.add(1, "too_long", most=TEXT_CHARACTERS_MAX)
    if notes:
        raise PlanTextWrong(path.name, notes.found)
    return path.read_bytes()
