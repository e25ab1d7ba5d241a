"""rules.yaml in an office's folder: its own rules on top of the shipped ones, read with care."""

from __future__ import annotations

import stat
from pathlib import Path

from desk.founding import OVERLAY_FILE, office_book
from domain.rule_text import TEXT_CHARACTERS_MAX, RuleError
from domain.rulebook import RuleBook


def book_of_office(folder: Path, presets: tuple[str, ...]) -> RuleBook:
    """The shipped book with the office's own file, if there is one. Raises RuleError."""
    path = folder / OVERLAY_FILE
    return office_book(presets, read_rules_file(path) if path.exists() else None)


def read_rules_file(path: Path) -> str:
    """A plain UTF-8 file of a sane size. Raises RuleError, OSError."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise RuleError(path.name, 1, "not a plain file")
    if status.st_size > 4 * TEXT_CHARACTERS_MAX:  # no character of UTF-8 is longer
        raise RuleError(path.name, 1, f"longer than {TEXT_CHARACTERS_MAX} characters")
    try:
        return path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        raise RuleError(path.name, line, "not UTF-8") from None
