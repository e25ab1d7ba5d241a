"""What an office may say of its channels: a closed list of kinds, each with what it needs to be reached."""

from __future__ import annotations

import re
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    SecretStr,
    StrictBool,
    StrictInt,
    StrictStr,
    model_validator,
)
from pydantic_core import PydanticCustomError

from domain.escalation_policy import Manner

Name = Annotated[str, Field(min_length=1, max_length=20, pattern=r"^[\w\-·]+$")]
Text = Annotated[str, Field(min_length=1, max_length=4000)]
Seconds = Annotated[float, Field(gt=0, le=120)]


class Reaches(StrEnum):
    """By which of a person's contacts; `fixed`: always the same place, such as a group."""

    MOBILE = "mobile"
    EMAIL = "email"
    IM = "im"
    FIXED = "fixed"


class Sign(StrEnum):
    """How a robot's request is signed."""

    NONE = "none"
    DINGTALK = "dingtalk"  # 钉钉: in the query
    FEISHU = "feishu"  # 飞书: in the body


class Mailing(StrEnum):
    """How the mail server's line is protected; plain only when it is said."""

    STARTTLS = "starttls"
    TLS = "tls"
    PLAIN = "plain"


TEMPLATE_OR_MARK = re.compile(r"\{\{.*?\}\}|[/?&=#:]")
TOKEN_MIN = 8
GO_BY_THEMSELVES = ("webhook", "apprise")  # their address says where


class ChannelSettings(BaseModel):
    """Common to all. Without `exercises` an exercise never leaves the desk by this channel."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    kind: str
    name: Name
    reaches: Reaches
    manners: tuple[Manner, ...] = (Manner.RING, Manner.SIREN)
    timeout: Seconds = 10.0
    at_once: Annotated[int, Field(ge=1, le=16)] = 4
    exercises: bool = False
    to: str = ""  # the fixed place, as it may be shown

    @model_validator(mode="after")
    def _fixed_is_somewhere(self) -> ChannelSettings:
        if self.reaches is Reaches.FIXED and not self.to and self.kind not in GO_BY_THEMSELVES:
            raise PydanticCustomError("fixed_to", "a fixed channel needs to")
        return self

    def secrets(self) -> tuple[str, ...]:
        """What may never be shown or logged, not even when a server echoes it."""
        hidden = (getattr(self, name) for name in type(self).model_fields)
        return tuple(
            secret
            for one in hidden
            if isinstance(one, SecretStr) and (secret := one.get_secret_value())
        )


class SmtpSettings(ChannelSettings):
    kind: Literal["smtp"]
    reaches: Reaches = Reaches.EMAIL
    host: Text
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Mailing = Mailing.STARTTLS
    sender: Text
    user: str = ""
    password: SecretStr = SecretStr("")
    ca: Path | None = None


class Success(BaseModel):
    """Both must hold: the status is one of these, and the answer says `equals` at `pointer`.

    That the status alone is believed must be said: the robots answer 200 also when they refuse.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    status: frozenset[Annotated[int, Field(ge=200, le=299)]] = frozenset({200})
    pointer: Annotated[str, Field(pattern=r"^(/[^/]*)*$")] | None = None
    equals: StrictInt | StrictBool | StrictStr | None = None
    status_alone: bool = False

    @model_validator(mode="after")
    def _says_what_is_believed(self) -> Success:
        given = (self.pointer is not None, self.equals is not None)
        if given != ((False, False) if self.status_alone else (True, True)):
            raise PydanticCustomError("success_rule", "give pointer and equals, or status_alone")
        return self


class WebhookSettings(ChannelSettings):
    """`url` and `body` are templates; `pointer = ""` in `success` compares the whole answer."""

    kind: Literal["webhook"]
    method: Literal["POST", "PUT", "GET"] = "POST"
    url: SecretStr
    headers: dict[str, SecretStr] = {}
    body: str = ""
    sign: Sign = Sign.NONE
    secret: SecretStr = SecretStr("")
    idempotency_header: Annotated[str, Field(pattern=r"^[A-Za-z0-9\-]*$")] = "Idempotency-Key"
    success: Success
    ca: Path | None = None

    def secrets(self) -> tuple[str, ...]:
        """A filled address is not the one written: each long piece of it may be the token."""
        pieces = TEMPLATE_OR_MARK.split(self.url.get_secret_value())
        tokens = (one for one in pieces if len(one) >= TOKEN_MIN)
        return (
            *super().secrets(),
            *(one.get_secret_value() for one in self.headers.values()),
            *sorted(tokens, key=len, reverse=True),
        )

    @model_validator(mode="after")
    def _signed_with_something(self) -> WebhookSettings:
        if (self.sign is Sign.NONE) is not (not self.secret.get_secret_value()):
            raise PydanticCustomError("sign_and_secret", "sign and secret belong together")
        return self


class ModemSettings(ChannelSettings):
    kind: Literal["modem"]
    reaches: Reaches = Reaches.MOBILE
    device: Path
    speed: Literal[9600, 19200, 38400, 57600, 115200] = 115200
    timeout: Seconds = 40.0
    at_once: Literal[1] = 1  # there is one line


class CommandSettings(ChannelSettings):
    """A program of the office's, with its arguments, never through a shell."""

    kind: Literal["command"]
    program: Annotated[tuple[Text, ...], Field(min_length=1, max_length=50)]
    timeout: Seconds = 30.0


class AppriseSettings(ChannelSettings):
    kind: Literal["apprise"]
    url: SecretStr
    timeout: Seconds = 30.0


AnyChannel = Annotated[
    SmtpSettings | WebhookSettings | ModemSettings | CommandSettings | AppriseSettings,
    Field(discriminator="kind"),
]


class ChannelsFile(BaseModel):
    """channels.toml: the channels in the order in which they are tried."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    channel: tuple[AnyChannel, ...] = ()

    @model_validator(mode="after")
    def _each_name_once(self) -> ChannelsFile:
        names = [one.name for one in self.channel]
        if len(set(names)) < len(names):
            raise PydanticCustomError("same_name", "two channels have the same name")
        return self
