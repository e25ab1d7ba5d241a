"""The text of a plan, kept by its hash as the page of the plan keeps it."""

from __future__ import annotations

from uuid import UUID, uuid4

from msgspec.structs import replace

from api.running import acting_as
from desk.files import Files
from desk.plans import RestateVersion, restate_version
from tests.support.doing import done_and_shown


def a_kept_text(web, plan: UUID, content: bytes = b"%PDF-1.4 \xe9\x98\xb2\xe6\xb1\x9b") -> str:
    """Its SHA-256."""
    digest = Files(web.running.settings.folder).store(content)
    known = web.running.desk.register().plans[plan].versions[0]
    command = RestateVersion(plan=plan, version=replace(known, text=digest))
    done_and_shown(web, acting_as("tests", uuid4()), restate_version, command)
    return digest
