"""Whether there is a backup, how old it is, and when every byte of it was read again."""

from __future__ import annotations

from datetime import timedelta

from api.cli.checks.finding import Asked, Finding, amiss, in_order
from api.cli.words import in_language
from api.last_backup import last_backup
from api.restoring import beijing
from desk.log.backup import chain_at, first_recorded_at
from desk.log.log import FILE

OLD = timedelta(hours=26)  # a nightly one may come a little later
UNPROVED = timedelta(days=8)  # the weekly rehearsal
YOUNG = timedelta(days=1)


def backup(asked: Asked) -> Finding:
    folder = asked.settings.folder
    noted = last_backup(folder)
    if noted is None:
        return in_order("backup-young") if _founded_today(asked) else amiss("backup", "none")
    places = {"target": noted.target, "age": _span(asked.now - noted.made_at)}
    if noted.fault:
        return amiss("backup", "bad", fault=noted.fault, **places)
    if chain_at(folder / FILE, noted.events) != noted.head:
        return amiss("backup", "foreign", **places)
    if asked.now - noted.made_at > OLD:
        return amiss("backup", "old", **places)
    if asked.now - noted.proved_at > UNPROVED:
        places["age"] = _span(asked.now - noted.proved_at)
        return amiss("backup", "unproved", **places)
    return in_order("backup", events=noted.events, proved=beijing(noted.proved_at), **places)


def _founded_today(asked: Asked) -> bool:
    begun = first_recorded_at(asked.settings.folder / FILE)
    return begun is None or asked.now - begun < YOUNG


def _span(age: timedelta) -> str:
    hours, minutes = divmod(max(0, int(age.total_seconds())) // 60, 60)
    if hours >= 48:
        return in_language(f"{hours // 24}天", f"{hours // 24} days")
    return in_language(f"{hours}时{minutes:02}分", f"{hours} h {minutes:02} min")
