"""What would become of a register, as lines to read and as data: counts, duplicates, replaced versions, flags by row."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from api.languages import say, word_of
from api.plan_sheets.preview import PlanPreview, PlanSheetRow
from api.plan_sheets.words import flag_words, name_of, remarks, replacement_words
from contingency_plans.plan_flags import read_flag
from contingency_plans.plan_register import RowStanding


def as_data(shown: PlanPreview) -> dict[str, Any]:
    return {
        "rows": len(shown.rows),
        "plans": shown.plans,
        "versions": shown.versions,
        "standings": {one.value: shown.count(one) for one in RowStanding},
        **_of_rows(shown),
        "shared_numbers": shown.shared,
        "undecided": [words for _, words in shown.found.undecided],
        "unread": [{"row": number, "text": text} for number, text in shown.lines.unread],
        "noted_columns": shown.lines.noted,
    }


def _of_rows(shown: PlanPreview) -> dict[str, list[dict[str, Any]]]:
    return {
        "duplicates": [
            {"row": one.number, "of_row": one.outcome.of_row, "differs": one.outcome.changes}
            for one in _standing(shown, RowStanding.DUPLICATE)
        ],
        "changed": [
            {"row": one.number, "fields": one.outcome.changes}
            for one in _standing(shown, RowStanding.CHANGED)
        ],
        "replaced": [_replaced(shown, one) for one in shown.rows if one.over],
        "flags": [_flag(one, kept) for one in shown.rows for kept in one.flags],
        "alike": [{"row": one.number, "titles": one.alike} for one in shown.rows if one.alike],
    }


def _standing(shown: PlanPreview, standing: RowStanding) -> list[PlanSheetRow]:
    return [one for one in shown.rows if one.outcome.standing is standing]


def _flag(one: PlanSheetRow, kept: str) -> dict[str, Any]:
    flag, found = read_flag(kept)
    return {"row": one.number, "flag": flag and flag.value, "found": found}


def as_lines(shown: PlanPreview, language: str) -> Iterator[str]:
    counts = {"rows": len(shown.rows), "plans": shown.plans, "versions": shown.versions}
    yield say(language, "plan_register.counted", **counts)
    standings = (f"{word_of(language, one)} {shown.count(one)}" for one in RowStanding)
    yield say(language, "plan_register.comma").join(standings)
    yield from _over(shown, language)
    yield from _flagged(shown, language)
    yield from _others(shown, language)
    yield from _aside(shown, language)


def _over(shown: PlanPreview, language: str) -> Iterator[str]:
    over = [one for one in shown.rows if one.over]
    yield say(language, "plan_register.replaced_count", count=len(over))
    for one in over:
        yield f"  {_row(one, language)} {replacement_words(shown, one, language)}"


def _flagged(shown: PlanPreview, language: str) -> Iterator[str]:
    yield say(language, "plan_register.flagged_count", count=len(shown.flagged))
    for one in shown.flagged:
        words = (flag_words(kept, language) for kept in one.flags)
        told = say(language, "plan_register.between").join(words)
        yield f"  {_row(one, language)} {told}"


def _others(shown: PlanPreview, language: str) -> Iterator[str]:
    """Rows that repeat, change or may be another plan."""
    between = say(language, "plan_register.between")
    told = (RowStanding.DUPLICATE, RowStanding.CHANGED, RowStanding.WITHDRAWN)
    for one in shown.rows:
        if one.outcome.standing in told or one.alike:
            words = between.join(remarks(shown, one, language))
            yield f"{_row(one, language)} {word_of(language, one.outcome.standing)} {words}"


def _aside(shown: PlanPreview, language: str) -> Iterator[str]:
    """What is said of the sheet as a whole."""
    for shared, count in shown.shared.items():
        yield say(language, "plan_register.shared", number=shared, count=count)
    for _, words in shown.found.undecided:
        yield say(language, "plan_register.undecided", words=words)
    if shown.lines.noted:
        columns = say(language, "plan_register.comma").join(shown.lines.noted)
        yield say(language, "plan_register.noted", columns=columns)
    for number, text in shown.lines.unread:
        if number:
            row = say(language, "plan_register.row", number=number)
            yield f"{row} {say(language, 'plan_register.unread_row', text=text)}"
        else:
            yield say(language, "plan_register.unread_sheet", text=text)


def _row(one: PlanSheetRow, language: str) -> str:
    place = f"{one.sheet} " if one.sheet else ""
    number = say(language, "plan_register.row", number=one.number)
    return f"{place}{number} {name_of(one.outcome.profile, one.outcome.version)}"


def _replaced(shown: PlanPreview, one: PlanSheetRow) -> dict[str, Any]:
    assert one.over
    by = next((row.number for row in shown.rows if row.outcome.version.id == one.over.by), None)
    return {"row": one.number, "by_row": by, "on": one.over.on, "words": one.over.words}
