"""Invented accidents in the files' own form: read, changed, written again and played.

case = told("every_hop")
case["timeline"][4]["recipient"] = "province"
late(played(tmp_path, case))
"""

from __future__ import annotations

import copy
import json
from pathlib import Path
from typing import Any

import yaml

from api.cases.playing import play

CASES = Path(__file__).parents[1] / "cases"


def path_of(name: str) -> Path:
    return CASES / f"{name}.yaml"


def told(name: str) -> dict[str, Any]:
    return yaml.safe_load(path_of(name).read_text(encoding="utf-8"))


def played(folder: Path, case: dict[str, Any]) -> dict[str, Any]:
    """JSON is YAML, so that is how a changed case is written."""
    file = folder / "changed.yaml"
    file.write_text(json.dumps(case, ensure_ascii=False), encoding="utf-8")
    [finding] = play([file])
    return finding


def row(case: dict[str, Any], number: int, **changes: Any) -> dict[str, Any]:
    """The case with one row told differently, counted from 1 as evidence counts."""
    changed = copy.deepcopy(case)
    changed["timeline"][number - 1] |= changes
    return changed


def late(finding: dict[str, Any]) -> set[tuple[str, str, int, str]]:
    return {
        (one["obligor"], one["recipient"], one["minutes_late"], one["rule"])
        for one in finding["breaches"]
        if one["kind"] == "late"
    }


def suspected(finding: dict[str, Any]) -> dict[tuple[str, str], list[str]]:
    """The grounds by unit and kind."""
    return {
        (one["obligor"], one["kind"]): one["grounds"]
        for one in finding["breaches"]
        if "grounds" in one
    }


def clocks(finding: dict[str, Any]) -> set[tuple[str, str, str]]:
    return {(one["reporting_entity"], one["recipient"], one["rule"]) for one in finding["clocks"]}
