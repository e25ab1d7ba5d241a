"""The plan texts an office acts on: the shipped ones, and those of its own folder, read with care at the start."""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterable
from pathlib import Path

from contingency_plans.library import SUFFIX, library, overlaid, shipped_files
from contingency_plans.library_file import parse_plan_text
from contingency_plans.plan_text import PlanText
from contingency_plans.text_mistakes import Notes, PlanTextWrong
from desk.files import Files
from domain.rule_text import TEXT_CHARACTERS_MAX

PLAN_FOLDER = "plans"  # in the office's folder


class PlanTexts(dict[str, PlanText]):
    """By their ids, as they stood when the office started, with the bytes of each by its digest."""

    def __init__(self, texts: dict[str, PlanText], files: Iterable[bytes]) -> None:
        super().__init__(texts)
        self._files = {hashlib.sha256(raw).hexdigest(): raw for raw in files}

    def keep(self, office: Path, text: PlanText) -> None:
        """So that what an incident was handled by can be read word for word in years. Raises OSError."""
        if raw := self._files.get(text.digest):
            Files(office).store(raw)


def plan_texts(folder: Path) -> PlanTexts:
    """One wrong file, and nothing is taken. Raises PlanTextWrong, OSError."""
    own = [(name, read_plan(folder / name)) for name in own_plans(folder)]
    texts = overlaid(library(), own)
    return PlanTexts(texts, (raw for _, raw in (*shipped_files(), *own)))


def own_plans(folder: Path) -> list[str]:
    """The office's own files, as the folder names them."""
    own = folder / PLAN_FOLDER
    files = sorted(own.glob(f"*{SUFFIX}")) if own.is_dir() else []
    return [f"{PLAN_FOLDER}/{one.name}" for one in files]


def kept_text(folder: Path, digest: str) -> PlanText | None:
    """As it was kept when it was chosen; None where there is none, or another kind of file."""
    files = Files(folder)
    if not files.is_whole(digest):
        return None
    try:
        return parse_plan_text(files.path(digest).read_bytes(), digest)
    except PlanTextWrong:
        return None


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
