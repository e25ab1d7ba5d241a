"""Two digits name a township; whatever is no code of ours stays as it was typed."""

from __future__ import annotations

from uuid import UUID

import pytest

from api.townships import numbered, place_of
from domain.facts import Place
from domain.unit import UnitProfile
from domain.words import Tier, UnitKind
from projections.network import UnitRow


def township(name, code=""):
    profile = UnitProfile(
        name=name,
        short_name=name,
        tier=Tier.TOWNSHIP,
        kind=UnitKind.GOVERNMENT,
        region_code=code,
    )
    return UnitRow(UUID(int=len(name)), profile)


KNOWN = numbered([township("青石镇"), township("白沙街道"), township("云岭高新园", "320199003")])


def test_a_division_code_numbers_itself_and_the_others_take_what_is_free():
    assert {(one.code, one.name) for one in KNOWN} == {
        ("03", "云岭高新园"),
        ("01", "白沙街道"),
        ("02", "青石镇"),
    }


@pytest.mark.parametrize(
    ("typed", "place"),
    [
        ("02 远帆化工厂区", Place(text="青石镇 远帆化工厂区", township="02")),
        ("03", Place(text="云岭高新园", township="03")),
        ("27 号院", Place(text="27 号院")),
        ("312国道 K104", Place(text="312国道 K104")),
        ("18号楼", Place(text="18号楼")),
        ("  ", None),
    ],
)
def test_what_is_typed_is_understood_or_kept(typed, place):
    assert place_of(typed, KNOWN) == place
