"""Reads the accidents' files strictly: one wrong line and nothing of any file is played."""

from __future__ import annotations

import stat
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import ClassVar

from api.cases.shapes import Case, CaseRow
from domain.kernel import Refused
from domain.rule_text import Page, RuleError, read_page

FILE_BYTES_MAX = 100_000
ROWS_MAX = 300
ACTORS_MAX = 100
FILES_MAX = 1_000
YEARS = range(1900, 2101)
SHOWN_CHARACTERS_MAX = 200


class CaseRefused(Refused):
    """案例文件有误"""

    EN: ClassVar[str] = "There is a mistake in the case file"

    def __init__(self, path: Path, why: str) -> None:
        """One line, however many the file or its name would have made of it."""
        line = f"{str(path)[-SHOWN_CHARACTERS_MAX:]}: {why[:SHOWN_CHARACTERS_MAX]}"
        super().__init__("".join(one if one.isprintable() else " " for one in line))


def read_cases(paths: list[Path]) -> list[Case]:
    """All of the files, and of the folders their .yaml files by name. Raises CaseRefused."""
    files = list(dict.fromkeys(chain.from_iterable(map(_files, paths))))
    if len(files) > FILES_MAX:
        raise CaseRefused(files[FILES_MAX], f"more than {FILES_MAX} files at once")
    return [read_case(file) for file in files]


def read_case(path: Path) -> Case:
    """Raises CaseRefused: which file, which line of it where that is known, and why."""
    try:
        page = read_page(_text(path), "")
        case = page.read_as(Case)
        _check(page, case)
    except RuleError as error:
        raise CaseRefused(path, f"line {error.line}: {error.why}") from None
    except (OSError, ValueError, RecursionError) as error:
        raise CaseRefused(path, _reason(error)) from None
    return case


def _files(path: Path) -> list[Path]:
    try:
        if not stat.S_ISDIR(path.stat().st_mode):
            return [path]
        found = sorted(one for one in path.iterdir() if one.suffix == ".yaml")
    except (OSError, ValueError) as error:
        raise CaseRefused(path, _reason(error)) from None
    if not found:
        raise CaseRefused(path, "no .yaml files in this folder")
    return found


def _text(path: Path) -> str:
    """A pipe or a device would never end, so only a plain file is opened."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise ValueError("not a plain file")
    if status.st_size > FILE_BYTES_MAX:
        raise ValueError(f"longer than {FILE_BYTES_MAX} bytes")
    return path.read_text(encoding="utf-8")


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return error.strerror or type(error).__name__
    if isinstance(error, UnicodeDecodeError):
        return f"byte {error.start} is not UTF-8"
    return str(error)


def _check(page: Page, case: Case) -> None:
    """What the shape of the data cannot say."""
    if not 1 <= len(case.timeline) <= ROWS_MAX:
        raise page.error(f"a timeline has 1 to {ROWS_MAX} rows", "timeline")
    if len(case.actors) > ACTORS_MAX:
        raise page.error(f"more than {ACTORS_MAX} actors", "actors")
    for number, row in enumerate(case.timeline):
        for role, who in (("actor", row.actor), ("recipient", row.recipient)):
            if who is not None and who not in case.actors:
                raise page.error(f"{who} is not among the actors", "timeline", number, role)
        if not is_time(row):
            why = f"{row.at} is not a time as a row of precision {row.precision} gives it"
            raise page.error(why, "timeline", number, "at")


def is_time(row: CaseRow) -> bool:
    """Written in full, with Beijing's offset, and in years that a calendar can reckon with."""
    try:
        at = datetime.fromisoformat(row.at)
    except ValueError:
        return False
    return at.strftime(row.form) == row.at and at.year in YEARS
