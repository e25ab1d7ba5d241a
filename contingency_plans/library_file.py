"""Reads one plan text strictly: every mistake in its head and its body, each with its line."""

from __future__ import annotations

import hashlib
from typing import Any

from msgspec.structs import replace

from contingency_plans.plan_subtypes import SUBTYPES
from contingency_plans.plan_text import PlanText
from contingency_plans.text_body import read_body
from contingency_plans.text_checks import Checking
from contingency_plans.text_mistakes import Notes, PlanTextWrong
from contingency_plans.text_shape import WRONG, Shaping
from contingency_plans.toml_lines import TomlLines, TomlWrong, deeper_than, read_toml
from domain.rule_text import TEXT_CHARACTERS_MAX

MARK = "+++"
DEPTH_MAX = 8
OURS = {"body": {}, "digest": ""}  # not written in the head
OPTIONAL: dict[str, Any] = {"subtypes": [], "words": []}
TOML_ZH = (  # how tomllib begins to say it
    ("Expected '='", "键后缺少等号"),
    ("Cannot overwrite", "同一项写了两次"),
    ("Duplicate inline", "同一项写了两次"),
    ("Cannot declare", "同一个表写了两次"),
    ("Cannot mutate", "同一项写了两次"),
    ("Invalid initial character for a key", "键名有误"),
    ("Invalid statement", "这一行不成立"),
    ("Expected newline", "值后面有多余的内容"),
    ("Unclosed array", "方括号没有闭合"),
    ("Unclosed inline table", "花括号没有闭合"),
    ("Unterminated string", "引号没有闭合"),
    ("Illegal character", "引号没有闭合，或有不能写的字符"),
    ("Unescaped", "引号里的反斜杠须写成两个"),
    ("Invalid value", "值有误，文字须加引号"),
)


def parse_plan_text(
    raw: bytes, name: str, subtypes: frozenset[str] = frozenset(SUBTYPES)
) -> PlanText:
    """Raises PlanTextWrong, which names the file and every line that is wrong."""
    notes = Notes()
    text = _read(_lines(raw, notes), notes, subtypes)
    if text is None or notes:
        raise PlanTextWrong(name, notes.found)
    return replace(text, digest=hashlib.sha256(raw).hexdigest())


def _lines(raw: bytes, notes: Notes) -> list[str]:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        notes.add(raw[: error.start].count(b"\n") + 1, "not_utf8")
        return []
    if len(text) > TEXT_CHARACTERS_MAX:
        notes.add(1, "too_long", most=TEXT_CHARACTERS_MAX)
        return []
    return text.replace("\r\n", "\n").split("\n")


def _read(lines: list[str], notes: Notes, subtypes: frozenset[str]) -> PlanText | None:
    if notes:
        return None
    if lines[0].rstrip() != MARK:
        notes.add(1, "no_head")
        return None
    end = next((n for n, line in enumerate(lines[1:], 1) if line.rstrip() == MARK), None)
    if end is None:
        notes.add(1, "head_open")
        return None
    body_notes = Notes()
    body = read_body(lines[end + 1 :], end + 2, body_notes)
    text = _head("\n".join(lines[1:end]), notes, subtypes)
    notes.take(body_notes)
    return replace(text, body=body) if text else None


def _head(head: str, notes: Notes, subtypes: frozenset[str]) -> PlanText | None:
    plain = _toml(head, notes)
    if plain is None:
        return None
    lines = TomlLines(head, first=2)
    for key in OURS.keys() & plain.keys():
        notes.add(lines.of(key), "unknown_key", key=key)
    text = Shaping(lines, notes).entry(PlanText, {**OPTIONAL, **plain, **OURS}, ())
    if text is WRONG or notes:
        return None
    Checking(text, lines, notes).all(subtypes)
    return text  # type: ignore[no-any-return]


def _toml(head: str, notes: Notes) -> dict[str, Any] | None:
    if line := deeper_than(head, DEPTH_MAX, first=2):
        notes.add(line, "too_deep", most=DEPTH_MAX)
        return None
    try:
        return read_toml(head, first=2)
    except TomlWrong as wrong:
        zh = next((zh for begins, zh in TOML_ZH if wrong.why.startswith(begins)), wrong.why)
        notes.add(wrong.line, "toml", zh=zh, en=wrong.why)
        return None
