"""A scenario written as the file that people edit."""

from __future__ import annotations

import json

from contingency_plans.scenario import Scenario, StatedFigures

HEAD = ("id", "title", "form", "klass", "subtype", "place", "summary", "plans", "participants")


def written(scenario: Scenario) -> str:
    """TOML; a string of JSON is one of TOML's as well."""
    lines = [f"{name} = {_value(getattr(scenario, name))}" for name in HEAD]
    for table, rows in (("injects", scenario.injects), ("expected", scenario.expected)):
        for row in rows:
            fields = ((name, getattr(row, name)) for name in row.__struct_fields__)
            lines += ["", f"[[{table}]]"]
            said = (
                (name, it)
                for name, it in fields
                if it not in ("", StatedFigures()) and it is not False
            )
            lines += [f"{name} = {_value(it)}" for name, it in said]
    return "\n".join((*lines, ""))


def _value(given: object) -> str:
    match given:
        case StatedFigures():
            inner = ", ".join(f"{key} = {_value(it)}" for key, it in given.stated().items())
            return f"{{ {inner} }}"
        case tuple():
            return f"[{', '.join(map(_value, given))}]"
    return json.dumps(given, ensure_ascii=False)
