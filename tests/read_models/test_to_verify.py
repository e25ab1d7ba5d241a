"""What a call has not told is listed to be verified; nothing that was told is."""

from __future__ import annotations

from domain.facts import Fact, Figure, Place
from domain.incoming_report import Heard
from domain.times import Basis, moment
from domain.words import IncidentClass
from projections.to_verify import to_verify
from tests.support.office import NINE

FIGURES = ["dead", "missing", "trapped", "serious_injured", "injured"]


def heard(**told):
    return to_verify(Heard(**told), call_back=True, caller=False)


def test_a_cut_call_leaves_all_but_its_number_to_be_verified():
    assert heard() == (
        *(f"intake.{word}" for word in ("place", "what", "klass", "occurred")),
        *(f"Figure.{figure}" for figure in FIGURES),
        *(f"intake.{word}" for word in ("developing", "caller_name", "told")),
    )


def test_a_figure_confirmed_as_none_is_told_and_a_blank_one_is_not():
    now = moment(NINE, Basis.ORAL)
    left = heard(facts=(Fact(figure=Figure.DEAD, value=0, as_of=now),))
    assert "Figure.dead" not in left
    assert "Figure.injured" in left


def test_a_call_that_told_everything_leaves_nothing():
    now = moment(NINE, Basis.ORAL)
    told = Heard(
        what="沟槽塌方",
        klass=IncidentClass.ACCIDENT,
        place=Place(text="云岭路口"),
        occurred=now,
        facts=tuple(Fact(figure=Figure(one), value=0, as_of=now) for one in FIGURES),
        still_developing=False,
        already_told=("119",),
    )
    assert to_verify(told, call_back=True, caller=True) == ()
