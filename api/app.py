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

from api import live, phone_bill_file, problems, v1
from api.guards import BodyLimit, Guard
from api.noting import Noting
from api.pages import (
    acknowledging,
    activation_acts,
    activation_cards,
    activations,
    attendance,
    breaches,
    break_glass,
    call,
    channels,
    coverage,
    desk_checks,
    desk_duties,
    desk_notes,
    dials,
    disputes,
    documents,
    duties,
    duty,
    duty_breaches,
    duty_changes,
    duty_desk,
    duty_feed,
    duty_log,
    entrance,
    exercise,
    exercise_after,
    exercise_call,
    exercises,
    files,
    findings,
    handover,
    handover_sheet,
    hops,
    incident,
    incident_plans,
    incidents,
    instructions,
    knowledge,
    new_document,
    office,
    ownership,
    performance,
    phone,
    phone_bill,
    phone_link,
    pin,
    plan,
    plan_clocks,
    plan_cycle,
    plan_files,
    plan_library,
    plan_requirements,
    plans,
    posts,
    readings,
    records,
    register,
    register_sheet,
    reports,
    requests,
    restored,
    review,
    rings,
    roster,
    roster_sheet,
    rotation,
    rules,
    search,
    signing,
    sounding,
    spot_check,
    spot_check_after,
    spot_check_circular,
    spot_checks,
    unit_screen,
    waiting,
    whereabouts,
)
from api.rendering import STATIC
from api.running import Running
from api.settings import Settings
from api.uploading import BYTES_MAX
from contingency_plans.scenario_file import BYTES_MAX as SCENARIO_BYTES_MAX

ROUTERS = (
    entrance.router,
    duty_desk.router,
    call.router,
    dials.router,
    files.router,
    channels.router,
    incident.router,
    incidents.router,
    review.router,
    incident_plans.router,
    activations.router,
    activation_acts.router,
    activation_cards.router,
    instructions.router,
    reports.router,
    signing.router,
    rings.router,
    sounding.router,
    spot_checks.router,
    spot_check.router,
    spot_check_after.router,
    spot_check_circular.router,
    unit_screen.router,
    search.router,
    rings.programs,
    acknowledging.router,
    duties.router,
    duty.router,
    roster_sheet.router,
    rotation.router,
    roster.router,
    duty_changes.router,
    duty_feed.router,
    duty_log.router,
    waiting.router,
    attendance.router,
    duty_breaches.router,
    desk_notes.router,
    ownership.router,
    desk_checks.router,
    desk_duties.router,
    whereabouts.router,
    handover.router,
    break_glass.router,
    handover_sheet.router,
    pin.router,
    posts.router,
    register.router,
    register_sheet.router,
    office.router,
    restored.router,
    rules.router,
    breaches.router,
    findings.router,
    hops.router,
    disputes.router,
    knowledge.router,
    requests.router,
    performance.router,
    plan_library.router,
    coverage.router,
    plan_requirements.router,
    plan_clocks.router,
    plan_cycle.router,
    plans.router,
    exercises.router,
    exercise.router,
    exercise_call.router,
    exercise_after.router,
    plan.router,
    plan_files.router,
    new_document.router,
    records.router,
    readings.router,
    documents.router,
    phone_bill.router,
    phone.router,
    phone_link.router,
    v1.router,
    live.router,
)
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

    app = FastAPI(
        title="Shoubao",
        lifespan=lifespan,
        docs_url=None,  # its page would load from elsewhere
        redoc_url=None,
        openapi_url=None,
    )
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
