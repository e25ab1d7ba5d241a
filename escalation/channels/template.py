"""An office's own words for a request, filled in a sandbox that reaches nothing but the message."""

from __future__ import annotations

import json

from jinja2 import StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from escalation.channels.message import Message

SANDBOX = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=False)
SANDBOX.filters["json"] = lambda value: json.dumps(value, ensure_ascii=False)


class Template:
    """Raises TemplateError for words that cannot be filled."""

    def __init__(self, words: str) -> None:
        self._template = SANDBOX.from_string(words)

    def filled(self, message: Message) -> str:
        return self._template.render(
            to=message.address,
            name=message.name,
            subject=message.subject,
            text=message.short,
            long=message.long,
            id=message.key,
            thread=message.thread,
            exercise=message.exercise,
            test=message.test,
        )


def wrong_in(words: str, sample: Message) -> str | None:
    """What is wrong with a template, before a night depends on it."""
    try:
        Template(words).filled(sample)
    except TemplateError as error:
        return str(error)
    return None
