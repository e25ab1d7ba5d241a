"""导出卷宗: that a part of the log leaves the office is put on record first."""

from __future__ import annotations

from uuid import UUID

from desk.draft import Draft
from domain import dossier as dossiers
from domain.dossier import DossierExported, DossierKind, DossierShown
from domain.kernel import Value


class ExportDossier(Value):
    """`position` and `head`: where the log stands that it is made from."""

    kind: DossierKind
    subject: str
    position: int
    head: str
    shown: DossierShown
    opened: bool
    reason: str


class DossierAnswer(Value):
    """Sent again with the same command id it is the same dossier of the same position."""

    dossier: UUID
    position: int


def export_dossier(draft: Draft, exporting: ExportDossier) -> DossierAnswer:
    """Raises ReasonMissing."""
    id = draft.new_id("dossier")
    exported = DossierExported(
        kind=exporting.kind,
        subject=exporting.subject,
        position=exporting.position,
        head=exporting.head,
        shown=exporting.shown,
        opened=exporting.opened,
        reason=exporting.reason.strip(),
    )
    draft.record(id, dossiers.export(draft.load(id, dossiers.evolve), exported))
    return DossierAnswer(dossier=id, position=exporting.position)
