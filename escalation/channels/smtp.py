"""Mail through the office's own server."""

from __future__ import annotations

import ssl
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr

import aiosmtplib

from escalation.channels.message import Answer, Message, accepted, rejected, unknown
from escalation.channels.settings import Mailing, SmtpSettings


class Smtp:
    """One connection a send."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._tls = ssl.create_default_context(cafile=settings.ca)

    async def send(self, message: Message) -> Answer:
        try:
            mail = self._mail(message)
        except (ValueError, MessageError):
            return rejected("邮件地址写法不对")
        try:
            return await self._sent(mail)
        except (aiosmtplib.SMTPException, OSError) as error:
            return _failed(error)

    async def _sent(self, mail: EmailMessage) -> Answer:
        settings = self._settings
        _, said = await aiosmtplib.send(
            mail,
            hostname=settings.host,
            port=settings.port,
            username=settings.user or None,
            password=settings.password.get_secret_value() or None,
            use_tls=settings.security is Mailing.TLS,
            start_tls=settings.security is Mailing.STARTTLS,
            tls_context=self._tls if settings.security is not Mailing.PLAIN else None,
            timeout=None,  # the lane ends it, all told
        )
        return accepted(said)

    def _mail(self, message: Message) -> EmailMessage:
        mail = EmailMessage()
        mail["From"] = self._settings.sender
        mail["To"] = Address(display_name=message.name, addr_spec=message.address)
        mail["Subject"] = message.subject
        mail["Date"] = format_datetime(message.at)
        domain = parseaddr(self._settings.sender)[1].rpartition("@")[2] or "localhost"
        mail["Message-ID"] = f"<{message.thread}@{domain}>"
        mail["X-Priority"] = "1"
        mail.set_content(message.long)
        return mail


def _failed(error: Exception) -> Answer:
    match error:
        case aiosmtplib.SMTPConnectError() | aiosmtplib.SMTPNotSupported():
            return rejected(f"连不上 {type(error).__name__}", own=True)
        case aiosmtplib.SMTPRecipientsRefused(recipients=refused):
            return rejected("；".join(f"{one.code} {one.message}" for one in refused))
        case aiosmtplib.SMTPResponseException(code=code, message=said):
            own = not isinstance(error, aiosmtplib.SMTPDataError)
            return rejected(f"{code} {said}", own=own)
    return unknown(f"中断 {type(error).__name__}")
