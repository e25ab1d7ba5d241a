"""From what an office says of a channel to the channel."""

from __future__ import annotations

import sys

from escalation.channels.command import Command
from escalation.channels.message import Channel
from escalation.channels.modem import Modem
from escalation.channels.settings import (
    AnyChannel,
    AppriseSettings,
    CommandSettings,
    ModemSettings,
    SmtpSettings,
    WebhookSettings,
)
from escalation.channels.smtp import Smtp
from escalation.channels.webhook import Webhook

APPRISE = (sys.executable, "-m", "escalation.channels.apprise_program")


def opened(settings: AnyChannel) -> Channel:
    """Nothing is connected yet. Raises OSError: the authority it names cannot be read."""
    match settings:
        case SmtpSettings():
            return Smtp(settings)
        case WebhookSettings():
            return Webhook(settings)
        case ModemSettings():
            return Modem(settings)
        case CommandSettings(program=program):
            return Command(program)
        case AppriseSettings(url=url):
            return Command(APPRISE, url=url.get_secret_value())
