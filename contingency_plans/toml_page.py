"""Reads a TOML file strictly, and says of every mistake in which line it stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any, ClassVar, TypeVar

import msgspec

from domain.kernel import Refused

Shape = TypeVar("Shape")
Path = tuple[str | int, ...]

TEXT_CHARACTERS_MAX = 200_000
HEADER = re.compile(r"\s*(\[\[?)\s*([\w.-]+)\s*\]\]?")
KEY = re.compile(r"\s*([\w-]+(?:\s*\.\s*[\w-]+)*)\s*=\s*(.*)")
AT_LINE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")
LONG = ('"""', "'''")


class FileError(Refused):
    """文件有误"""

    EN: ClassVar[str] = "There is a mistake in the file"

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}:{line}: {why}")
        self.file = file
        self.line = line
        self.why = why


class TomlPage:
    """A file read as plain data, with the line of every key still known."""

    def __init__(self, name: str, text: str) -> None:
        """Raises FileError unless it is TOML."""
        if len(text) > TEXT_CHARACTERS_MAX:
            raise FileError(name, 1, f"longer than {TEXT_CHARACTERS_MAX} characters")
        try:
            self.plain: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise _unreadable(name, text, str(error)) from None
        self._name = name
        self._lines = dict(_places(text))

    def read_as(self, shape: type[Shape]) -> Shape:
        """The file as this shape. Unknown fields, wrong words and missing fields are refused."""
        try:
            return msgspec.convert(self.plain, shape)
        except msgspec.ValidationError as error:
            raise self._placed(str(error)) from None

    def error(self, why: str, *path: str | int) -> FileError:
        """At the line of the path, or of the last step of it that stands on a line of its own."""
        known = (path[:upto] for upto in range(len(path), 0, -1))
        line = next((self._lines[one] for one in known if one in self._lines), 1)
        return FileError(self._name, line, why)

    def _placed(self, message: str) -> FileError:
        """msgspec says where as a path ($.injects[3].minute); an unknown field it names in words."""
        why, _, place = message.partition(" - at ")
        where = place.partition("$")[2].rstrip("`")
        steps = re.findall(r"\.(\w+)|\[(\d+)\]", where)
        path = [int(number) if number else field for field, number in steps]
        unknown = re.search(r"unknown field `(.+)`", why)
        return self.error(why, *path, *([unknown[1]] if unknown else []))


def _unreadable(name: str, text: str, said: str) -> FileError:
    found = AT_LINE.search(said)
    line = int(found[1]) if found and found[1] else text.count("\n") + 1
    return FileError(name, line, AT_LINE.sub("", said))


def _places(text: str) -> Iterator[tuple[Path, int]]:
    """Every table's and every key's path, with its line; what stands inside a value has none of its own."""
    table: Path = ()
    counted: dict[Path, int] = {}
    inside = ""  # of a value over several lines, what ends it
    for number, line in enumerate(text.splitlines(), 1):
        if inside:
            inside = "" if inside in line else inside
        elif header := HEADER.match(line):
            table = _table(header[1] == "[[", tuple(header[2].split(".")), counted)
            yield table, number
        elif key := KEY.match(line):
            yield (*table, *re.split(r"\s*\.\s*", key[1])), number
            inside = _left_open(key[2])


def _table(listed: bool, names: tuple[str, ...], counted: dict[Path, int]) -> Path:
    """[[injects]] begins the next of them; [injects.facts] is of the last."""
    path: Path = ()
    for at, name in enumerate(names, 1):
        path = (*path, name)
        if listed and at == len(names):
            counted[path] = counted.get(path, -1) + 1
        if path in counted:
            path = (*path, counted[path])
    return path


def _left_open(value: str) -> str:
    return next((one for one in LONG if value.startswith(one) and one not in value[3:]), "")
