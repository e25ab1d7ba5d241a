"""卷宗: a part of the log that left the office, with all that proves it: who took it along, up to where, and why."""

from __future__ import annotations

from enum import StrEnum

from domain.kernel import Event, Value, reason_given


class DossierKind(StrEnum):
    """Of what it is."""

    INCIDENT = "incident"  # 一起事件
    SHIFT = "shift"  # 一个班次
    PERIOD = "period"  # 一段时间


class DossierShown(StrEnum):
    """How much of it is told; of the rest the hash alone stands there."""

    EVERYTHING = "everything"
    CLOCKS = "clocks"  # when who was due and rung, and no word of what happened


class DossierExported(Event):
    """Recorded before its first byte leaves. `subject`: the incident or shift, or the two instants of a period.

    `position` and `head`: up to where it tells, and the chain there. `opened`: sealed words go along in clear.
    """

    TOPIC = "dossier.exported"
    kind: DossierKind
    subject: str
    position: int
    head: str
    shown: DossierShown
    opened: bool
    reason: str


class ExportedDossier(Value):
    exported: DossierExported


def evolve(dossier: ExportedDossier | None, happened: Event) -> ExportedDossier:
    if isinstance(happened, DossierExported) and dossier is None:
        return ExportedDossier(exported=happened)
    raise TypeError(f"{happened!r} is no dossier's")


def export(dossier: ExportedDossier | None, exported: DossierExported) -> list[Event]:
    """Raises ReasonMissing. Asked for twice, it was taken once."""
    reason_given(exported.reason)
    return [] if dossier else [exported]
