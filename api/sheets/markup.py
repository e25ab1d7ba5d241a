"""A part of a packed workbook, read element by element; one that declares a document type is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from xml.parsers import expat

from api.sheets.refusals import DamagedWorkbook


def through(
    part: bytes,
    start: Callable[[str, dict[str, str]], None],
    end: Callable[[str], None],
    characters: Callable[[str], None],
) -> None:
    """Raises DamagedWorkbook."""
    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = characters
    parser.StartDoctypeDeclHandler = _doctype
    try:
        parser.Parse(part, True)
    except expat.ExpatError:
        raise DamagedWorkbook from None


def _doctype(*_: Any) -> None:
    raise DamagedWorkbook
