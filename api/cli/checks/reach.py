"""How the office is reached: its certificate, its port, and the server behind it."""

from __future__ import annotations

import socket
import ssl
from contextlib import closing
from datetime import timedelta
from http.client import HTTPConnection, HTTPException

import msgspec

from api.cli.checks.finding import Asked, Finding, amiss, in_order
from api.listening import ANY_ADDRESS
from api.settings import LOOPBACK, Settings
from api.tls.files import AUTHORITY_CERTIFICATE, read_certificate
from api.tls.hosts import hosts_in

RENEW_BEFORE = timedelta(days=60)
ANSWER_SECONDS_MAX = 10.0
DEADMAN_ASKS_WITHIN = 60.0
LAG_MAX = 1_000  # events the board may be behind the log while it is busy


class Health(msgspec.Struct):
    """What a server says of itself to anybody."""

    head: int
    shown: int
    waiter_alive: bool
    sender_alive: bool
    deadman_asked_seconds_ago: float | None = None


def certificate(asked: Asked) -> Finding:
    settings = asked.settings
    if settings.tls_certificate is None:
        return (
            in_order("certificate-plain") if settings.plain_http else amiss("certificate", "none")
        )
    found = read_certificate(settings.tls_certificate)
    ends = found.not_valid_after_utc
    words = {"ends": ends.date().isoformat()}
    if not found.not_valid_before_utc <= asked.now < ends:
        return amiss("certificate", "over", **words)
    if asked.now > ends - RENEW_BEFORE:
        return amiss("certificate", "ending", **words)
    unnamed = set(settings.allowed_hosts) - {str(host.value) for host in hosts_in(found)}
    if unnamed:
        return amiss("certificate", "unnamed", names=" ".join(sorted(unnamed)))
    return in_order("certificate", **words)


def server(asked: Asked) -> Finding:
    """Not running is in order, as long as nobody else sits on the port."""
    settings = asked.settings
    place = {"port": settings.port}
    try:
        health = _health(settings)
    except ConnectionRefusedError:
        return in_order("server-off", **place)
    except ssl.SSLCertVerificationError as error:
        return amiss("server", "untrusted", reason=error.verify_message, **place)
    except (OSError, HTTPException, msgspec.MsgspecError):
        return amiss("server", "foreign", **place)
    if not (health.waiter_alive and health.sender_alive):
        return amiss("server", "asleep")
    if health.head - health.shown > LAG_MAX:
        return amiss("server", "behind", behind=health.head - health.shown)
    return in_order("server", head=health.head, **place)


def deadman(asked: Asked) -> Finding:
    """It stands outside; the server says when it asked last. Never is in order, and said."""
    try:
        ago = _health(asked.settings).deadman_asked_seconds_ago
    except (OSError, HTTPException, msgspec.MsgspecError):
        return in_order("deadman-off")
    if ago is None:
        return in_order("deadman-none")
    if ago > DEADMAN_ASKS_WITHIN:
        return amiss("deadman", "silent", minutes=int(ago // 60))
    return in_order("deadman", seconds=int(ago))


def _health(settings: Settings) -> Health:
    """Asks as a PC of the office would: by the office's name, trusting its authority alone."""
    host = LOOPBACK[0] if settings.host in ANY_ADDRESS else settings.host
    name = settings.allowed_hosts[0]
    connection = HTTPConnection(name, settings.port)
    connection.sock = _connected(settings, host, name)
    with closing(connection):
        connection.request("GET", "/api/v1/health")
        return msgspec.json.decode(connection.getresponse().read(), type=Health)


def _connected(settings: Settings, host: str, name: str) -> socket.socket:
    plain = socket.create_connection((host, settings.port), ANSWER_SECONDS_MAX)
    if settings.tls_certificate is None:
        return plain
    authority = settings.folder / AUTHORITY_CERTIFICATE
    trusted = authority if authority.exists() else settings.tls_certificate
    context = ssl.create_default_context(cafile=trusted)
    context.verify_flags |= (
        ssl.VERIFY_X509_PARTIAL_CHAIN
    )  # a bureau's own certificate is trusted as such
    return context.wrap_socket(plain, server_hostname=name)
