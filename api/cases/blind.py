"""The same case without what its source calls the conduct: silence, discovery and figures must speak for themselves."""

from __future__ import annotations

from msgspec.structs import replace

from api.cases.shapes import Case, CaseRow, RowKind


def blind(case: Case) -> Case:
    """No row that says what was hidden or forged; an untrue report reads as a report, an agreed occurrence as none."""
    rows = (_as_read(row) for row in case.timeline if not _tells_the_conduct(row))
    return replace(case, timeline=tuple(rows))


def _tells_the_conduct(row: CaseRow) -> bool:
    claimed = row.kind is RowKind.OCCURRED and row.declared_not_actual
    return row.conduct is not None or claimed


def _as_read(row: CaseRow) -> CaseRow:
    return replace(row, kind=RowKind.REPORTED) if row.kind is RowKind.FALSIFIED else row
