"""What happens on each line of reporting: of which class and kind, by which rules, with whose departments."""

from __future__ import annotations

from typing import NamedTuple

from domain.words import IncidentClass, Level, Line


class Setting(NamedTuple):
    """`rules`: one of them at least must have been kept, or nothing was proved."""

    klass: IncidentClass
    subtypes: tuple[str, ...]
    lines: tuple[Line, ...]
    presets: tuple[str, ...]
    rules: frozenset[str]
    levels: tuple[Level | None, ...] = (Level.IV, Level.III, Level.II, Level.I, None)


LINES = {
    "government": Setting(
        IncidentClass.UNKNOWN,
        ("",),
        (Line.GOVERNMENT,),
        ("wuhan", "guoban2015", "county_hub", "anhui"),
        frozenset({"B07-PHONE"}),
    ),
    "work safety": Setting(
        IncidentClass.ACCIDENT,
        ("", "fire", "special_equipment", "construction", "mine"),
        (Line.WORK_SAFETY, Line.MARKET_SUPERVISION, Line.CONSTRUCTION),
        ("wuhan",),
        frozenset({"C02", "C03"}),
    ),
    "environment": Setting(
        IncidentClass.ACCIDENT,
        ("environment",),
        (Line.ENVIRONMENT,),
        (),
        frozenset({"D01", "D02"}),
    ),
    "health and food": Setting(
        IncidentClass.PUBLIC_HEALTH,
        ("food_poisoning", "infectious_disease", "animal_disease", ""),
        (Line.HEALTH, Line.FOOD, Line.ANIMAL_DISEASE),
        ("food_summary",),
        frozenset({"E01", "E07", "E11"}),
    ),
    "nature": Setting(
        IncidentClass.NATURAL_DISASTER,
        ("flood", "drought", "forest_fire", "landslide", ""),
        (Line.NATURAL_DISASTER,),
        ("forest_fire_city", "flood_prefecture"),
        frozenset({"F01"}),
    ),
    "cyber": Setting(
        IncidentClass.ACCIDENT,
        ("cyber", "cyber_critical"),
        (Line.CYBER,),
        (),
        frozenset({"G01", "G04", "G06"}),
    ),
    "society": Setting(
        IncidentClass.SOCIAL_SECURITY,
        ("mass_incident", "tourism", "school"),
        (Line.PUBLIC_SECURITY, Line.TOURISM, Line.EDUCATION),
        ("wuhan", "school"),
        frozenset({"B01", "B02", "B03", "H04", "H05"}),
    ),
    "publicity": Setting(
        IncidentClass.SOCIAL_SECURITY,
        ("",),
        (Line.PUBLICITY,),
        ("publicity", "wuhan"),
        frozenset({"I01"}),
        (Level.II, Level.I),
    ),
    "desk": Setting(
        IncidentClass.ACCIDENT,
        ("",),
        (Line.WORK_SAFETY,),
        ("county_hub", "paper_after_phone"),
        frozenset({"K07"}),
    ),
}
