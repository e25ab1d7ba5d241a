"""How the proposals compare with the official findings, kind by kind, by the rule the case files come with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from api.cases.blind import blind
from api.cases.expected import AMBIGUOUS, ExpectedRow, expected_rows
from api.cases.findings import Json, findings
from api.cases.replay import play_case
from api.cases.shapes import Case

KINDS = ("late", "omitted", "false", "concealed", AMBIGUOUS)
HIT, MISS, FALSE_POSITIVE, EXTRA = "hit", "miss", "false_positive", "extra"
MODES = {"full": lambda case: case, "blind": blind}


class Mark(NamedTuple):
    """One label that was hit or missed, or one proposal that no finding names."""

    result: str
    kind: str
    strength: str
    case: str
    obligor: str


def score(cases: list[Case]) -> Json:
    """Both readings of every case. Raises CaseRefused before anything is played."""
    rows = {case.id: expected_rows(case) for case in cases}
    return {
        mode: _mode([(read(case), rows[case.id]) for case in cases]) for mode, read in MODES.items()
    }


def _mode(cases: list[tuple[Case, tuple[ExpectedRow, ...]]]) -> Json:
    marks: list[Mark] = []
    overruns: list[Json] = []
    for case, rows in cases:
        if rows:
            breaches = findings(play_case(case))["breaches"]
            marks += _marks(case.id, rows, breaches)
            overruns += _overruns(case.id, rows, breaches)
    return {
        "cases": sum(bool(rows) for _, rows in cases),
        "kinds": {kind: _figures(one for one in marks if one.kind == kind) for kind in KINDS},
        "strengths": {key: _figures(one for one in marks if one.strength == key) for key in "AB"},
        "total": _figures(marks),
        "overruns": overruns,
        "missed": _listed(marks, MISS),
        "false_positives": _listed(marks, FALSE_POSITIVE),
        "extras": _listed(marks, EXTRA),
    }


def _marks(case: str, rows: tuple[ExpectedRow, ...], breaches: list[Json]) -> Iterator[Mark]:
    """By unit: recipients are often assumed. Units without a finding are nobody's business here."""
    for obligor in dict.fromkeys(row.obligor for row in rows):
        proposed = {one["kind"] for one in breaches if one["obligor"] == obligor}
        own = [row for row in rows if row.obligor == obligor]
        for row in own:
            for result, kind in _judged(row, proposed):
                yield Mark(result, kind, row.strength, case, obligor)
        listed = {str(kind) for row in own for kind in row.breaches}
        for kind in sorted(proposed - listed) if listed else ():
            yield Mark(EXTRA, kind, min(row.strength for row in own), case, obligor)


def _judged(row: ExpectedRow, proposed: set[str]) -> Iterator[tuple[str, str]]:
    if not row.breaches:
        yield from ((FALSE_POSITIVE, kind) for kind in sorted(proposed))
    elif row.any_of:
        yield HIT if proposed & set(row.breaches) else MISS, AMBIGUOUS
    else:
        yield from ((HIT if kind in proposed else MISS, str(kind)) for kind in row.breaches)


def _overruns(case: str, rows: tuple[ExpectedRow, ...], breaches: list[Json]) -> Iterator[Json]:
    """Where the finding says by how much at least it was late."""
    for row in rows:
        if row.delay_over_minutes is None:
            continue
        late = [
            one["minutes_late"]
            for one in breaches
            if one["obligor"] == row.obligor and "minutes_late" in one
        ]
        computed = max(late, default=None)
        reached = computed is not None and computed >= row.delay_over_minutes
        yield {
            "case": case,
            "obligor": row.obligor,
            "stated": row.delay_over_minutes,
            "computed": computed,
            "reached": reached,
        }


def _figures(marks: Iterable[Mark]) -> Json:
    results = [one.result for one in marks]
    hits, misses, false, extras = (results.count(one) for one in (HIT, MISS, FALSE_POSITIVE, EXTRA))
    return {
        "labels": hits + misses,
        "hits": hits,
        "misses": misses,
        "false_positives": false,
        "extras": extras,
        "recall": _share(hits, hits + misses),
        "precision": _share(hits, hits + false),
        "precision_wide": _share(hits, hits + false + extras),
    }


def _share(part: int, whole: int) -> float | None:
    """None of nothing is no share."""
    return round(part / whole, 4) if whole else None


def _listed(marks: list[Mark], result: str) -> list[dict[str, Any]]:
    return [
        {"case": one.case, "obligor": one.obligor, "kind": one.kind}
        for one in marks
        if one.result == result
    ]
