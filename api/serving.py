"""Serves one office until it is told to stop."""

from __future__ import annotations

import errno
import logging
import socket
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import ClassVar

import uvicorn

from api.app import create_app
from api.clock import Clock
from api.reading_copy import running_of_folder
from api.running import Running
from api.settings import Settings
from api.stopping import stoppable
from domain.kernel import Refused

GRACE_SECONDS = 5  # for requests under way when the server is stopped
ANY_ADDRESS = ("0.0.0.0", "::")  # noqa: S104 — compared with, not listened on
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"

Ready = Callable[[str], None]  # told the address once somebody is answered there


def _unheard(address: str) -> None:
    """Nobody waits for the address."""


class PortTaken(Refused):
    """端口已被占用，或不许本程序使用；可用 --port 另选"""

    EN: ClassVar[str] = "The port is taken, or not ours to use; choose another with --port"


class AddressNotOurs(Refused):
    """这不是本机的地址，无法在此监听"""

    EN: ClassVar[str] = "This is not an address of this machine to listen on"


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


@contextmanager
def listening(host: str, port: int) -> Iterator[socket.socket]:
    """Holds the port before anything is opened or made for it. Raises PortTaken, AddressNotOurs."""
    try:
        [(family, kind, _, _, address), *_] = socket.getaddrinfo(
            host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )
    except (OSError, UnicodeError) as error:
        raise AddressNotOurs(host) from error
    with socket.socket(family, kind) as held:
        held.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _hold(held, address)
        yield held


def serve(
    settings: Settings, clock: Clock | None = None, speed: float = 1.0, *, ready: Ready = _unheard
) -> None:
    """Raises PortTaken, AddressNotOurs, LogInUse, NotFounded, VaultBroken before anybody is answered."""
    with listening(settings.host, settings.port) as held:
        serve_on(held, settings, clock, speed, ready=ready)


def serve_on(
    held: socket.socket,
    settings: Settings,
    clock: Clock | None = None,
    speed: float = 1.0,
    *,
    ready: Ready = _unheard,
) -> None:
    """Returns when it was stopped as one stops a server: SIGTERM, SIGHUP or Ctrl-C."""
    _require_usable(settings)
    logging.basicConfig(format=LOG_FORMAT)
    running = running_of_folder(settings, clock, speed)
    server = _Server(_config(running, settings), lambda: ready(address_of(settings, held)))
    with suppress(KeyboardInterrupt, SystemExit), stoppable():  # uvicorn exits when it cannot start
        server.run(sockets=[held])
    if not server.started:
        running.close()
        raise RuntimeError("the server did not start")


def address_of(settings: Settings, held: socket.socket) -> str:
    """Where a person finds it: by the office's first name where it listens on every address."""
    host, port = held.getsockname()[:2]
    if settings.host in ANY_ADDRESS:
        host = settings.allowed_hosts[0]
    return f"{settings.scheme}://{f'[{host}]' if ':' in host else host}:{port}"


def _require_usable(settings: Settings) -> None:
    """Before anything is opened. Raises SSLError, FileNotFoundError."""
    if settings.tls_certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(settings.tls_certificate, settings.tls_key)


def _hold(held: socket.socket, address: tuple[object, ...]) -> None:
    try:
        held.bind(address)
        held.listen()
    except OSError as error:
        if isinstance(error, PermissionError) or error.errno == errno.EADDRINUSE:
            raise PortTaken(f"{address[0]}:{address[1]}") from error
        raise AddressNotOurs(address[0]) from error


def _config(running: Running, settings: Settings) -> uvicorn.Config:
    return uvicorn.Config(
        create_app(running),
        ssl_certfile=settings.tls_certificate,
        ssl_keyfile=settings.tls_key,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws_ping_interval=20,
        ws_ping_timeout=20,
        ws_max_size=4096,  # a board has nothing to say
        ws_per_message_deflate=False,  # a frame would be packed anew for every board it goes to
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
