"""Reads a YAML file strictly, and says of every mistake in which line it stands."""

from __future__ import annotations

import re
from typing import Any, ClassVar, TypeVar

import msgspec
import yaml

from domain.kernel import Refused

Shape = TypeVar("Shape")

TEXT_CHARACTERS_MAX = 1_000_000
DEPTH_MAX = 20
HOUR_OF_DAY = re.compile(r"\d\d:\d\d")


class RuleError(Refused):
    """规则文件有误"""

    EN: ClassVar[str] = "There is a mistake in the rules file"

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}:{line}: {why}")
        self.file = file
        self.line = line
        self.why = why


def placed(message: str) -> tuple[str, tuple[str | int, ...]]:
    """What msgspec says is wrong, and where: as a path ($.rules[3].limit), or in words for an unknown field."""
    why, _, place = message.partition(" - at ")
    where = place.partition("$")[2].rstrip("`")
    steps = re.findall(r"\.(\w+)|\[(\d+)\]", where)
    path = [int(number) if number else field for field, number in steps]
    unknown = re.search(r"unknown field `(.+)`", why)
    return why, (*path, *([unknown[1]] if unknown else []))


class Page:
    """A file read as plain data, with its lines still known."""

    def __init__(self, name: str, root: yaml.Node) -> None:
        self._name = name
        self._root = root

    def read_as(self, shape: type[Shape]) -> Shape:
        """The file as this shape. Unknown fields, wrong words and missing fields are refused."""
        plain = _plain(self._name, self._root)
        try:
            return msgspec.convert(plain, shape)
        except msgspec.ValidationError as error:
            why, path = placed(str(error))
            raise self.error(why, *path) from None

    def error(self, why: str, *path: str | int) -> RuleError:
        return RuleError(self._name, _line(_walk(self._root, path)), why)


def read_page(text: str, name: str) -> Page:
    """Raises RuleError unless it is one plain YAML document: no anchors, tags, doubled keys."""
    if len(text) > TEXT_CHARACTERS_MAX:
        raise RuleError(name, 1, f"longer than {TEXT_CHARACTERS_MAX} characters")
    try:
        _refuse_tricks(text, name)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise RuleError(name, _line_of(mark), str(error.problem)) from None
    except yaml.reader.ReaderError as error:
        raise RuleError(name, 1, error.reason) from None
    if root is None:
        raise RuleError(name, 1, "the file is empty")
    return Page(name, root)


def _refuse_tricks(text: str, name: str) -> None:
    """Anchors can make gigabytes of a short file, tags name anything, depth break the stack."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = _line_of(event.start_mark)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise RuleError(name, line, "anchors and aliases are not allowed")
        if isinstance(event, yaml.NodeEvent) and getattr(event, "tag", None):
            raise RuleError(name, line, "tags are not allowed")
        depth += isinstance(event, yaml.CollectionStartEvent)
        depth -= isinstance(event, yaml.CollectionEndEvent)
        if depth > DEPTH_MAX:
            raise RuleError(name, line, f"nested deeper than {DEPTH_MAX}")


def _plain(name: str, node: yaml.Node) -> Any:
    if isinstance(node, yaml.SequenceNode):
        return [_plain(name, item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        return _mapping(name, node)
    return _scalar(name, node)


def _mapping(name: str, node: yaml.MappingNode) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for key, value in node.value:
        if not isinstance(key, yaml.ScalarNode):
            raise RuleError(name, _line(key), "a key must be a word")
        if key.value in plain:
            raise RuleError(name, _line(key), f"{key.value} stands here twice")
        plain[key.value] = _plain(name, value)
    return plain


def _scalar(name: str, node: yaml.Node) -> Any:
    if HOUR_OF_DAY.fullmatch(str(node.value)):
        return f"{node.value}:00"  # to YAML 22:00 is the number 1320
    try:
        return yaml.SafeLoader("").construct_object(node)
    except (yaml.YAMLError, ValueError):
        raise RuleError(name, _line(node), f"not a value: {node.value}") from None


def _walk(node: yaml.Node, path: tuple[str | int, ...]) -> yaml.Node:
    """The node at the end of the path, or the last one on the way to it."""
    for step in path:
        found = None
        if isinstance(step, int) and isinstance(node, yaml.SequenceNode):
            found = node.value[step]
        elif isinstance(node, yaml.MappingNode):
            found = next(
                (_spot(key, value) for key, value in node.value if key.value == step), None
            )
        if found is None:
            return node
        node = found
    return node


def _spot(key: yaml.Node, value: yaml.Node) -> yaml.Node:
    """A scalar is told by its key's line: a value folded over several lines begins there."""
    return value if isinstance(value, yaml.CollectionNode) else key


def _line(node: yaml.Node) -> int:
    return _line_of(node.start_mark)


def _line_of(mark: Any) -> int:
    return int(mark.line) + 1
