"""A scenario file read as plain data, with the line of every field still known."""

from __future__ import annotations

from typing import Any, ClassVar, TypeVar

import msgspec

from contingency_plans.toml_lines import TomlLines, TomlWrong, deeper_than, read_toml
from domain.kernel import Refused
from domain.rule_text import placed

Shape = TypeVar("Shape")

TEXT_CHARACTERS_MAX, DEPTH_MAX = 200_000, 20


class ScenarioWrong(Refused):
    """演练脚本有误"""

    EN: ClassVar[str] = "There is a mistake in the scenario file"

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}:{line}: {why}")
        self.file = file
        self.line = line
        self.why = why


class ScenarioPage:
    def __init__(self, name: str, text: str) -> None:
        """Raises ScenarioWrong unless it is TOML."""
        self._name = name
        if len(text) > TEXT_CHARACTERS_MAX:
            raise ScenarioWrong(name, 1, f"longer than {TEXT_CHARACTERS_MAX} characters")
        if line := deeper_than(text, DEPTH_MAX):
            raise ScenarioWrong(name, line, f"nested deeper than {DEPTH_MAX}")
        try:
            self._plain: dict[str, Any] = read_toml(text)
        except TomlWrong as wrong:
            raise ScenarioWrong(name, wrong.line, wrong.why) from None
        self._lines = TomlLines(text)

    def read_as(self, shape: type[Shape]) -> Shape:
        """The file as this shape. Unknown fields, wrong words and missing fields are refused."""
        try:
            return msgspec.convert(self._plain, shape)
        except msgspec.ValidationError as error:
            why, path = placed(str(error))
            raise self.error(why, *path) from None

    def error(self, why: str, *path: str | int) -> ScenarioWrong:
        return ScenarioWrong(self._name, self._lines.of(*path), why)
