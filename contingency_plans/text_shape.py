"""Reads plain data as one of our values and notes every mistake of it, each on its line."""

from __future__ import annotations

from enum import Enum
from typing import Any, get_args, get_origin

import msgspec

from contingency_plans.text_mistakes import Notes
from contingency_plans.toml_lines import Path, TomlLines
from domain.kernel import Value

WRONG = object()  # a mistake was noted; nothing to go on with
NOBODY_PLANS = ("unknown",)  # a class or a level that nobody has decided yet
KINDS: dict[Any, tuple[str, str]] = {
    str: ("文字", "text"),
    int: ("整数", "a whole number"),
    tuple: ("列表", "a list"),
    dict: ("一组项目", "a table"),
}


class Shaping:
    """One head being read."""

    def __init__(self, lines: TomlLines, notes: Notes) -> None:
        self._lines = lines
        self._notes = notes

    def entry(self, shape: type[Value], plain: Any, path: Path) -> Any:
        """A value of this shape, or WRONG. Unknown, missing and wrong fields are all noted."""
        if not isinstance(plain, dict):
            return self._wrong(path, dict)
        fields = {one.name: one for one in msgspec.structs.fields(shape)}
        for key in plain.keys() - fields.keys():
            self._notes.add(self._lines.of(*path, key), "unknown_key", key=key)
        for name, field in fields.items():
            if field.required and name not in plain:
                self._notes.add(self._lines.of(*path), "missing", key=name)
        known = {key: value for key, value in plain.items() if key in fields}
        read = {key: self.read(fields[key].type, one, (*path, key)) for key, one in known.items()}
        if self._notes:
            return WRONG
        return shape(**read)

    def read(self, kind: Any, plain: Any, path: Path) -> Any:
        if get_origin(kind) is tuple:
            return self._list(get_args(kind)[0], plain, path)
        if get_origin(kind) is dict:
            return self._counts(get_args(kind)[0], plain, path)
        if issubclass(kind, Value):
            return self.entry(kind, plain, path)
        if issubclass(kind, Enum):
            return self._word(kind, plain, path)
        return plain if type(plain) is kind else self._wrong(path, kind)

    def _list(self, kind: Any, plain: Any, path: Path) -> Any:
        if not isinstance(plain, list):
            return self._wrong(path, tuple)
        read = tuple(self.read(kind, one, (*path, number)) for number, one in enumerate(plain))
        for number, one in enumerate(read):
            hashed = one is not WRONG and isinstance(one, str)
            if hashed and one in read[:number]:
                line = self._lines.of(*path, number)
                self._notes.add(line, "twice", key=_name(path), value=one)
        return read

    def _counts(self, kind: Any, plain: Any, path: Path) -> Any:
        """So many at least of each measure."""
        if not isinstance(plain, dict):
            return self._wrong(path, dict)
        read = {self._word(kind, key, (*path, key)): value for key, value in plain.items()}
        for key, value in plain.items():
            if type(value) is not int or value < 1:
                self._notes.add(self._lines.of(*path, key), "figure", key=key)
        return read

    def _word(self, kind: type[Enum], plain: Any, path: Path) -> Any:
        words = [str(one.value) for one in kind if one.value not in NOBODY_PLANS]
        if plain in words:
            return kind(plain)
        allowed = " ".join(words)
        line = self._lines.of(*path)
        self._notes.add(line, "word", key=_name(path), value=plain, allowed=allowed)
        return WRONG

    def _wrong(self, path: Path, kind: Any) -> Any:
        zh, en = KINDS[kind]
        self._notes.add(self._lines.of(*path), "kind", key=_name(path), zh=zh, en=en)
        return WRONG


def _name(path: Path) -> str:
    return next((one for one in reversed(path) if isinstance(one, str)), "")
