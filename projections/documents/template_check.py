"""A template of an office's tried before the morning: what of it is no tag of ours, and what it lacks."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from docxtpl import DocxTemplate
from jinja2 import Undefined
from jinja2.sandbox import SandboxedEnvironment

from projections.documents.docx_filling import filled
from projections.documents.sample import sample

WITNESSED = {"witness", "qr"}
PAPER = WITNESSED | {"office", "number", "signer", "title", "body", "date"}
NEEDED = {  # without these a paper is none; the rest is the office's taste
    "bulletin": PAPER,
    "flash": PAPER,
    "review": PAPER,
    "special_report": PAPER | {"addressee", "signature"},
    "instruction_slip": WITNESSED | {"number", "leader", "given", "words", "rows", "date"},
    "plan_reminder": WITNESSED | {"office", "number", "signer", "title", "lead", "letters", "date"},
    "handover_record": WITNESSED | {"title", "outgoing", "relief", "rows", "signatures"},
    "roster": WITNESSED | {"title", "rows"},
}


class Amiss(StrEnum):
    """What can be wrong with a template."""

    UNKNOWN = "unknown"
    MISSING = "missing"


class Problem(NamedTuple):
    amiss: Amiss
    tag: str


def problems(path: Path, name: str) -> list[Problem]:
    """Of a template to be used as `name`. Raises TemplateBroken when it cannot be filled at all."""
    unknown: list[str] = []
    filled(path, sample(name), _recording(unknown))
    used = DocxTemplate(path).get_undeclared_template_variables(SandboxedEnvironment())
    missing = sorted(NEEDED[name] - used)
    return [
        *(Problem(Amiss.UNKNOWN, one) for one in dict.fromkeys(unknown)),
        *(Problem(Amiss.MISSING, one) for one in missing),
    ]


def _recording(unknown: list[str]) -> type[Undefined]:
    """Notes each name that the data does not hold, wherever the template asks for it."""

    class Recording(Undefined):
        def __init__(self, *given: Any, **more: Any) -> None:
            super().__init__(*given, **more)
            unknown.append(str(self._undefined_name))

    return Recording
