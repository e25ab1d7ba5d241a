"""However a plan text is spoiled, it is read or refused with lines of the file, and nothing else happens."""

from __future__ import annotations

import tomllib

from hypothesis import given, settings
from hypothesis import strategies as st

from contingency_plans.library_file import parse_plan_text
from contingency_plans.text_mistakes import Mistake, PlanTextWrong
from contingency_plans.toml_lines import TomlLines
from tests.support.plan_texts import SMALL

LINES = SMALL.split("\n")
SCRAPS = st.sampled_from(
    ["+++", '"', "'''", '"""', "[", "]", "{", "}", "=", "#", "\n", "[[cards]]", "a.b = 1", "## 事前",
     "levels", "[[roles]]\nid = 3", "= {", "\\", "\x00", "<b>", "1979-05-27", "nan", "\r", "，"]
)  # fmt: skip
AT = st.integers(0, len(SMALL))


@st.composite
def spoiled_texts(draw):
    """Cut, doubled and filled with scraps, several times."""
    text = SMALL
    for _ in range(draw(st.integers(1, 4))):
        first, last = sorted((draw(AT), draw(AT)))
        kept = text[first:last] if draw(st.booleans()) else ""
        text = text[:first] + draw(SCRAPS | st.text(max_size=8)) + kept + text[last:]
    return text


def refused(raw: bytes) -> tuple[Mistake, ...] | None:
    """None: it was read."""
    try:
        parse_plan_text(raw, "x.md")
    except PlanTextWrong as refusal:
        return refusal.mistakes
    return None


def held(raw: bytes) -> None:
    mistakes, last = refused(raw), raw.count(b"\n") + 1
    assert mistakes != ()
    assert all(1 <= one.line <= last and one.zh and one.en for one in mistakes or ())


@given(spoiled_texts())
@settings(max_examples=400, deadline=None)
def test_a_spoiled_text_is_read_or_refused_with_its_lines(text):
    held(text.encode("utf-8", "surrogatepass"))


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused(raw):
    held(raw)
    held(b"+++\n" + raw + b"\n+++\n")


@given(st.integers(0, len(LINES) - 1), st.integers(0, len(LINES) - 1))
@settings(max_examples=200, deadline=None)
def test_lines_changed_round_are_read_or_refused(one, other):
    lines = [*LINES]
    lines[one], lines[other] = lines[other], lines[one]
    held("\n".join(lines).encode())


KEYS = st.from_regex(r"[a-z]{1,6}", fullmatch=True)
VALUES = st.sampled_from(
    ["1", '"x"', "'y#'", '"""a\nb]\n"""', "[1, 2]", '[\n  "a", # b\n  "c",\n]', "{ a = 1 }", '"\\"["']
)  # fmt: skip


@given(st.dictionaries(KEYS, VALUES, max_size=8))
@settings(max_examples=200, deadline=None)
def test_a_field_is_found_on_the_line_where_it_was_written(fields):
    text, at = "", {}
    for key, value in fields.items():
        at[key] = text.count("\n") + 1
        text += f"{key} = {value}\n"
    tomllib.loads(text)
    lines = TomlLines(text)
    assert {key: lines.of(key) for key in fields} == at
