"""A csv file: which encoding and which delimiter it is in, found from its content."""

from __future__ import annotations

import csv
import io
import re

from api.sheets.refusals import DamagedText, NotASheet, TooLarge, UnknownEncoding

DELIMITERS = ",\t;"
HEAD_CHARS = 4_000  # enough to see which delimiter is meant
MARKS = (  # longest first
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
UNMARKED = ("utf-16-le", "utf-16-be")
CONTROL = re.compile("[\x01-\x08\x0e-\x1f\x7f]")  # no office text holds these; programs do


def rows_of_text(content: bytes, rows_max: int) -> list[list[str]]:
    text = _decoded(content)
    if CONTROL.search(text):
        raise NotASheet
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    rows: list[list[str]] = []
    try:
        for row in lines:
            rows.append(row)
            if len(rows) > rows_max:
                raise TooLarge(f"> {rows_max}")
    except csv.Error:
        raise DamagedText(f"{lines.line_num}") from None
    return rows


def _decoded(content: bytes) -> str:
    """Marked, or tried: UTF-8 is never right by chance, GB18030 is what offices in China write."""
    for encoding in _candidates(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding not in UNMARKED or any(one in text for one in f"{DELIMITERS}\n"):
            return text
    raise NotASheet if b"\x00" in content else UnknownEncoding


def _candidates(content: bytes) -> tuple[str, ...]:
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return (encoding,)
    if b"\x00" in content:
        return (_unmarked_utf_16(content), "utf-8", "gb18030")
    return ("utf-8", "gb18030")


def _unmarked_utf_16(content: bytes) -> str:
    """ASCII commas and line ends put the NUL second in little endian, first in big endian."""
    second, first = content[1::2].count(0), content[0::2].count(0)
    return UNMARKED[first > second]


def _delimiter(text: str) -> str:
    head = text[:HEAD_CHARS]
    return max(DELIMITERS, key=head.count)
