"""The ASGI application, assembled in one place."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from fastapi import FastAPI
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from api import phone_bill_file, problems
from api.guards import BodyLimit, Guard
from api.noting import Noting
from api.rendering import STATIC
from api.routers import ROUTERS
from api.running import Running
from api.settings import Settings
from api.uploading import BYTES_MAX
from contingency_plans.scenario_file import BYTES_MAX as SCENARIO_BYTES_MAX

FILES_AT_ONCE = 3
FORM_AROUND = 64 * 1024  # what a form adds to the file it carries
CACHE_FOR_EVER = "public, max-age=31536000, immutable"
ASK_AGAIN = "no-cache"


class Assets(StaticFiles):
    """Static files. One asked for by its content's hash is kept; a module that another imports is not."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        answer = await super().get_response(path, scope)
        named = scope["query_string"].startswith(b"v=")
        answer.headers.setdefault("cache-control", CACHE_FOR_EVER if named else ASK_AGAIN)
        return answer


def create_app(running: Running) -> FastAPI:
    """The office's application; its lifespan starts and stops the office's threads."""

    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        await asyncio.to_thread(running.start, asyncio.get_running_loop())
        try:
            yield
        finally:
            await asyncio.to_thread(running.stop)

    # the framework's own pages would load from elsewhere
    app = FastAPI(lifespan=lifespan, docs_url=None, redoc_url=None, openapi_url=None)
    app.state.running = running
    app.state.settings = running.settings
    problems.install(app)
    for router in ROUTERS:
        app.include_router(router)
    app.mount("/static", Assets(directory=STATIC), name="static")
    _guard(app, running.settings)
    app.add_middleware(Noting, trail=running.trail, clock=running.clock)
    return app


def _guard(app: FastAPI, settings: Settings) -> None:
    """The last one added is the first one a request meets."""
    uploads = {
        re.compile("/register/preview"): settings.upload_bytes_max + FORM_AROUND,
        re.compile("/exercises"): SCENARIO_BYTES_MAX + FORM_AROUND,
        re.compile("/plans/preview"): settings.upload_bytes_max + FORM_AROUND,
        re.compile("/plans/[^/]+/versions/[^/]+/files"): BYTES_MAX + FORM_AROUND,
        re.compile("/roster/preview"): settings.upload_bytes_max + FORM_AROUND,
        re.compile("/phone-bill"): phone_bill_file.BYTES_MAX + FORM_AROUND,
        re.compile("/incidents/[^/]+/files"): FILES_AT_ONCE * BYTES_MAX + FORM_AROUND,
    }
    app.add_middleware(BodyLimit, bytes_max=settings.body_bytes_max, uploads=uploads)
    app.add_middleware(GZipMiddleware, minimum_size=1024)
    app.add_middleware(
        Guard,
        hosts=settings.allowed_hosts,
        tls=settings.tls_certificate is not None,
        answer=problems.problem,
    )
