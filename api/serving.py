"""Serves one office until it is told to stop."""

from __future__ import annotations

import uvicorn

from api.app import create_app
from api.clock import Clock
from api.running import Running
from api.settings import Settings

GRACE_SECONDS = 5  # for requests under way when the server is stopped


def serve(settings: Settings, clock: Clock | None = None, speed: float = 1.0) -> None:
    """Raises LogInUse, NotFounded, VaultBroken before it listens."""
    running = Running(settings, clock, speed)
    uvicorn.run(
        create_app(running),
        host=settings.host,
        port=settings.port,
        ssl_certfile=settings.tls_certificate,
        ssl_keyfile=settings.tls_key,
        log_level="warning",
        access_log=False,
        server_header=False,
        ws_ping_interval=20,
        ws_ping_timeout=20,
        ws_max_size=4096,  # a board has nothing to say
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
