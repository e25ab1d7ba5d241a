"""A row of the preview in words: what it repeats, what becomes of which field, what is over, what a person should look at."""

from __future__ import annotations

from datetime import date
from enum import Enum
from uuid import UUID

from api.languages import say, word_of
from api.plan_sheets.preview import PlanPreview, PlanSheetRow
from contingency_plans.plan_columns import PlanColumn
from contingency_plans.plan_events import IssueDate, PlanProfile, PlanVersion
from contingency_plans.plan_flags import read_flag
from contingency_plans.plan_register import Outcome, RowStanding
from contingency_plans.plan_subtypes import SUBTYPES, subtype_name

COLUMN_OF = {  # of a field whose column is named otherwise
    "classes": PlanColumn.CLASS,
    "doc_no": PlanColumn.NUMBER,
}
SHOWN_ELSEWHERE = frozenset({"doc_no_found"})
PROFILED = frozenset(PlanProfile.__struct_fields__)


def remarks(preview: PlanPreview, row: PlanSheetRow, language: str) -> list[str]:
    """In the order a reader asks: what it is, what changes, what is over, what is doubtful."""
    outcome = row.outcome
    told = _repeats(outcome, language) if outcome.standing is RowStanding.DUPLICATE else []
    told += changes(outcome, language)
    if row.over:
        told.append(replacement_words(preview, row, language))
    told += [say(language, "plan_register.alike", title=one) for one in row.alike]
    return told + [flag_words(one, language) for one in row.flags]


def changes(outcome: Outcome, language: str) -> list[str]:
    """Field by field, as on record and as told."""
    if outcome.known is None or outcome.standing is not RowStanding.CHANGED:
        return []
    fields = [one for one in outcome.changes if one not in SHOWN_ELSEWHERE] or outcome.changes
    return [_becomes(outcome, one, language) for one in fields]


def replacement_words(preview: PlanPreview, row: PlanSheetRow, language: str) -> str:
    assert row.over
    by = _other(preview, row.over.by) if row.over.by else ""
    parts = [
        say(language, "plan_register.replaced_by", other=by)
        if by
        else say(language, "plan_register.over"),
        say(language, "plan_register.over_since", day=row.over.on) if row.over.on else "",
        row.over.words or say(language, "plan_register.overtaken"),
    ]
    return say(language, "plan_register.comma").join(one for one in parts if one)


def flag_words(kept: str, language: str) -> str:
    flag, found = read_flag(kept)
    if flag is None:
        return found
    return f"{word_of(language, flag)}：{found}" if found else word_of(language, flag)


def field_word(field: str, language: str) -> str:
    if field in ("draft", "label", "owner_unit"):
        return say(language, f"plan_register.field_{field}")
    known = {one.value for one in PlanColumn}
    column = COLUMN_OF.get(field) or (PlanColumn(field) if field in known else PlanColumn.NUMBER)
    return say(language, f"plan_register.column_{column.value}")


def shown(value: object, language: str) -> str:
    match value:
        case IssueDate():
            return value.words
        case bool():
            return say(language, f"plan_register.{'yes' if value else 'no'}_word")
        case Enum():
            return word_of(language, value)
        case tuple():
            words = (_one_of(one, language) for one in value)
            return say(language, "plan_register.comma").join(words) or _nothing(language)
        case date():
            return value.isoformat()
        case "" | None:
            return _nothing(language)
    return str(value)


def _one_of(value: object, language: str) -> str:
    """A kind of incident, as people say it; or a class."""
    return subtype_name(language, value) if value in SUBTYPES else shown(value, language)


def name_of(profile: PlanProfile, version: PlanVersion) -> str:
    """How a version is spoken of."""
    mark = version.doc_no or version.label or (version.issued.words if version.issued else "")
    return f"{profile.title} {mark}".strip()


def _repeats(outcome: Outcome, language: str) -> list[str]:
    if not outcome.changes:
        return [say(language, "plan_register.repeats", number=outcome.of_row)]
    comma = say(language, "plan_register.comma")
    fields = comma.join(field_word(one, language) for one in outcome.changes)
    return [say(language, "plan_register.repeats_otherwise", number=outcome.of_row, fields=fields)]


def _other(preview: PlanPreview, id: UUID) -> str:
    """By its row in this sheet, else by its number."""
    row = next((one for one in preview.rows if one.outcome.version.id == id), None)
    if row:
        return name_of(row.outcome.profile, row.outcome.version)
    plans = preview.shelf.values()
    return next(name_of(p.profile, v) for p in plans for v in p.versions if v.id == id)


def _becomes(outcome: Outcome, field: str, language: str) -> str:
    pairs = (outcome.known, (outcome.profile, outcome.version))
    before, after = (shown(_of(one, field), language) for one in pairs if one)
    word = field_word(field, language)
    return say(language, "plan_register.becomes", field=word, before=before, after=after)


def _of(pair: tuple[PlanProfile, PlanVersion], field: str) -> object:
    profile, version = pair
    return getattr(profile if field in PROFILED else version, field)


def _nothing(language: str) -> str:
    return say(language, "plan_register.nothing")
