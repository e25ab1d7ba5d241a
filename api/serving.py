"""Serves one office until it is told to stop."""

from __future__ import annotations

import logging
import socket
import ssl
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from api.app import create_app
from api.clock import Clock
from api.listening import ANY_ADDRESS, listening
from api.reading_copy import running_of_folder
from api.running import Running
from api.settings import Settings
from api.stopping import stoppable

GRACE_SECONDS = 5  # for requests under way when the server is stopped
LOG_FORMAT = "%(asctime)s %(levelname)s %(name)s %(message)s"

Ready = Callable[[str], None]  # told the address once somebody is answered there


def _unheard(address: str) -> None:
    """Nobody waits for the address."""


class _Server(uvicorn.Server):
    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._ready()


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
