"""The rows of a sheet that are people: what they would become, and which posts they would take."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from api.sheets.cells import WrongCell, clean, day, key, or_nothing, phones, several, word
from api.sheets.columns import Field, Line
from api.sheets.directory import Directory, id_of
from api.sheets.rows import Reading, Remark, Row, State, change
from api.sheets.whom import Everybody, Said, said_by
from desk.network import RegisterPerson
from desk.register import SHANGHAI
from domain.kernel import name_id
from domain.person import PersonProfile, Tenure
from projections.network import PersonRow


class Setting(NamedTuple):
    """What the rows are read against. `namespace`: new people get the same ids on every attempt."""

    registered: dict[UUID, PersonRow]
    directory: Directory
    now: datetime
    namespace: UUID


def people_rows(lines: list[Line], setting: Setting) -> list[Row]:
    said = [said_by(line, setting.directory) for line in lines]
    people = Everybody(setting.registered.values(), said)
    first: dict[tuple[UUID, str], int] = {}
    rows = []
    for line, words in zip(lines, said, strict=True):
        reading = Reading(line)
        id = _whom(reading, words, people, setting)
        number = first.setdefault((id, key(line.text(Field.POST))), line.number)
        if number != line.number:
            reading.reject(Field.PERSON, WrongCell("repeated", number=number))
        rows.append(_row(reading, id, people, setting))
    return rows


def _whom(reading: Reading, said: Said | None, people: Everybody, setting: Setting) -> UUID:
    """By id, else by unit, name and phone; somebody nobody knows is new."""
    line = reading.line
    new = name_id(setting.namespace, "person", *(said or (line.sheet, line.number)))
    if clean(line.text(Field.ID)):
        return reading.take(Field.ID, new, lambda text: _registered_id(text, setting))
    if said is None:
        return new
    return reading.take(Field.PERSON, new, lambda _: people.match(said) or new)


def _registered_id(text: str, setting: Setting) -> UUID:
    id = id_of(text)
    if id is None or id not in setting.registered:
        raise WrongCell("no_id")
    return id


def _row(reading: Reading, id: UUID, people: Everybody, setting: Setting) -> Row:
    line, before = reading.line, people.get(id)
    profile = _profile(reading, before.profile if before else None, setting.directory)
    held = _held(before, profile)
    posts = _new_posts(reading, held)
    since = _since(reading, setting.now)
    if reading.wrongs or profile is None:
        return reading.wrong_row(clean(line.text(Field.UNIT)))
    taken = [Tenure(post=post, unit=profile.unit, since=since) for post in posts]
    people.put(PersonRow(id, profile, (*(before.posts if before else ()), *taken)))
    changes = _changes(before.profile, profile, setting.directory) if before else []
    shown = profile.name, setting.directory.name(profile.unit)
    if before and not changes and not taken:
        return Row(line.sheet, line.number, State.SAME, *shown, _kept_since(line, held))
    state = State.CHANGED if id in setting.registered else State.NEW
    changes += [Remark("takes_post", {"post": one.post, "since": one.since}) for one in taken]
    return Row(line.sheet, line.number, state, *shown, tuple(changes), _does(id, profile, taken))


def _profile(
    reading: Reading, before: PersonProfile | None, directory: Directory
) -> PersonProfile | None:
    name = before.name if before else None
    phone = before.phone if before else ""
    unit = reading.need(Field.UNIT, before.unit if before else None, directory.find)
    name = reading.need(Field.PERSON, name, word, name or "")
    phone = reading.take(Field.PHONE, phone, or_nothing("", phones), phone)
    if name is None or unit is None:
        return None
    return PersonProfile(name=name, unit=unit, phone=phone)


def _held(before: PersonRow | None, profile: PersonProfile | None) -> list[Tenure]:
    if before is None or profile is None:
        return []
    return [one for one in before.posts if one.unit == profile.unit]


def _new_posts(reading: Reading, held: list[Tenure]) -> list[str]:
    """A cell may name several; those held already are not taken again."""
    known = {key(one.post) for one in held}
    if key(reading.line.text(Field.POST)) in known:
        return []
    none: list[str] = []
    posts = reading.take(Field.POST, none, or_nothing(none, _posts))
    return [post for post in posts if key(post) not in known]


def _posts(text: str) -> list[str]:
    return list(dict.fromkeys(word(one) for one in several(text)))


def _since(reading: Reading, now: datetime) -> datetime:
    """Blank: from now on."""
    since = reading.take(Field.SINCE, now, day)
    if since != now and not clean(reading.line.text(Field.POST)):
        reading.reject(Field.POST, WrongCell("missing"))
    return since


def _changes(before: PersonProfile, after: PersonProfile, directory: Directory) -> list[Remark]:
    units = directory.name(before.unit), directory.name(after.unit)
    pairs = (
        (Field.PERSON, before.name, after.name),
        (Field.UNIT, *units),
        (Field.PHONE, before.phone, after.phone),
    )
    return [change(field, old, new) for field, old, new in pairs if old != new]


def _kept_since(line: Line, held: list[Tenure]) -> tuple[Remark, ...]:
    """Said, not done: since when a post is held is on record and does not change."""
    text = line.text(Field.SINCE)
    typed = day(text) if clean(text) else None
    named = {key(line.text(Field.POST)), *map(key, several(line.text(Field.POST)))}
    return tuple(
        Remark("holds_post", {"post": one.post, "since": one.since})
        for one in held
        if key(one.post) in named and typed and _date(typed) != _date(one.since)
    )


def _date(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d}"


def _does(id: UUID, profile: PersonProfile, taken: list[Tenure]) -> tuple[RegisterPerson, ...]:
    if not taken:
        return (RegisterPerson(person=id, profile=profile),)
    return tuple(
        RegisterPerson(person=id, profile=profile, post=one.post, since=one.since) for one in taken
    )
