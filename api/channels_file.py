"""channels.toml in an office's folder: what it says, or in which line it is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from pydantic import ValidationError

from api.problem_words import Said, field_words
from contingency_plans.toml_lines import TomlWrong, read_toml
from domain.kernel import Refused
from escalation.channels.message import Message
from escalation.channels.opened import opened
from escalation.channels.settings import AnyChannel, ChannelsFile, WebhookSettings
from escalation.channels.template import wrong_in

CHANNELS_FILE = "channels.toml"
HEADER = re.compile(r"^\s*\[\[\s*channel\s*\]\]")
WORDS = {  # what our own checks say, beside what every form may say
    "success_rule": Said(
        "须写 pointer 和 equals，或 status_alone = true",
        "give pointer and equals, or status_alone = true",
    ),
    "sign_and_secret": Said("sign 与 secret 须成对", "sign and secret belong together"),
    "same_name": Said("有两个通道同名", "two channels have the same name"),
    "fixed_to": Said("固定去向须写 to", "a fixed channel needs to"),
    "union_tag_invalid": Said("kind 不在可选项内", "unknown kind"),
    "union_tag_not_found": Said("缺少 kind", "kind is missing"),
    "template": Said("模板有误", "the template is wrong"),
    "authority": Said("ca 读不了", "ca cannot be read"),
    "not_text": Said("不是 UTF-8 文本", "no UTF-8 text"),
}
PLACE = Said("第{line}行{field}：", "line {line}{field}: ")
PLACE_UNKNOWN = Said("第{index}个通道{field}：", "channel {index}{field}: ")
SAMPLE = Message(
    "id", "thread", "13900000000", "张三", "叫应", "短文", "长文", datetime(2026, 1, 1, tzinfo=UTC)
)


class ChannelsBroken(Refused):
    """channels.toml 写得不对"""

    EN: ClassVar[str] = "The file channels.toml is not right"


def read_channels(folder: Path, language: str = "zh") -> tuple[AnyChannel, ...]:
    """In the order in which they are tried; () for an office without. Raises ChannelsBroken."""
    path = folder / CHANNELS_FILE
    if not path.exists():
        return ()
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeError as error:
        raise ChannelsBroken(WORDS["not_text"].to(language)) from error
    found = _understood(text, language)
    for index, channel in enumerate(found):
        for field, kind, detail in _amiss(channel):
            place = _place(text, index, (field,), language)
            raise ChannelsBroken(place + WORDS[kind].to(language) + detail)
    return found


def _understood(text: str, language: str) -> tuple[AnyChannel, ...]:
    try:
        return ChannelsFile.model_validate(read_toml(text)).channel
    except TomlWrong as error:
        raise ChannelsBroken(str(error)) from error
    except ValidationError as error:
        raise ChannelsBroken(_first(error, text, language)) from None  # it holds what was written


def _amiss(channel: AnyChannel) -> Iterator[tuple[str, str, str]]:
    """What no single field shows: a template that cannot be filled, an authority that is not there."""
    if isinstance(channel, WebhookSettings):
        words = {"url": channel.url.get_secret_value(), "body": channel.body}
        for field, said in words.items():
            if wrong := wrong_in(said, SAMPLE):
                yield field, "template", f" {wrong}"
    try:
        opened(channel)
    except OSError:
        yield "ca", "authority", ""


def _first(error: ValidationError, text: str, language: str) -> str:
    """The first fault; never what was written there, which may be a secret."""
    [first, *_] = error.errors(include_url=False, include_input=False)
    own = WORDS.get(first["type"])
    said = own.to(language) if own else field_words(first, language)
    place = first["loc"]
    if len(place) < 2:
        return said
    return _place(text, int(place[1]), place[3:], language) + said


def _place(text: str, index: int, field: tuple[Any, ...], language: str) -> str:
    """The line of a field of the nth channel; of one that is missing, the channel's own."""
    lines = text.splitlines()
    heads = [at for at, line in enumerate(lines) if HEADER.match(line)]
    if index >= len(heads):  # written in another of TOML's ways
        return PLACE_UNKNOWN.to(language).format(index=index + 1, field=_named(field))
    end = [*heads[1:], len(lines)][index]
    here = range(heads[index], end)
    name = re.escape(str(field[-1])) if field else ""
    written = re.compile(rf"\s*(?:{name}\s*=|\[\s*channel\.{name}\s*\])")
    line = next((at for at in here if field and written.match(lines[at])), heads[index])
    return PLACE.to(language).format(line=line + 1, field=_named(field))


def _named(field: tuple[Any, ...]) -> str:
    return f" {'.'.join(map(str, field))}" if field else ""
