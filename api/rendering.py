"""Pages and panels: Jinja2 over plain data, in one language at a time."""

from __future__ import annotations

import hashlib
from datetime import UTC, datetime
from enum import Enum
from functools import cache, partial
from importlib import resources
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from api.languages import say, word_of
from api.markdown import markdown
from contingency_plans.activation_events import Finding, LeftOver
from contingency_plans.plan_subtypes import SUBTYPES, subtype_name
from desk.register import SHANGHAI
from domain.facts import Place
from domain.incident_plans import FitReason
from domain.times import Precision, WorldTime
from domain.words import Line, RecipientRole

STATIC = Path(str(resources.files("api"))) / "static"


def render(template: str, language: str, **data: Any) -> str:
    return _environment(language).get_template(template).render(**data)


@cache
def _environment(language: str) -> Environment:
    environment = Environment(
        loader=PackageLoader("api"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals.update(t=partial(say, language), language=language, asset=asset)
    environment.globals.update(plan_recipients={*RecipientRole}, plan_lines={*Line})
    environment.globals["subtypes"] = SUBTYPES
    environment.filters.update(
        word=partial(_word, language),
        shown=partial(shown_text, language),
        hm=_hour_minute,
        due=_due,
        stamp=stamp_text,
        minute=minute_text,
        day=_day,
        when=partial(when_text, language),
        span=partial(span_text, language),
        iso=instant_text,
        markdown=markdown,
        subtype=partial(subtype_name, language),
    )
    return environment


def _word(language: str, term: Enum | None) -> str:
    return word_of(language, term) if term is not None else ""


def instant_text(at: datetime) -> str:
    """An instant for programs and custom elements: UTC, ends in Z."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _hour_minute(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%H:%M}"


def _due(at: datetime, start: datetime) -> str:
    """With its day, unless it is due on the day it began: the reader's today is not known here."""
    due, began = at.astimezone(SHANGHAI), start.astimezone(SHANGHAI)
    return f"{due:%H:%M}" if due.date() == began.date() else f"{due:%m-%d %H:%M}"


def dated_text(at: datetime) -> str:
    """Beijing time with its year, for papers: they are read years later."""
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d %H:%M:%S}"


def stamp_text(at: datetime) -> str:
    """Beijing time with its day: a deadline is often tomorrow's."""
    return f"{at.astimezone(SHANGHAI):%m-%d %H:%M:%S}"


def minute_text(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%m-%d %H:%M}"


def _day(at: datetime) -> str:
    return f"{at.astimezone(SHANGHAI):%Y-%m-%d}"


def when_text(language: str, time: WorldTime) -> str:
    """As exactly as it is known: 11-24 02:45, 11-24 02:45:10, 11-24 02时许 (about 02:00), 11-24, or from–to."""
    start, end = (at.astimezone(SHANGHAI) for at in (time.earliest, time.latest))
    match time.precision:
        case Precision.SECOND:
            return f"{start:%m-%d %H:%M:%S}"
        case Precision.MINUTE:
            return f"{start:%m-%d %H:%M}"
        case Precision.HOUR:
            return f"{start:%m-%d} {about_hour(language, start)}"
        case Precision.DAY:
            return f"{start:%m-%d}"
        case Precision.RANGE:
            return f"{start:%m-%d %H:%M}–{end:%m-%d %H:%M}"


def about_hour(language: str, at: datetime) -> str:
    """Known to the hour and no better: 02时许, about 02:00."""
    return say(language, "app.about_hour", hour=f"{at.astimezone(SHANGHAI):%H}")


def span_text(language: str, seconds: int) -> str:
    """A limit in the law's own unit: 30分钟, 2小时, 30天."""
    for unit, length in (("days", 86_400), ("hours", 3_600)):
        if seconds % length == 0:
            return say(language, f"duration.{unit}", count=seconds // length)
    return say(language, "duration.minutes", count=seconds // 60)


def shown_text(language: str, value: object) -> str:
    """Any value of an event in the reader's words."""
    match value:
        case Enum():
            return word_of(language, value)
        case WorldTime():
            return when_text(language, value)
        case datetime():
            return stamp_text(value)
        case bool():
            return "✓" if value else "✗"
        case Place():
            return value.text
        case FitReason():
            return f"{word_of(language, value.fit)} {value.words}".strip()
        case LeftOver():
            return f"{value.card}: {value.reason}"
        case Finding():
            return value.words
        case tuple():
            return say(language, "register.comma").join(shown_text(language, one) for one in value)
    return str(value)


@cache
def asset(name: str) -> str:
    """A static file's address with its content's hash, so that no browser keeps an old one."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()
    return f"/static/{name}?v={digest[:12]}"
