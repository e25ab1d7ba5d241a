"""Reads TOML, and says in which line what is wrong stands and each field, table and item begins: tomllib does not."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

PLACE = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)$")
ENDLESS = re.compile(
    r"[+-]?\d\w{18,}"
)  # no number of ours has as many digits, nor does the log hold one
TOKEN = re.compile(
    r'"""(?:\\.|[^\\])*?"{3,5}'
    r"|'''.*?'{3,5}"
    r'|"(?:\\.|[^"\\\n])*"'
    r"|'[^'\n]*'"
    r"|\#[^\n]*"
    r"|[\[\]{},=\n]"
    r"|[^\s\[\]{},=\"'\#]+"
    r"|[^\S\n]+"
    r"|.",
    re.S,
)
OPEN, CLOSE = "[{", "]}"
Path = tuple[str | int, ...]


class TomlWrong(ValueError):
    """`why`: as tomllib begins to say it."""

    def __init__(self, line: int, why: str) -> None:
        super().__init__(f"{why} (at line {line})")
        self.line = line
        self.why = why


def read_toml(text: str, first: int = 1) -> dict[str, Any]:
    """`first`: the line of the file on which the text begins. Raises TomlWrong."""
    for line, word in tokens(text, first):
        if ENDLESS.fullmatch(word):
            raise TomlWrong(line, "Invalid value")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = PLACE.search(str(error))
        line = int(found[1]) if found and found[1] else text.count("\n") + 1
        raise TomlWrong(line + first - 1, PLACE.sub("", str(error))) from None


class TomlLines:
    """`first`: the line of the file on which the text begins. For a text that tomllib can read."""

    def __init__(self, text: str, first: int = 1) -> None:
        self._first = first
        self._lines: dict[Path, int] = {}
        self._tables: dict[str, int] = {}
        self._table: Path = ()
        self._read(list(tokens(text, first)))

    def of(self, *path: str | int) -> int:
        """The line of that field, or of the nearest thing around it that is known."""
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path, self._first)

    def _read(self, all_of_it: list[tuple[int, str]]) -> None:
        for statement in _statements(all_of_it):
            line, word = statement[0]
            if word == "[":
                self._begin_table(line, statement)
            else:
                self._field(line, self._table, statement)

    def _begin_table(self, line: int, statement: list[tuple[int, str]]) -> None:
        name = "".join(word for _, word in statement if word not in OPEN + CLOSE)
        self._table = _key(name)
        if statement[1:2] and statement[1][1] == "[":
            number = self._tables.get(name, -1) + 1
            self._tables[name] = number
            self._lines.setdefault(self._table, line)
            self._table = (*self._table, number)
        self._put(self._table, line)

    def _field(self, line: int, around: Path, words: list[tuple[int, str]]) -> None:
        equals = next((n for n, (_, word) in enumerate(words) if word == "="), len(words))
        path = (*around, *_key("".join(word for _, word in words[:equals])))
        self._put(path, line)
        self._value(path, words[equals + 1 :])

    def _value(self, path: Path, words: list[tuple[int, str]]) -> None:
        if len(words) < 2 or words[0][1] not in OPEN:
            return
        listed = words[0][1] == "["
        for number, item in enumerate(_items(words[1:-1])):
            if listed:
                self._put((*path, number), item[0][0])
                self._value((*path, number), item)
            else:
                self._field(item[0][0], path, item)

    def _put(self, path: Path, line: int) -> None:
        for length in range(1, len(path) + 1):
            self._lines.setdefault(path[:length], line)


def tokens(text: str, first: int = 1) -> Iterator[tuple[int, str]]:
    """Words and marks with their lines; line ends as they are, blanks and comments left out."""
    line = first
    for found in TOKEN.finditer(text):
        word = found[0]
        if word == "\n" or not (word.isspace() or word.startswith("#")):
            yield line, word
        line += word.count("\n")


def deeper_than(text: str, most: int, first: int = 1) -> int | None:
    """The line on which brackets stand deeper in each other."""
    depth = 0
    for line, word in tokens(text, first):
        depth += (word in OPEN) - (word in CLOSE)
        if depth > most:
            return line
    return None


def _statements(words: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    """What stands from one line's beginning to the end of its value, which may be lines below."""
    depth, statement = 0, []
    for line, word in [*words, (0, "\n")]:
        depth += (word in OPEN) - (word in CLOSE)
        if word != "\n":
            statement.append((line, word))
        elif depth <= 0 and statement:
            yield statement
            depth, statement = 0, []


def _items(words: list[tuple[int, str]]) -> Iterator[list[tuple[int, str]]]:
    depth, item = 0, []
    for line, word in [*words, (0, ",")]:
        depth += (word in OPEN) - (word in CLOSE)
        if word != "," or depth:
            item.append((line, word))
        elif item:
            yield item
            item = []


def _key(written: str) -> tuple[str, ...]:
    """`a.b` is b of a; a quoted key is one word."""
    if written[:1] in "\"'":
        return (written.strip("\"'"),)
    return tuple(written.split("."))
