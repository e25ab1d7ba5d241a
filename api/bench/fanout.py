"""Placeholder."""

from pathlib import Path
from api.bench.figures import Figure


def measure_fanout(folder: Path, scale: float) -> tuple[Figure, Figure]:
    raise NotImplementedError
