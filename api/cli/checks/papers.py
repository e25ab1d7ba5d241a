"""Whether papers can be printed: the office's own templates, and every name in the fonts that are here."""

from __future__ import annotations

from pathlib import Path

from api.cli.checks.data import events
from api.cli.checks.finding import Asked, Finding, amiss, in_order
from domain.kernel import Refused
from domain.person import PersonRegistered, PersonRevised
from domain.unit import UnitRegistered, UnitRevised
from projections.documents.docx_filling import OWN
from projections.documents.glyphs import undrawn
from projections.documents.pdf import FontsMissing, require_fonts
from projections.documents.template_builder import MADE
from projections.documents.template_check import problems

TOPICS = tuple(one.TOPIC for one in (PersonRegistered, PersonRevised, UnitRegistered, UnitRevised))


def templates(asked: Asked) -> Finding:
    """None of its own is in order: ours are used."""
    own = [asked.settings.folder / OWN / f"{name}.docx" for name in MADE]
    own = [one for one in own if one.is_file()]
    bad = [one.name for one in own if not _sound(one)]
    if bad:
        return amiss("templates", "wrong", names=" ".join(bad))
    return in_order("templates", count=len(own))


def fonts(asked: Asked) -> Finding:
    """None at all is in order, and said: papers are issued as Word files."""
    office = asked.settings.folder
    try:
        require_fonts(office)
    except FontsMissing:
        return in_order("fonts-none")
    names = [event.profile.name for event in events(asked, *TOPICS)]  # type: ignore[attr-defined]
    lost = undrawn(names, office)
    if lost:
        told = " ".join(f"{name}({missing})" for name, missing in sorted(lost.items()))
        return amiss("fonts", "lacking", names=told)
    return in_order("fonts", count=len(set(names)))


def _sound(template: Path) -> bool:
    try:
        return not problems(template, template.stem)
    except Refused:
        return False
