"""重大情况: what the duty leader must hear of at once, whatever the clocks say."""

from __future__ import annotations

from domain.facts import Figure
from domain.incident import Incident
from domain.words import Level

GRAVE_LEVELS = (Level.I, Level.II, Level.III)
GRAVE_FIGURES = frozenset({Figure.DEAD, Figure.MISSING, Figure.TRAPPED})


def is_grave(incident: Incident) -> bool:
    """III or above, sensitive, or anybody dead, missing or trapped. 0 is confirmed none."""
    if not incident.is_real_life:
        return False
    hurt = any(fact.value for figure, fact in incident.figures.items() if figure in GRAVE_FIGURES)
    return hurt or incident.sensitive or incident.level in GRAVE_LEVELS
