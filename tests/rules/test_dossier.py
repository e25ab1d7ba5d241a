"""导出卷宗: it goes on record once, with a reason."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from domain.dossier import DossierExported, DossierKind, DossierShown, evolve, export
from domain.kernel import ReasonMissing
from domain.shift import CheckedIn, DutyPost
from tests.support.given import given
from tests.support.ladder import minute, unit_id

EXPORTED = DossierExported(
    kind=DossierKind.INCIDENT,
    subject=str(unit_id("incident")),
    position=40,
    head="ab" * 32,
    shown=DossierShown.EVERYTHING,
    opened=False,
    reason="省厅调阅",
)


def exporting(event=EXPORTED):
    return lambda known: export(known, event)


def test_what_leaves_goes_on_record_and_asked_again_it_left_once():
    once = given(evolve).when(exporting()).then(EXPORTED)
    once.when(exporting()).then_nothing_happens()


def test_nothing_leaves_without_a_reason():
    given(evolve).when(exporting(replace(EXPORTED, reason=" "))).then_refused(ReasonMissing)


def test_nothing_else_is_a_dossiers():
    with pytest.raises(TypeError):
        evolve(None, CheckedIn(person=unit_id("x"), post=DutyPost.STANDBY, arrived=minute(0)))
