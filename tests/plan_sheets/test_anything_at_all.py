"""Whatever stands in a sheet: a register, or one refusal; and once taken in, the same sheet is no news."""

from __future__ import annotations

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from api.plan_sheets.headings import ALIASES
from api.plan_sheets.report import as_data, as_lines
from desk.register import Register
from domain.kernel import Refused
from tests.plan_sheets.conftest import as_csv, found_rows, looked_at

HEADINGS = [name for names in ALIASES.values() for name in names]
ROWS = found_rows()
PIECES = sorted({cell for row in ROWS for cell in row})
TYPED = (
    st.text(max_size=25)
    | st.sampled_from(PIECES)
    | st.tuples(st.sampled_from(PIECES), st.sampled_from(PIECES)).map("".join)
    | st.from_regex(r"\A[〔\[(【]?[12][0-9]{2,7}[〕\])】]?[0-9]{0,4}号?\Z")
)
SHEETS = st.lists(st.lists(TYPED, max_size=8), max_size=12)
HEADS = st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=8)


def survives(content):
    """Read, told in both languages, and read again once it is on record."""
    try:
        shown = looked_at(content)
    except Refused:
        return
    assert as_data(shown)["rows"] == len(shown.rows)
    for language in ("zh", "en"):
        assert all("\n" not in line for line in as_lines(shown, language))
    again = looked_at(content, Register()._replace(plans=shown.shelf))
    assert not again.changing


@settings(max_examples=60, deadline=None)
@given(head=HEADS, rows=SHEETS)
def test_cells_of_any_kind(head, rows):
    survives(as_csv([head, *rows]))


@settings(max_examples=60, deadline=None)
@given(rows=SHEETS)
def test_rows_of_any_kind_under_the_real_header(rows):
    survives(as_csv([ROWS[0], *rows]))


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 2**32))
def test_real_rows_cut_doubled_and_shuffled(seed):
    dice = random.Random(seed)
    rows = dice.choices(ROWS[1:], k=30)
    survives(as_csv([ROWS[0], *(mutated(row, dice) for row in rows)]))


def mutated(row, dice):
    cells = list(row)
    for _ in range(dice.randint(0, 3)):
        at = dice.randrange(len(cells))
        text = cells[at]
        cut = dice.randint(0, len(text))
        cells[at] = dice.choice(
            [text[:cut], text[cut:], text[cut:] + text[:cut], text * 2, dice.choice(PIECES), ""]
        )
    return cells


@settings(max_examples=30, deadline=None)
@given(content=st.binary(max_size=400))
def test_bytes_that_are_no_sheet(content):
    survives(content)
